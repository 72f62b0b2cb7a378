package org.yearbook.dashboard.page.quality;

import java.util.List;
import org.yearbook.dashboard.page.Option;

/**
 * The quality page.
 *
 * @param total how many issues the filters find, in words
 * @param shown which of them stand here, in words
 * @param totals of the row accounts; all files together
 */
record QualityPage(
        String asOf,
        String place,
        List<Held> held,
        List<Tally> tallies,
        String total,
        String shown,
        Filters filters,
        List<GroupRow> bySchool,
        List<GroupRow> byRule,
        List<IssueRow> issues,
        Pages pages,
        String download,
        List<AccountRow> accounts,
        Totals totals) {

    QualityPage {
        held = List.copyOf(held);
        tallies = List.copyOf(tallies);
        bySchool = List.copyOf(bySchool);
        byRule = List.copyOf(byRule);
        issues = List.copyOf(issues);
        accounts = List.copyOf(accounts);
    }

    /** A file that was refused whole. */
    record Held(String source, String file, String arrived, String reason, String whatToDo) {}

    /** How many of one severity; the link shows only those. */
    record Tally(String words, String meaning, String code, String count, String link, boolean chosen) {}

    /** What can be chosen. */
    record Filters(
            List<Option> schools, List<Option> rules, List<Option> severities, List<Option> statuses, boolean any) {

        Filters {
            schools = List.copyOf(schools);
            rules = List.copyOf(rules);
            severities = List.copyOf(severities);
            statuses = List.copyOf(statuses);
        }
    }

    /** Issues of one school or one rule. */
    record GroupRow(
            String id,
            String name,
            String severity,
            String severityWords,
            String block,
            String major,
            String minor,
            String warning,
            String total,
            String link) {}

    /** One issue. */
    record IssueRow(
            String rule,
            String severity,
            String severityWords,
            String record,
            String entity,
            String field,
            String value,
            String suggestion,
            String message,
            String whatToDo,
            String owner,
            String school,
            String source,
            String file,
            String row,
            String status,
            String firstSeen) {}

    /** Where the list goes on; empty where it does not. */
    record Pages(String words, String before, String after) {}

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
