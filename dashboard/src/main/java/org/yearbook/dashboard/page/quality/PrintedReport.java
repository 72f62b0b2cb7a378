package org.yearbook.dashboard.page.quality;

import java.util.List;
import java.util.stream.Stream;
import org.yearbook.dashboard.page.quality.PrintedIssues.OfRule;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;

/**
 * The report on paper.
 *
 * @param night in words
 * @param foot what stands at the foot of each page
 * @param filters what was asked for, in words
 * @param issues how many there are, in words
 * @param limit a sentence about what does not stand here; empty when everything does
 * @param changes what changed since the night before, by rule; all of it
 */
record PrintedReport(
        ReportHead head,
        String night,
        String made,
        String foot,
        String filters,
        String issues,
        String limit,
        QualityPage.Report report,
        List<QualityPage.ChangeRow> changes,
        List<OfRule> rules) {

    PrintedReport {
        changes = List.copyOf(changes);
        rules = List.copyOf(rules);
    }

    static PrintedReport of(ReportHead head, QualityPage.Report report, List<OfRule> rules) {
        boolean all = rules.stream().allMatch(rule -> rule.shown().isEmpty());
        String limit = all
                ? ""
                : "Paper holds at most " + PrintedIssues.OF_A_RULE + " issues of a rule and " + PrintedIssues.IN_ALL
                        + " in all, the gravest and newest. The spreadsheet (XLSX) on the same page has every one.";
        return new PrintedReport(
                head,
                Dates.full(head.asOf()),
                Dates.brief(head.made()),
                head.district() + " · " + head.place() + " · Night of " + Dates.brief(head.asOf()),
                head.filterLine(),
                Numbers.whole(head.issues()) + (head.issues() == 1 ? " issue" : " issues"),
                limit,
                report,
                Stream.concat(report.since().changes().stream(), report.since().more().stream())
                        .toList(),
                rules);
    }
}
