package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.AUTHORITY;
import static org.yearbook.warehouse.answer.Columns.GROUP_DIMENSION;
import static org.yearbook.warehouse.answer.Columns.GROUP_VALUE;
import static org.yearbook.warehouse.answer.Columns.METRIC;
import static org.yearbook.warehouse.answer.Columns.METRIC_VALUE;
import static org.yearbook.warehouse.answer.Columns.ORGANIZATION_ID;
import static org.yearbook.warehouse.answer.Columns.POLICY;
import static org.yearbook.warehouse.answer.Columns.SCHOOL_YEAR;
import static org.yearbook.warehouse.answer.Columns.STATUS;
import static org.yearbook.warehouse.answer.Columns.VALUE;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.yearbook.warehouse.answer.MetricAnswers.Row;

/** Who is on the rolls of schools, as the metric {@link SchoolFacts#MEMBERSHIP} counts it. */
final class Membership {

    private static final String ALL = "all";

    private final DSLContext sql;
    private final MetricAnswers metrics;
    private final Known known;
    private final String authority;

    Membership(DSLContext sql, MetricAnswers metrics, List<Metric> catalogue, Known known) {
        this.sql = sql;
        this.metrics = metrics;
        this.known = known;
        this.authority = catalogue.stream()
                .filter(metric -> metric.id().equals(SchoolFacts.MEMBERSHIP))
                .findFirst()
                .map(Metric::mainAuthority)
                .orElse("");
    }

    /** {@return the students of a year, out of rows of one school} */
    Point members(String year, List<Row> rows) {
        return rows.stream()
                .filter(row -> counts(row) && row.dimension().equals(ALL))
                .map(Row::point)
                .filter(point -> point.schoolYear().equals(year))
                .findFirst()
                .orElseGet(() -> Point.absent(year, 0));
    }

    /** {@return the latest year with students, out of rows of one school; empty when there is none} */
    String lastYear(List<Row> rows) {
        return rows.stream()
                .filter(row -> counts(row) && row.dimension().equals(ALL))
                .map(Row::point)
                .filter(point -> point.status() == Point.Status.SUPPRESSED
                        || (point.value() != null && point.value().signum() > 0))
                .map(Point::schoolYear)
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    /** {@return who was there in a year, out of rows of that year} */
    SchoolFacts facts(Organization school, String year, List<Row> rows) {
        Point members = Point.absent(year, 0);
        Map<String, Point> programs = new HashMap<>();
        Set<String> delivered = new HashSet<>();
        Map<String, Long> grades = new HashMap<>();
        for (Row row : rows) {
            if (!counts(row) || !row.organization().equals(school.id())) {
                continue;
            }
            if (row.dimension().equals(ALL)) {
                members = row.point();
            } else if (SchoolFacts.PROGRAMS.contains(row.dimension())) {
                delivered.add(row.dimension());
                if (inGroup(row.group())) {
                    programs.put(row.dimension(), row.point());
                }
            } else if (row.dimension().equals("grade_level")) {
                grades.put(row.group(), row.point().n());
            }
        }
        // A program that names nobody here has none, which is as much to be hidden as one would be.
        Point none = new Point(year, members.version(), BigDecimal.ZERO, null, null, 0, Point.Status.OK);
        delivered.forEach(program -> programs.putIfAbsent(program, metrics.covers(school) ? none : none.hidden()));
        return new SchoolFacts(school, members, programs, served(grades));
    }

    /** A grade counts when one in twenty of the students is in it, as it does for the level of the school. */
    private static List<String> served(Map<String, Long> grades) {
        long all = grades.values().stream().mapToLong(Long::longValue).sum();
        return grades.entrySet().stream()
                .filter(grade -> grade.getValue() > 0 && grade.getValue() * 20 >= all)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private boolean counts(Row row) {
        return row.inForce()
                && row.metric().equals(SchoolFacts.MEMBERSHIP)
                && row.authority().equals(authority);
    }

    /** {@return the stored values that tell who is in the programs} */
    Condition programs() {
        return METRIC.eq(SchoolFacts.MEMBERSHIP)
                .and(AUTHORITY.eq(authority))
                .and(POLICY.eq("in_force"))
                .and(GROUP_DIMENSION.in(SchoolFacts.PROGRAMS));
    }

    /** {@return places with students, by what they are compared by} Hidden numbers serve here and are not shown. */
    Map<String, Likeness> likeness(String year) {
        return known.answer(List.of("likeness", authority, year), () -> Map.copyOf(readLikeness(year)));
    }

    private Map<String, Likeness> readLikeness(String year) {
        Map<String, BigDecimal> members = new HashMap<>();
        Map<String, Map<String, BigDecimal>> programs = new HashMap<>();
        for (Record row : sql.select(ORGANIZATION_ID, GROUP_DIMENSION, GROUP_VALUE, VALUE)
                .from(METRIC_VALUE)
                .where(METRIC.eq(SchoolFacts.MEMBERSHIP)
                        .and(AUTHORITY.eq(authority))
                        .and(POLICY.eq("in_force"))
                        .and(SCHOOL_YEAR.eq(year))
                        .and(STATUS.eq("ok"))
                        .and(VALUE.isNotNull())
                        .and(GROUP_DIMENSION.eq(ALL).or(GROUP_DIMENSION.in(SchoolFacts.PROGRAMS))))) {
            String place = row.get(ORGANIZATION_ID);
            String dimension = row.get(GROUP_DIMENSION);
            if (dimension.equals(ALL)) {
                members.put(place, row.get(VALUE));
            } else {
                // Where only the others are named, nobody is in the program.
                BigDecimal students = inGroup(row.get(GROUP_VALUE)) ? row.get(VALUE) : BigDecimal.ZERO;
                programs.computeIfAbsent(place, id -> new HashMap<>()).merge(dimension, students, BigDecimal::add);
            }
        }
        return likeness(members, programs);
    }

    private static Map<String, Likeness> likeness(
            Map<String, BigDecimal> members, Map<String, Map<String, BigDecimal>> programs) {
        Map<String, Likeness> likeness = new HashMap<>();
        members.forEach((id, all) -> {
            if (all.signum() > 0) {
                Map<String, BigDecimal> shares = new HashMap<>();
                programs.getOrDefault(id, Map.of())
                        .forEach((program, students) ->
                                shares.put(program, students.divide(all, MathContext.DECIMAL32)));
                likeness.put(id, new Likeness(all, shares));
            }
        });
        return likeness;
    }

    private static boolean inGroup(String group) {
        return "true".equalsIgnoreCase(group) || "yes".equalsIgnoreCase(group);
    }
}
