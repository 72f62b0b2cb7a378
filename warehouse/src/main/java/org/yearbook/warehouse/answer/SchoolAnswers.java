package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.GROUP_DIMENSION;
import static org.yearbook.warehouse.answer.Columns.METRIC;
import static org.yearbook.warehouse.answer.Columns.ORGANIZATION_ID;
import static org.yearbook.warehouse.answer.Columns.POLICY;
import static org.yearbook.warehouse.answer.Columns.SCHOOL_YEAR;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.answer.MetricAnswers.Row;
import org.yearbook.warehouse.answer.Similar.Found;

/** Questions about single schools. All read stored aggregates; numbers outside the scope are hidden as elsewhere. */
public final class SchoolAnswers {

    private static final String ALL = "all";

    private final DSLContext sql;
    private final MetricAnswers metrics;
    private final Known known;

    SchoolAnswers(DSLContext sql, MetricAnswers metrics, Known known) {
        this.sql = sql;
        this.metrics = metrics;
        this.known = known;
    }

    /** {@return the schools of one year, in the order given, each number under the definition then in force} */
    public List<SchoolLine> list(String year, List<Organization> schools) {
        List<Metric> catalogue = metrics.all();
        var membership = new Membership(sql, metrics, catalogue, known);
        Map<String, List<Row>> bySchool = metrics
                .rows(POLICY.eq("in_force")
                        .and(GROUP_DIMENSION.eq(ALL))
                        .and(ORGANIZATION_ID.in(ids(schools)))
                        .and(SCHOOL_YEAR.eq(year).or(METRIC.eq(SchoolFacts.MEMBERSHIP))))
                .stream()
                .collect(Collectors.groupingBy(Row::organization));
        return schools.stream()
                .map(school -> {
                    List<Row> rows = bySchool.getOrDefault(school.id(), List.of());
                    return new SchoolLine(
                            school,
                            membership.members(year, rows),
                            membership.lastYear(rows),
                            standings(school, year, catalogue, rows));
                })
                .toList();
    }

    private static Map<Area, List<Standing>> standings(
            Organization school, String year, List<Metric> catalogue, List<Row> rows) {
        Map<String, Row> byMetric = new HashMap<>();
        rows.stream()
                .filter(row -> row.point().schoolYear().equals(year) && told(row.point()))
                .forEach(row -> byMetric.put(row.metric() + " " + row.authority(), row));
        Map<Area, List<Standing>> standings = new EnumMap<>(Area.class);
        for (Metric metric : catalogue) {
            Row row = byMetric.get(metric.id() + " " + metric.mainAuthority());
            if (row != null) {
                standings
                        .computeIfAbsent(metric.area(), area -> new ArrayList<>())
                        .add(metric.standing(row.point(), metric.goal(row.authority(), year, school)));
            }
        }
        return standings;
    }

    /**
     * {@return one school}
     *
     * @param asked the school year; empty for the latest with any number of the school
     * @param places every organization of the publication
     */
    public SchoolView school(Organization school, String asked, Policy policy, List<Organization> places) {
        List<Metric> catalogue = metrics.all();
        var membership = new Membership(sql, metrics, catalogue, known);
        List<Row> own = metrics.rows(ORGANIZATION_ID.eq(school.id()).and(GROUP_DIMENSION.eq(ALL)));
        String year = asked.isEmpty() ? latest(own) : asked;
        List<SchoolNumber> numbers = numbers(school, year, policy, catalogue, own);

        Map<String, Likeness> likeness = membership.likeness(year);
        List<Organization> near = near(school, places, likeness);
        List<Row> ofYear = ofYear(school, near, year, membership);
        var gaps = new Gaps(metrics.minimumGroupSize(), numbers);
        gaps.add(ofYear.stream()
                .filter(row -> row.organization().equals(school.id()))
                .toList());
        return new SchoolView(
                year,
                membership.lastYear(own),
                membership.facts(school, year, ofYear),
                staff(school, year),
                numbers,
                gaps.widestFirst(),
                gaps.leftOut(),
                near.isEmpty()
                        ? Similar.none(why(school, likeness))
                        : similar(near, year, membership, numbers, ofYear));
    }

    private static boolean told(Point point) {
        return point.value() != null || point.status() == Point.Status.SUPPRESSED;
    }

