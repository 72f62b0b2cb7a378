package org.yearbook.dashboard.page.quality;

import java.util.List;
import java.util.Map;
import org.yearbook.dashboard.steps.FixSteps;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Severities;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;

/**
 * One issue in people's words.
 *
 * @param state with whom or what it is, in words
 * @param steps how to mend it in the system it comes from; empty where nobody wrote it down
 * @param product whose screens the steps speak of; empty for any
 * @param link where the record is in the district's own system; empty where unknown
 */
record IssueRow(
        String key,
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
        String state,
        String firstSeen,
        List<String> steps,
        String product,
        String link) {

    IssueRow {
        steps = List.copyOf(steps);
    }

    static IssueRow of(Issue issue, Map<Long, String> names, FixSteps fixes) {
        var steps = fixes.of(issue.rule(), issue.source());
        return new IssueRow(
                issue.key(),
                issue.rule(),
                issue.severity(),
                Severities.words(issue.severity()),
                issue.record(),
                issue.entity().replace('_', ' '),
                issue.field().replace('_', ' '),
                issue.rawValue(),
                issue.suggestion(),
                ReportReader.capital(issue.message()),
                issue.whatToDo(),
                issue.owner(),
                school(issue),
                issue.source(),
                issue.file(),
                issue.row() > 0 ? "row " + Numbers.whole(issue.row()) : "the whole file",
                state(issue, names),
                Dates.brief(issue.firstSeen()),
                steps.map(FixSteps.Steps::steps).orElse(List.of()),
                steps.map(FixSteps.Steps::product).orElse(""),
                fixes.link(issue.source(), issue.kind(), issue.record()).orElse(""));
    }

    static String school(Issue issue) {
        if (!issue.schoolName().isEmpty()) {
            return issue.schoolName();
        }
        return issue.schoolId().isEmpty() ? "District office" : issue.schoolId();
    }

    /** {@return the state, and with whom or until when} */
    static String state(Issue issue, Map<Long, String> names) {
        String assignee = issue.assignee() == null ? "" : names.getOrDefault(issue.assignee(), "somebody");
        String words = States.words(issue.state());
        String until = issue.until() == null ? "" : " until " + Dates.brief(issue.until());
        return switch (issue.state()) {
            case "assigned" -> words + " to " + assignee;
            case "waiting" -> words + until + (assignee.isEmpty() ? "" : ", with " + assignee);
            case "excepted" -> words + until;
            case "reopened" -> issue.ended().isEmpty() ? words : States.ended(issue.ended());
            case "fixed" -> words + (issue.resolvedOn() == null ? "" : " " + Dates.brief(issue.resolvedOn()));
            default -> words;
        };
    }
}
