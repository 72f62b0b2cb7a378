package org.yearbook.warehouse.export;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * How many days a student was expected at a school and how many of them were missed, as FS195 counts them: a day is
 * missed from half of it on. Both are in 1/2520 of a day.
 */
public record DaysCounted(long enrolled, long missed) {

    /** {@return by the numbers of students, as the tables have them that a version was made from} */
    static Map<String, DaysCounted> of(Duck duck, SchoolYear year, String school, Collection<String> numbers) {
        var days = new TreeMap<String, DaysCounted>();
        if (numbers.isEmpty()) {
            return days;
        }
        duck.sql()
                .fetch(
                        "select d.student_number, s.enrolled_units, s.enrolled_units - s.present_by_rule_units"
                                + " from agg_student_year s join dim_student d"
                                + " on d.school_year = s.school_year and d.student_key = s.student_key"
                                + " where s.organization_type = 'school' and s.organization_id = ?"
                                + " and s.school_year = ? and d.student_number in ("
                                + numbers.stream().map(Duck::literal).collect(Collectors.joining(", ")) + ")",
                        school,
                        year.toString())
                .forEach(row -> days.put(
                        row.get(0, String.class), new DaysCounted(row.get(1, Long.class), row.get(2, Long.class))));
        return days;
    }
}
