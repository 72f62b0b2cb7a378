package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.AUTHORITY;
import static org.yearbook.warehouse.answer.Columns.DENOMINATOR;
import static org.yearbook.warehouse.answer.Columns.METRIC;
import static org.yearbook.warehouse.answer.Columns.METRIC_VALUE;
import static org.yearbook.warehouse.answer.Columns.N;
import static org.yearbook.warehouse.answer.Columns.NUMERATOR;
import static org.yearbook.warehouse.answer.Columns.ORGANIZATION_ID;
import static org.yearbook.warehouse.answer.Columns.POLICY;
import static org.yearbook.warehouse.answer.Columns.SCHOOL_YEAR;
import static org.yearbook.warehouse.answer.Columns.VALUE;
import static org.yearbook.warehouse.answer.Columns.VERSION;
import static org.yearbook.warehouse.answer.Columns.date;
import static org.yearbook.warehouse.answer.Columns.text;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Numbers month by month. Those of one school, side by side, would tell of the single student who moved them, so they
 * are for whoever looks after the school; everybody else gets the months of the whole district, as far as
 * {@link SideBySide} lets them, without those of few people.
 */
public final class MonthAnswers {

    private static final Table<?> MONTH_VALUE = DSL.table(DSL.name("month_value"));
    private static final String OF_ONE_SCHOOL =
            "Months of one school would tell of the single student who moved them: they are shown to whoever looks after"
                    + " the school.";
    private static final String OF_A_HIDDEN_YEAR =
            "The number of the year is hidden, since few people could be worked out from it, and its months with it.";

    private final DSLContext sql;
    private final Scope scope;
    private final MetricAnswers metrics;
    private final Known known;

    MonthAnswers(DSLContext sql, Scope scope, MetricAnswers metrics, Known known) {
        this.sql = sql;
        this.scope = scope;
        this.metrics = metrics;
        this.known = known;
    }

    /**
     * {@return the months of some school years}
     *
     * @param policy under which of its versions each year is told
     */
    public Months months(Metric metric, String authority, Policy policy, Organization place, List<String> years) {
        if (!known.has(MONTH_VALUE.getName(), sql)) {
            return new Months(List.of(), "This night is of an earlier release of Yearbook, which kept no months.");
        }
        if (!anyOf(metric)) {
            return new Months(List.of(), "This number is one of the school year, not of its months.");
        }
        if (!place.district() && !scope.covers(place.id())) {
            return new Months(List.of(), OF_ONE_SCHOOL);
        }
        Condition told =
                policy == Policy.RESTATED ? VERSION.eq(metric.latest(authority)) : POLICY.eq(MetricAnswers.IN_FORCE);
        List<MonthPoint> points = stored(metric, authority, place, years, told).stream()
                .map(month -> within(month, place))
                .toList();
        if (!points.isEmpty()) {
            MonthPoint last = points.get(points.size() - 1);
            if (!told(metric, authority, place, last)) {
                return new Months(
                        List.of(), isShown(metric, authority, place, last.point()) ? OF_ONE_SCHOOL : OF_A_HIDDEN_YEAR);
            }
        }
        return new Months(
                points.stream()
                        .filter(point -> told(metric, authority, place, point))
                        .toList(),
                points.isEmpty() ? "No months are kept for this definition, place and school year." : "");
    }

    /** A month as it is stored. */
    private record Stored(MonthPoint month, boolean ofPeople) {}

    private List<Stored> stored(
            Metric metric, String authority, Organization place, List<String> years, Condition told) {
        return known.rows(
                sql,
                sql.select(
                                SCHOOL_YEAR,
                                VERSION,
                                VALUE,
                                NUMERATOR,
                                DENOMINATOR,
                                N,
                                date("month"),
                                date("through"),
                                text("span"))
                        .from(MONTH_VALUE)
                        .where(METRIC.eq(metric.id())
                                .and(AUTHORITY.eq(authority))
                                .and(ORGANIZATION_ID.eq(place.id()))
                                .and(SCHOOL_YEAR.in(years))
                                .and(told))
                        .orderBy(SCHOOL_YEAR, date("month")),
                MonthAnswers::stored);
    }

    private boolean told(Metric metric, String authority, Organization place, MonthPoint month) {
        String year = month.point().schoolYear();
        return scope.covers(place.id())
                || (known.sideBySide(() -> SideBySide.read(sql, METRIC_VALUE))
                                .district(scope, metric.id(), authority, year)
                        && isShown(metric, authority, place, month.point()));
    }

    // The last month of a year is nearly all that its number says.
    private boolean isShown(Metric metric, String authority, Organization place, Point month) {
        Condition ofYear = METRIC.eq(metric.id())
                .and(AUTHORITY.eq(authority))
                .and(SCHOOL_YEAR.eq(month.schoolYear()))
                .and(VERSION.eq(month.version()))
                .and(ORGANIZATION_ID.eq(place.id()))
                .and(MetricAnswers.of(Group.EVERYBODY));
        return metrics.rows(ofYear).stream().noneMatch(row -> row.point().status() == Point.Status.SUPPRESSED);
    }

    private boolean anyOf(Metric metric) {
        return known.answer(
                List.of("months of", metric.id()), () -> sql.fetchExists(MONTH_VALUE, METRIC.eq(metric.id())));
    }

    private static Stored stored(Record row) {
        Long people = row.get(N);
        var point = new Point(
                row.get(SCHOOL_YEAR),
                row.get(VERSION),
                row.get(VALUE),
                row.get(NUMERATOR),
                row.get(DENOMINATOR),
                people == null ? 0 : people,
                row.get(VALUE) == null ? Point.Status.NO_DATA : Point.Status.OK);
        return new Stored(
                new MonthPoint(
                        row.get(date("month")),
                        row.get(date("through")),
                        "so_far".equals(row.get(text("span"))),
                        point),
                people != null);
    }

    private MonthPoint within(Stored stored, Organization place) {
        MonthPoint month = stored.month();
        boolean hide = stored.ofPeople() && month.point().n() < metrics.minimumGroupSize() && !scope.covers(place.id());
        return hide
                ? new MonthPoint(
                        month.month(),
                        month.through(),
                        month.soFar(),
                        month.point().hidden())
                : month;
    }
}
