package org.yearbook.dashboard.page.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.steps.FixSteps;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;

/**
 * The columns of an issue in a file that people work on.
 *
 * @param name in the first row
 * @param cell a text, a whole number, a date, or nothing
 */
record IssueColumns(String name, BiFunction<Issue, Around, @Nullable Object> cell) {

    /** What a cell needs beside the issue. */
    record Around(Map<Long, String> names, FixSteps fixes) {}

    static final List<IssueColumns> ALL = List.of(
            text("rule", Issue::rule),
            text("severity", Issue::severity),
            text("entity", Issue::entity),
            text("record", Issue::record),
            text("field", Issue::field),
            text("value", Issue::rawValue),
            text("suggested_value", Issue::suggestion),
            text("message", Issue::message),
            text("what_to_do", Issue::whatToDo),
            new IssueColumns(
                    "steps",
                    (issue, around) -> around.fixes()
                            .of(issue.rule(), issue.source())
                            .map(steps -> String.join("\n", steps.steps()))
                            .orElse("")),
            text("school_id", Issue::schoolId),
            text("school", Issue::schoolName),
            text("school_year", Issue::schoolYear),
            text("owner", Issue::owner),
            text("source", Issue::source),
            text("file", Issue::file),
            new IssueColumns("row", (issue, around) -> issue.row()),
            new IssueColumns("status", (issue, around) -> issue.state()),
            new IssueColumns(
                    "assigned_to",
                    (issue, around) ->
                            issue.assignee() == null ? "" : around.names().getOrDefault(issue.assignee(), "")),
            day("until", Issue::until),
            day("first_seen", Issue::firstSeen),
            day("last_seen", Issue::lastSeen),
            day("resolved_on", Issue::resolvedOn),
            text("issue_key", Issue::key));

    private static IssueColumns text(String name, java.util.function.Function<Issue, String> value) {
        return new IssueColumns(name, (issue, around) -> value.apply(issue));
    }

    private static IssueColumns day(String name, java.util.function.Function<Issue, @Nullable LocalDate> value) {
        return new IssueColumns(name, (issue, around) -> value.apply(issue));
    }
}
