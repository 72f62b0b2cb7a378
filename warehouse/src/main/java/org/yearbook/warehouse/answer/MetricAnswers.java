package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.AS_OF;
import static org.yearbook.warehouse.answer.Columns.AUTHORITY;
import static org.yearbook.warehouse.answer.Columns.DENOMINATOR;
import static org.yearbook.warehouse.answer.Columns.GROUP_DIMENSION;
import static org.yearbook.warehouse.answer.Columns.GROUP_VALUE;
import static org.yearbook.warehouse.answer.Columns.METRIC;
import static org.yearbook.warehouse.answer.Columns.N;
import static org.yearbook.warehouse.answer.Columns.NUMERATOR;
import static org.yearbook.warehouse.answer.Columns.ORGANIZATION_ID;
import static org.yearbook.warehouse.answer.Columns.POLICY;
import static org.yearbook.warehouse.answer.Columns.SCHOOL_YEAR;
import static org.yearbook.warehouse.answer.Columns.STATUS;
import static org.yearbook.warehouse.answer.Columns.VALUE;
import static org.yearbook.warehouse.answer.Columns.VALUE_RANGE;
import static org.yearbook.warehouse.answer.Columns.VERSION;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;

/** Questions about numbers. All read stored aggregates; none touches a fact table. */
public final class MetricAnswers {

    private static final String ALL = "all";
    static final String IN_FORCE = "in_force";
    private static final List<SelectFieldOrAsterisk> POINT = List.of(
            METRIC,
            AUTHORITY,
            POLICY,
            SCHOOL_YEAR,
            VERSION,
            VALUE,
            NUMERATOR,
            DENOMINATOR,
            N,
            STATUS,
            ORGANIZATION_ID,
            GROUP_DIMENSION,
            GROUP_VALUE);

    private final DSLContext sql;
    private final Scope scope;
    private final int minimumGroupSize;
    private final Known known;

    MetricAnswers(DSLContext sql, Scope scope, int minimumGroupSize, Known known) {
        this.sql = sql;
        this.scope = scope;
        this.minimumGroupSize = minimumGroupSize;
        this.known = known;
    }

    int minimumGroupSize() {
        return minimumGroupSize;
    }

    boolean covers(Organization organization) {
        return scope.covers(organization.id());
    }

    /**
     * {@return every metric that this publication defines, with or without data, in the order in which it lists them}
     */
    public List<Metric> all() {
        return known.metrics(() -> new MetricCatalogue(sql, known).metrics());
    }

    /** {@return a metric by its id} */
    public Optional<Metric> metric(String id) {
        return all().stream().filter(metric -> metric.id().equals(id)).findFirst();
    }

    /** {@return every metric's years for one organization, under each metric's main authority} */
    public List<Trend> trends(Organization organization) {
        return everyTrend(organization).stream()
                .filter(trend -> trend.authority().equals(trend.metric().mainAuthority()))
                .toList();
    }

    /** {@return every metric's years for one organization, under each authority that defines it} */
    public List<Trend> everyTrend(Organization organization) {
        return trends(everybody(organization), organization);
    }

    /** {@return every metric's years for one group of one organization} */
    List<Trend> everyTrend(Organization organization, Condition group) {
        return trends(rows(ORGANIZATION_ID.eq(organization.id()).and(group)), organization);
    }

    private List<Trend> trends(List<Row> rows, Organization organization) {
        Map<String, List<Row>> byMetric = rows.stream().collect(Collectors.groupingBy(Row::metric));
        return all().stream()
                .flatMap(metric -> metric.authorities().stream()
                        .map(authority ->
                                trend(metric, authority, organization, byMetric.getOrDefault(metric.id(), List.of()))))
                .toList();
    }

    /** {@return one metric's years for one organization under one authority} */
    public Trend trend(Metric metric, String authority, Organization organization) {
        return trend(metric, authority, organization, Group.EVERYBODY);
    }

    /** {@return the same of a group of people} */
    public Trend trend(Metric metric, String authority, Organization organization, Group group) {
        return trend(
                metric,
                authority,
                organization,
                group.everybody()
                        ? everybody(organization).stream()
                                .filter(row -> row.metric().equals(metric.id()))
                                .toList()
                        : rows(METRIC.eq(metric.id())
                                .and(ORGANIZATION_ID.eq(organization.id()))
                                .and(of(group))));
    }

    /** {@return the stored rows of a group of people} */
    static Condition of(Group group) {
        return GROUP_DIMENSION.eq(group.dimension()).and(GROUP_VALUE.eq(group.value()));
    }

