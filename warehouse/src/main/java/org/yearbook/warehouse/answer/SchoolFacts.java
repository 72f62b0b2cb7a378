package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is at a school in one year, on the fall count day, as it was reported.
 *
 * @param members students on the rolls
 * @param programs students of each of {@link #PROGRAMS} of which data was delivered
 * @param grades codes of the grades that one in twenty of the students is in
 */
public record SchoolFacts(Organization school, Point members, Map<String, Point> programs, List<String> grades) {

    /** What makes schools alike beside their size; dimensions of {@link #MEMBERSHIP}. */
    public static final List<String> PROGRAMS = List.of("econ_disadvantaged", "el", "swd");

    /** The metric that counts who is there. */
    public static final String MEMBERSHIP = "enrollment";

    public SchoolFacts {
        programs = Map.copyOf(programs);
        grades = List.copyOf(grades);
    }

    /** {@return whether anybody was on the rolls, as far as it may be told} */
    public boolean hasStudents() {
        BigDecimal value = members.value();
        return members.status() == Point.Status.SUPPRESSED || (value != null && value.signum() > 0);
    }

    /** {@return the share of the members in a program, between 0 and 1; nothing when unknown or hidden} */
    public Optional<BigDecimal> share(String program) {
        Point students = programs.get(program);
        BigDecimal all = members.value();
        if (students == null || students.value() == null || all == null || all.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(students.value().divide(all, MathContext.DECIMAL32));
    }
}
