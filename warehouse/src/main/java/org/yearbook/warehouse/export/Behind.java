package org.yearbook.warehouse.export;

import java.util.List;
import java.util.stream.Collectors;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * Who is behind a number of a file: identified records, which only those may see who see all of them.
 *
 * @param number how many are counted
 * @param people those of them who are known by name
 */
public record Behind(int number, List<Person> people) {

    public Behind {
        people = List.copyOf(people);
    }

    /** What somebody is to the district. */
    public enum Kind {
        STUDENT,
        STAFF
    }

    /**
     * One of them, as the rows say that the file was made from.
     *
     * @param number of the student or the employee
     * @param place the grade, or what kind of staff it is; empty when it is not known
     */
    public record Person(Kind kind, String number, String familyName, String givenName, String place) {}

    // Keys are of one space: that of a student is nobody's of the staff. Of a cohort, some have left in an earlier
    // year.
    private static final String PEOPLE = """
            (select 'STUDENT' as kind, student_number as number, coalesce(family_name, '') as family_name,
                    coalesce(given_name, '') as given_name, coalesce(grade_level, '') as place
             from dim_student where school_year <= ? and student_key in (%1$s) and student_number is not null
             qualify row_number() over (partition by student_key order by school_year desc) = 1)
            union all
            select 'STAFF', employee_id, coalesce(legal_last_name, ''), coalesce(legal_first_name, ''),
                   coalesce(staff_classification, '')
            from dim_staff where staff_key in (%1$s) and employee_id is not null
            order by 3, 4, 2""";

    static Behind of(Duck duck, SchoolYear year, List<Long> keys) {
        if (keys.isEmpty()) {
            return new Behind(0, List.of());
        }
        String among = keys.stream().map(String::valueOf).collect(Collectors.joining(", "));
        List<Person> people = duck.sql()
                .fetch(PEOPLE.formatted(among), year.toString())
                .map(row -> new Person(
                        Kind.valueOf(row.get(0, String.class)),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, String.class),
                        row.get(4, String.class)));
        return new Behind(keys.size(), people);
    }
}
