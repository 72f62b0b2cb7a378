package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.GROUP_DIMENSION;
import static org.yearbook.warehouse.answer.Columns.GROUP_VALUE;
import static org.yearbook.warehouse.answer.Columns.METRIC;
import static org.yearbook.warehouse.answer.Columns.METRIC_VALUE;
import static org.yearbook.warehouse.answer.Columns.ORGANIZATION_ID;
import static org.yearbook.warehouse.answer.Columns.POLICY;
import static org.yearbook.warehouse.answer.Columns.SCHOOL_YEAR;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.yearbook.warehouse.answer.MetricAnswers.Row;

/** Questions about several numbers at once, each under its main authority. All read stored aggregates. */
public final class BoardAnswers {

    private final DSLContext sql;
    private final MetricAnswers metrics;
    private final Known known;

    BoardAnswers(DSLContext sql, MetricAnswers metrics, Known known) {
        this.sql = sql;
        this.metrics = metrics;
        this.known = known;
    }

    /**
     * Groups that do less well than all students of a place.
     *
     * @param leftOut how many groups speak of too few people to be among them
     */
    public record GroupGaps(List<GroupGap> widestFirst, int leftOut) {

        public GroupGaps {
            widestFirst = List.copyOf(widestFirst);
        }
    }

    /** {@return every metric's years for one organization and group} */
    public List<Trend> trends(Organization organization, Group group) {
        return metrics.everyTrend(organization, MetricAnswers.of(group)).stream()
                .filter(trend -> trend.authority().equals(trend.metric().mainAuthority()))
                .toList();
    }

    /** {@return the groups of which one of some metrics has a number at a place in a year, in order} */
    public List<Group> groups(Collection<Metric> of, String schoolYear, Organization place) {
        return known.rows(
                sql,
                sql.selectDistinct(GROUP_DIMENSION, GROUP_VALUE)
                        .from(METRIC_VALUE)
                        .where(METRIC.in(ids(of)))
                        .and(SCHOOL_YEAR.eq(schoolYear))
                        .and(ORGANIZATION_ID.eq(place.id()))
                        .and(POLICY.eq(MetricAnswers.IN_FORCE))
                        .and(GROUP_DIMENSION.ne(Group.EVERYBODY.dimension()))
                        .orderBy(GROUP_DIMENSION, GROUP_VALUE),
                row -> new Group(row.get(GROUP_DIMENSION), row.get(GROUP_VALUE)));
    }

    /** {@return the schools of each metric in a year, best first, by metric id; metrics without schools are absent} */
    public Map<String, Comparison> schools(
            Collection<Metric> of, String schoolYear, List<Organization> schools, Group group) {
        Map<String, List<Row>> rows = metrics
                .rows(METRIC.in(ids(of))
                        .and(POLICY.eq(MetricAnswers.IN_FORCE))
                        .and(SCHOOL_YEAR.eq(schoolYear))
                        .and(ORGANIZATION_ID.in(
                                schools.stream().map(Organization::id).toList()))
                        .and(MetricAnswers.of(group)))
                .stream()
                .collect(Collectors.groupingBy(Row::metric));
        var compared = new LinkedHashMap<String, Comparison>();
        for (Metric metric : of) {
            List<Row> own = rows.getOrDefault(metric.id(), List.of()).stream()
                    .filter(row -> row.authority().equals(metric.mainAuthority()))
                    .toList();
            if (!own.isEmpty()) {
                var slice = new Slice(metric, metric.mainAuthority(), schoolYear, Policy.AS_REPORTED);
                compared.put(metric.id(), MetricAnswers.compared(slice, schools, own));
            }
        }
        return compared;
    }

    /**
     * {@return the groups of a place that do less well than all of it in a year}
     *
     * @param trends of everybody at the place
     */
    public GroupGaps gaps(List<Trend> trends, String schoolYear) {
        if (trends.isEmpty()) {
            return new GroupGaps(List.of(), 0);
        }
        var gaps = new Gaps(
                metrics.minimumGroupSize(),
                trends.stream()
                        .map(trend -> SchoolNumber.of(trend, schoolYear, "", Policy.AS_REPORTED))
                        .toList());
        gaps.add(metrics.rows(
                METRIC.in(trends.stream().map(trend -> trend.metric().id()).toList())
                        .and(POLICY.eq(MetricAnswers.IN_FORCE))
                        .and(SCHOOL_YEAR.eq(schoolYear))
                        .and(ORGANIZATION_ID.eq(trends.get(0).organization().id()))
                        .and(GROUP_DIMENSION.ne(Group.EVERYBODY.dimension()))));
        return new GroupGaps(gaps.widestFirst(), gaps.leftOut());
    }

    private static List<String> ids(Collection<Metric> of) {
        return of.stream().map(Metric::id).toList();
    }
}
