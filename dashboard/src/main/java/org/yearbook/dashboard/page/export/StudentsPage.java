package org.yearbook.dashboard.page.export;

import java.util.List;
import org.yearbook.dashboard.page.Link;
import org.yearbook.warehouse.export.OpenIssue;

/**
 * Who is behind a number, or a record.
 *
 * @param staff whether they are staff, not students
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
        boolean staff) {

    StudentsPage {
        definitions = List.copyOf(definitions);
        students = List.copyOf(students);
    }

    /**
     * Somebody who is counted, and what is wrong with the records of theirs that the file needs.
     *
     * @param grade of a student; the classification of staff
     * @param delivered the records that the file needs, with where they were delivered
     */
    record StudentRow(String name, String number, String grade, List<String> delivered, List<ToMend> toMend) {

        StudentRow {
            delivered = List.copyOf(delivered);
            toMend = List.copyOf(toMend);
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