    /** The numbers of everybody at one organization; those that the scope hides without their numbers. */
    private List<Row> everybody(Organization organization) {
        return rows(ORGANIZATION_ID.eq(organization.id()).and(GROUP_DIMENSION.eq(ALL)));
    }

    static Trend trend(Metric metric, String authority, Organization organization, List<Row> rows) {
        List<Row> own = rows.stream()
                .filter(row -> row.authority().equals(authority))
                .sorted(Comparator.comparing((Row row) -> row.point().schoolYear())
                        .thenComparing(row -> row.point().version()))
                .toList();
        Function<Boolean, List<Point>> points = reported -> own.stream()
                .filter(row -> row.inForce() == reported)
                .map(Row::point)
                .toList();
        return Trend.of(metric, authority, organization, points.apply(true), points.apply(false));
    }

    /** {@return the schools that have a row for the metric in a year, best first} */
    public Comparison schools(Metric metric, String authority, String schoolYear, List<Organization> organizations) {
        return schools(new Slice(metric, authority, schoolYear, Policy.AS_REPORTED), Group.EVERYBODY, organizations);
    }

    /** {@return the schools that have a number of a group of people, best first} */
    public Comparison schools(Slice slice, Group group, List<Organization> organizations) {
        return compared(slice, organizations, rows(slice.rows().and(of(group))));
    }

    /** {@return the schools that have one of the rows, best first} */
    static Comparison compared(Slice slice, List<Organization> organizations, List<Row> found) {
        Metric metric = slice.metric();
        Map<String, Point> points = new TreeMap<>();
        found.forEach(row -> points.put(row.organization(), row.point()));
        List<Comparison.Row> rows = organizations.stream()
                .filter(school -> !school.district() && points.containsKey(school.id()))
                .map(school -> {
                    Point point = points.getOrDefault(school.id(), Point.absent(slice.schoolYear(), 0));
                    Optional<Goal> goal = slice.goal(school);
                    return new Comparison.Row(school.id(), school.name(), point, goal, metric.standing(point, goal));
                })
                .sorted(bestFirst(metric.direction()))
                .toList();
        return new Comparison(rows);
    }

    /** {@return the number of one organization; a point without a value when there is none} */
    public Point point(Slice slice, Group group, Organization organization) {
        return rows(slice.rows().and(of(group)).and(ORGANIZATION_ID.eq(organization.id()))).stream()
                .findFirst()
                .map(Row::point)
                .orElseGet(() -> Point.absent(slice.schoolYear(), 0));
    }

    /** {@return student groups of one organization in a year, by dimension; empty when the metric has no groups} */
    public Map<String, Comparison> groups(
            Metric metric, String authority, String schoolYear, Organization organization) {
        return groups(new Slice(metric, authority, schoolYear, Policy.AS_REPORTED), organization);
    }

    /** {@return student groups of one organization, by dimension; empty when the metric has no groups} */
    public Map<String, Comparison> groups(Slice slice, Organization organization) {
        Metric metric = slice.metric();
        Optional<Goal> goal = slice.goal(organization);
        Map<String, List<Comparison.Row>> byDimension =
                rows(slice.rows().and(ORGANIZATION_ID.eq(organization.id())).and(GROUP_DIMENSION.ne(ALL))).stream()
                        .sorted(Comparator.comparing(Row::group))
                        .collect(Collectors.groupingBy(
                                Row::dimension,
                                TreeMap::new,
                                Collectors.mapping(
                                        row -> new Comparison.Row(
                                                row.group(),
                                                row.group(),
                                                row.point(),
                                                goal,
                                                metric.standing(row.point(), goal)),
                                        Collectors.toList())));
        var comparisons = new TreeMap<String, Comparison>();
        byDimension.forEach((dimension, rows) -> comparisons.put(dimension, new Comparison(rows)));
        return comparisons;
    }

    private static Comparator<Comparison.Row> bestFirst(Direction direction) {
        Comparator<BigDecimal> order =
                direction == Direction.DOWN ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return Comparator.comparing((Comparison.Row row) -> row.point().value(), Comparator.nullsLast(order))
                .thenComparing(Comparison.Row::label);
    }

    /** {@return stored values with their keys; those that the scope hides without their numbers} */
    List<Row> rows(Condition condition) {
        return stored(condition).stream().map(this::within).toList();
    }

