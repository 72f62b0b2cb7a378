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
 * @param width in characters, where a file has widths
 * @param type of all its cells
 * @param cell a text, a whole number, a date, or nothing
 */
record IssueColumns(String name, int width, Type type, BiFunction<Issue, Around, @Nullable Object> cell) {

    /** What the cells of a column hold. */
    enum Type {
        TEXT,
        WHOLE,
        DAY
    }

    /** What a cell needs beside the issue. */
    record Around(Map<Long, String> names, FixSteps fixes) {}

    static final List<IssueColumns> ALL = List.of(
            text("rule", 11, Issue::rule),
            text("severity", 10, Issue::severity),
            text("entity", 20, Issue::entity),
            text("record", 22, Issue::record),
            text("field", 18, Issue::field),
            text("value", 22, Issue::rawValue),
            text("suggested_value", 22, Issue::suggestion),
            text("message", 48, Issue::message),
            text("what_to_do", 48, Issue::whatToDo),
            new IssueColumns(
                    "steps",
                    60,
                    Type.TEXT,
                    (issue, around) -> around.fixes()
                            .of(issue.rule(), issue.source())
                            .map(steps -> String.join("\n", steps.steps()))
                            .orElse("")),
            text("school_id", 12, Issue::schoolId),
            text("school", 28, Issue::schoolName),
            text("school_year", 13, Issue::schoolYear),
            text("owner", 18, Issue::owner),
            text("source", 10, Issue::source),
            text("file", 34, Issue::file),
            new IssueColumns("row", 8, Type.WHOLE, (issue, around) -> issue.row()),
            new IssueColumns("status", 11, Type.TEXT, (issue, around) -> issue.state()),
            new IssueColumns(
                    "assigned_to",
                    18,
                    Type.TEXT,
                    (issue, around) ->
                            issue.assignee() == null ? "" : around.names().getOrDefault(issue.assignee(), "")),
            day("until", Issue::until),
            day("first_seen", Issue::firstSeen),
            day("last_seen", Issue::lastSeen),
            day("resolved_on", Issue::resolvedOn),
            text("issue_key", 34, Issue::key));

    private static IssueColumns text(String name, int width, java.util.function.Function<Issue, String> value) {
        return new IssueColumns(name, width, Type.TEXT, (issue, around) -> value.apply(issue));
    }

    private static IssueColumns day(String name, java.util.function.Function<Issue, @Nullable LocalDate> value) {
        return new IssueColumns(name, 12, Type.DAY, (issue, around) -> value.apply(issue));
    }
}