    private static String latest(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.inForce() && told(row.point()))
                .map(row -> row.point().schoolYear())
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    private static List<SchoolNumber> numbers(
            Organization school, String year, Policy policy, List<Metric> catalogue, List<Row> rows) {
        String before = before(year);
        Map<String, List<Row>> byMetric = rows.stream().collect(Collectors.groupingBy(Row::metric));
        return catalogue.stream()
                .map(metric -> MetricAnswers.trend(
                        metric, metric.mainAuthority(), school, byMetric.getOrDefault(metric.id(), List.of())))
                .map(trend -> SchoolNumber.of(trend, year, before, policy))
                .filter(SchoolNumber::told)
                .toList();
    }

    private static String before(String year) {
        if (year.length() < 7) {
            return "";
        }
        int start = Integer.parseInt(year.substring(0, 4)) - 1;
        return start + "-" + year.substring(2, 4);
    }

    /** The groups of the school, and what is told of those that it is compared with, in one reading. */
    private List<Row> ofYear(Organization school, List<Organization> near, String year, Membership membership) {
        Condition others = near.isEmpty()
                ? DSL.falseCondition()
                : ORGANIZATION_ID.in(ids(near)).and(GROUP_DIMENSION.eq(ALL).or(membership.programs()));
        return metrics.rows(
                SCHOOL_YEAR.eq(year).and(ORGANIZATION_ID.eq(school.id()).or(others)));
    }

    private static List<String> ids(List<Organization> schools) {
        return schools.stream().map(Organization::id).toList();
    }

    private static List<Organization> near(
            Organization school, List<Organization> places, Map<String, Likeness> likeness) {
        Likeness own = likeness.get(school.id());
        if (own == null || school.level().equals("other")) {
            return List.of();
        }
        Map<String, Double> distances = new HashMap<>();
        likeness.forEach((id, other) -> distances.put(id, own.from(other)));
        return places.stream()
                .filter(place -> !place.district() && !place.id().equals(school.id()))
                .filter(place -> place.level().equals(school.level()) && distances.containsKey(place.id()))
                .sorted(Comparator.comparingDouble((Organization place) -> distances.getOrDefault(place.id(), 1.0))
                        .thenComparing(Organization::id))
                .limit(Similar.MOST)
                .toList();
    }

    private static Found why(Organization school, Map<String, Likeness> likeness) {
        if (school.level().equals("other")) {
            return Found.NO_LEVEL;
        }
        return likeness.containsKey(school.id()) ? Found.ALONE : Found.NO_MEMBERS;
    }

    private static Similar similar(
            List<Organization> near, String year, Membership membership, List<SchoolNumber> numbers, List<Row> rows) {
        Map<String, SchoolNumber> byMetric = new HashMap<>();
        numbers.forEach(number -> byMetric.put(number.metric().id(), number));
        Map<String, Map<String, Point>> points = new HashMap<>();
        for (Row row : rows) {
            SchoolNumber number = byMetric.get(row.metric());
            // Only what was counted the same way is compared.
            if (number != null
                    && row.dimension().equals(ALL)
                    && row.authority().equals(number.trend().authority())
                    && row.point().version() == number.point().version()) {
                points.computeIfAbsent(row.organization(), id -> new HashMap<>())
                        .put(row.metric(), row.point());
            }
        }
        return new Similar(
                Found.SOME,
                near.stream()
                        .map(school -> new Similar.Neighbour(
                                membership.facts(school, year, rows), points.getOrDefault(school.id(), Map.of())))
                        .toList());
    }

    private @Nullable Long staff(Organization school, String year) {
        var onCountDay = DSL.field(DSL.name("on_count_day"), Boolean.class);
        record Staff(long known, long present) {}
        Staff staff = known.rows(
                        sql,
                        sql.select(
                                        DSL.count(onCountDay).as("known"),
                                        DSL.count()
                                                .filterWhere(onCountDay.isTrue())
                                                .as("present"))
                                .from(DSL.table(DSL.name("agg_staff_year")))
                                .where(SCHOOL_YEAR.eq(year).and(ORGANIZATION_ID.eq(school.id()))),
                        row -> new Staff(Cells.whole(row, "known"), Cells.whole(row, "present")))
                .get(0);
        return staff.known() == 0 ? null : staff.present();
    }
}
