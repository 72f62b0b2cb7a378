package org.yearbook.dashboard.page.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Pages;
import org.yearbook.warehouse.run.NotTaken;

/**
 * The quality page: first the report, then the issues behind it, then where every row went.
 *
 * @param fault what is wrong with the district's own steps; empty for those who cannot mend them
 * @param downloads where the same list is as a file
 */
record QualityPage(
        String asOf,
        String place,
        String fault,
        List<Held> held,
        Filters filters,
        Report report,
        Listing list,
        Downloads downloads,
        List<AccountRow> accounts,
        Totals totals) {

    QualityPage {
        held = List.copyOf(held);
        accounts = List.copyOf(accounts);
    }

    /** {@return how many files were held back and sources were not pulled, in words} */
    public String notTaken() {
        return NotTaken.of(held, Held::source, Held::file).words();
    }

    /** A file that was refused whole. */
    record Held(String source, String file, String arrived, String reason, String whatToDo) {}

    /** What can be chosen. */
    record Filters(
            List<Option> schools,
            List<Option> owners,
            List<Option> rules,
            List<Option> severities,
            List<Option> statuses,
            boolean any) {

        Filters {
            schools = List.copyOf(schools);
            owners = List.copyOf(owners);
            rules = List.copyOf(rules);
            severities = List.copyOf(severities);
            statuses = List.copyOf(statuses);
        }
    }

    /**
     * What stands above the list.
     *
     * @param score null before the first night that counted rows
     */
    record Report(
            @Nullable ScoreCard score,
            List<KindRow> kinds,
            Since since,
            List<CauseRow> causes,
            List<Tally> tallies,
            List<GroupRow> bySchool,
            List<GroupRow> byOwner,
            List<GroupRow> byRule) {

        Report {
            kinds = List.copyOf(kinds);
            causes = List.copyOf(causes);
            tallies = List.copyOf(tallies);
            bySchool = List.copyOf(bySchool);
            byOwner = List.copyOf(byOwner);
            byRule = List.copyOf(byRule);
        }
    }

    /**
     * The score and what stands beside it.
     *
     * @param moved since the night before, in words; empty on the first night
     * @param tone better, worse or plain
     * @param within share of issues that were gone within seven days; empty while nobody can know
     * @param excepted how many issues are excepted; they count as wrong
     */
    record ScoreCard(
            String value,
            String moved,
            String tone,
            String rows,
            String median,
            String within,
            String excepted,
            String exceptedLink,
            ScoreLine line) {}

    /**
     * What happened since the night before.
     *
     * @param night the one before; empty on the first night
     * @param changes by rule, gravest first; the rest of them in {@code more}
     */
    record Since(
            String night,
            String fresh,
            String back,
            String fixed,
            String freshLink,
            String backLink,
            String fixedLink,
            List<ChangeRow> changes,
            List<ChangeRow> more) {

        Since {
            changes = List.copyOf(changes);
            more = List.copyOf(more);
        }
    }

    /**
     * What happened to the issues of one rule.
     *
     * @param moved how many are new, back and fixed, in words
     */
    record ChangeRow(String rule, String message, String severity, String severityWords, String moved, String link) {}

    /** The rows of one kind of record. */
    record KindRow(String name, String score, String checked, String wrong) {}

    /**
     * Issues that one way of mending would close.
     *
     * @param gain what the score would rise by, in words; empty when unknown
     * @param examples values and what should stand there, in words
     */
    record CauseRow(
            String rule,
            String message,
            String whatToDo,
            String severity,
            String severityWords,
            String what,
            String owner,
            String records,
            String gain,
            boolean oneCause,
            List<String> examples,
            String link) {

        CauseRow {
            examples = List.copyOf(examples);
        }
    }

    /** How many of one severity; the link shows only those. */
    record Tally(String words, String meaning, String code, String count, String link, boolean chosen) {}

    /**
     * Issues of one school, owner or rule.
     *
     * @param score in words; empty where there is none
     */
    record GroupRow(
            String id,
            String name,
            String score,
            String severity,
            String severityWords,
            String block,
            String major,
            String minor,
            String warning,
            String total,
            String link) {}

    /**
     * One page of issues.
     *
     * @param total how many issues the filters find, in words
     * @param shown which of them stand here, in words
     * @param apart how many more one cause explains, in words; empty when none are left out
     */
    record Listing(
            String total,
            String shown,
            String apart,
            List<IssueRow> issues,
            Pages pages,
            List<Option> people,
            List<Hidden> asked,
            String latest) {

        Listing {
            issues = List.copyOf(issues);
            people = List.copyOf(people);
            asked = List.copyOf(asked);
        }
    }

    /** A part of the question that a form carries along. */
    record Hidden(String name, String value) {}

    /** The same as files. */
    record Downloads(String csv, String xlsx, String pdf) {}

    /** Where every row of one file went. */
    record AccountRow(
            String source,
            String file,
            String delivered,
            String loaded,
            String quarantined,
            String duplicate,
            boolean balances) {}

    /** All files together. */
    record Totals(String delivered, String loaded, String quarantined, String duplicate, long files, long unbalanced) {}
}
