package org.yearbook.warehouse.export;

import java.util.List;
import java.util.stream.Collectors;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * Who is behind a number of a file: identified records, which only those may see who see all of them.
 *
 * @param number how many are counted
 * @param students those of them who are students, by name
 */
public record Behind(int number, List<Student> students) {

    public Behind {
        students = List.copyOf(students);
    }

    /** One student, as the rows say that the file was made from. */
    public record Student(String studentNumber, String familyName, String givenName, String grade) {}

    static Behind of(Duck duck, SchoolYear year, List<Long> keys) {
        if (keys.isEmpty()) {
            return new Behind(0, List.of());
        }
        String among = keys.stream().map(String::valueOf).collect(Collectors.joining(", "));
        List<Student> students = duck.sql()
                .fetch(
                        "select student_number, coalesce(family_name, ''), coalesce(given_name, ''),"
                                + " coalesce(grade_level, '') from dim_student where school_year = ? and student_key in ("
                                + among + ") order by 2, 3, 1",
                        year.toString())
                .map(row -> new Student(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, String.class)));
        return new Behind(keys.size(), students);
    }
}
