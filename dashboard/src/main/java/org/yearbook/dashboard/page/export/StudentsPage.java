package org.yearbook.dashboard.page.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.Link;
import org.yearbook.warehouse.export.OpenIssue;

/**
 * Who is behind a number, or a record.
 *
 * @param staff whether they are staff, not students
 * @param ofDays whether the number follows from days of attendance
 * @param opened the absences of the one who is asked for; null when nobody is
 */
record StudentsPage(
        String id,
        String year,
        String number,
        String back,
        String finding,
        List<String> definitions,
        List<StudentRow> students,
        String mending,
        boolean staff,
        boolean ofDays,
        @Nullable Opened opened) {

    StudentsPage {
        definitions = List.copyOf(definitions);
        students = List.copyOf(students);
    }

    /**
     * Somebody who is counted, and what is wrong with the records of theirs that the file needs.
     *
     * @param grade of a student; the classification of staff
     * @param days of a number that follows from them: how many there were, and how many were missed
     * @param absences where those are shown; empty where the number does not follow from days
     * @param delivered the records that the file needs, with where they were delivered
     */
    record StudentRow(
            String name,
            String number,
            String grade,
            String days,
            String absences,
            List<String> delivered,
            List<ToMend> toMend) {

        StudentRow {
            delivered = List.copyOf(delivered);
            toMend = List.copyOf(toMend);
        }
    }

    /**
     * The absences of one student at the school.
     *
     * @param everybody the page without them
     * @param told how many there are, and how many the file counts
     */
    record Opened(String name, String everybody, String told, List<DayRow> days) {

        Opened {
            days = List.copyOf(days);
        }
    }

    /**
     * One of them.
     *
     * @param counts whether the file counts the day as missed
     */
    record DayRow(String date, String code, String part, String counts, List<String> lines) {

        DayRow {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What is wrong with a record.
     *
     * @param where it stands in what was delivered
     */
    record ToMend(String rule, String what, String where, String whatToDo, String link) {

        static ToMend of(OpenIssue issue) {
            String value = issue.field().isEmpty()
                    ? ""
                    : " " + issue.field() + (issue.value().isEmpty() ? " is empty." : ": " + issue.value() + ".");
            return new ToMend(
                    issue.ruleId(),
                    (issue.message().isEmpty() ? issue.title() + "." : issue.message()) + value,
                    place(issue.source(), issue.file(), issue.row()),
                    issue.whatToDo(),
                    Link.to("/quality").with("rule", issue.ruleId()) + "#issues");
        }
    }

    static String place(String source, String file, long row) {
        return source + ", " + file + (row == 0 ? "" : ", line " + row);
    }
}