    private Row within(Row row) {
        Point point = row.point();
        // Without a number of people it speaks of things: nobody is to be hidden.
        boolean hide = row.ofPeople()
                && !scope.covers(row.organization())
                && (point.n() < minimumGroupSize || row.veil().hides(scope));
        return hide ? row.with(point.hidden()) : row;
    }

    private List<Row> stored(Condition condition) {
        return known.rows(sql, select(condition), MetricAnswers::row);
    }

    /**
     * {@return stored values in the order of their keys; those that the scope hides without their numbers}
     *
     * @param after the key of the value after which they begin; nothing for the first
     * @param size how many at most
     */
    public List<StoredValue> values(ValueFilter filter, Optional<StoredValue.Key> after, int size) {
        Condition condition =
                after.map(key -> filter.condition().and(beyond(key))).orElse(filter.condition());
        return select(condition, List.of(AS_OF))
                .orderBy(METRIC, AUTHORITY, SCHOOL_YEAR, POLICY, VERSION, ORGANIZATION_ID, GROUP_DIMENSION, GROUP_VALUE)
                .limit(size)
                .fetch(row -> new StoredValue(
                        new StoredValue.Key(
                                row.get(METRIC),
                                row.get(AUTHORITY),
                                row.get(SCHOOL_YEAR),
                                row.get(POLICY),
                                row.get(VERSION),
                                row.get(ORGANIZATION_ID),
                                row.get(GROUP_DIMENSION),
                                row.get(GROUP_VALUE)),
                        within(row(row)).point(),
                        row.get(AS_OF)));
    }

    private static Condition beyond(StoredValue.Key key) {
        return DSL.row(METRIC, AUTHORITY, SCHOOL_YEAR, POLICY, VERSION, ORGANIZATION_ID, GROUP_DIMENSION, GROUP_VALUE)
                .gt(
                        key.metric(),
                        key.authority(),
                        key.schoolYear(),
                        key.policy(),
                        key.version(),
                        key.organization(),
                        key.groupDimension(),
                        key.groupValue());
    }

    private SelectConditionStep<Record> select(Condition condition) {
        return select(condition, List.of());
    }

    private SelectConditionStep<Record> select(Condition condition, List<Field<?>> besides) {
        // Only the file for everybody tells of some numbers by a range.
        Set<String> all = known.columns("metric_value", sql);
        List<SelectFieldOrAsterisk> columns = new ArrayList<>(POINT);
        columns.addAll(besides);
        columns.add(
                all.contains(VALUE_RANGE.getName())
                        ? VALUE_RANGE
                        : DSL.inline("").as(VALUE_RANGE));
        columns.addAll(Veil.columns(all));
        return sql.select(columns).from(Columns.METRIC_VALUE).where(condition).and(STATUS.isDistinctFrom("not_opened"));
    }

    private static Row row(Record row) {
        return new Row(
                once(row.get(METRIC)),
                once(row.get(AUTHORITY)),
                IN_FORCE.equals(row.get(POLICY)),
                once(row.get(ORGANIZATION_ID)),
                once(row.get(GROUP_DIMENSION)),
                once(row.get(GROUP_VALUE)),
                row.get(N) != null,
                Veil.of(row),
                point(row));
    }

    /** Rows are kept by the thousand, and their names are a few hundred: each is held once. */
    private static String once(String name) {
        return name.intern();
    }

    private static Point point(Record row) {
        var status = Point.Status.of(row.get(STATUS));
        BigDecimal value = row.get(VALUE);
        boolean shown = status == Point.Status.OK && value != null;
        Long people = row.get(N);
        BigDecimal things = row.get(DENOMINATOR);
        long n = people != null ? people : things == null ? 0 : things.longValue();
        String range = row.get(VALUE_RANGE);
        return new Point(
                once(row.get(SCHOOL_YEAR)),
                row.get(VERSION),
                shown ? value : null,
                status == Point.Status.SUPPRESSED ? null : row.get(NUMERATOR),
                status == Point.Status.SUPPRESSED ? null : row.get(DENOMINATOR),
                n,
                status == Point.Status.OK && !shown ? Point.Status.NO_DATA : status,
                range == null ? "" : range);
    }

    /**
     * A stored value with its keys.
     *
     * @param ofPeople whether it is known of how many people it speaks
     * @param veil from whom it is hidden
     */
    record Row(
            String metric,
            String authority,
            boolean inForce,
            String organization,
            String dimension,
            String group,
            boolean ofPeople,
            Veil veil,
            Point point) {

        Row with(Point other) {
            return new Row(metric, authority, inForce, organization, dimension, group, ofPeople, veil, other);
        }
    }
}
