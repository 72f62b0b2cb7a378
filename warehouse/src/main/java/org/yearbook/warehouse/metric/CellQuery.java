package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Case;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Dataset;

/**
 * The query of one version. Grain: one row for each school year, place and group. Each dataset is scanned once,
 * whatever the number of groups.
 */
final class CellQuery {

    private static final Field<String> YEAR = text("school_year");
    private static final List<Field<String>> KEYS =
            Dataset.KEYS.stream().map(CellQuery::text).toList();
    private static final Field<String> DIMENSION = text("group_dimension");
    private static final Field<String> GROUP = text("group_value");
    private static final Field<?>[] SHARED =
            Stream.concat(KEYS.stream(), Stream.of(DIMENSION, GROUP)).toArray(Field<?>[]::new);
    private static final String ALL = "all";
    private static final String NOT_REPORTED = "Not reported";

    private final ReadyVersion version;
    private final List<Field<String>> dimensions;
    private final @Nullable String lastYear;

    /**
     * @param dimensions by which to group, of those that the metric has
     * @param lastYear after which this version is not asked; null to ask it for every year
     */
    CellQuery(ReadyVersion version, List<String> dimensions, @Nullable String lastYear) {
        this.version = version;
        this.dimensions = dimensions.stream().map(CellQuery::text).toList();
        this.lastYear = lastYear;
    }

    Select<?> select() {
        Map<String, List<Field<?>>> measures = measures();
        String base = version.base();
        if (measures.size() == 1) {
            return scan(base, measures.getOrDefault(base, List.of()));
        }
        // Two datasets meet after each was added up: joined before, every cost would be there once for every user.
        Table<?> first = table(base, measures.getOrDefault(base, List.of()));
        Table<?> from = first;
        List<SelectFieldOrAsterisk> columns = new ArrayList<>(List.of(first.fields()));
        for (var other : measures.entrySet()) {
            if (!other.getKey().equals(base)) {
                Table<?> table = table(other.getKey(), other.getValue());
                from = from.leftJoin(table).using(SHARED);
                other.getValue().forEach(measure -> columns.add(table.field(measure)));
            }
        }
        return DSL.select(columns).from(from);
    }

    private Table<?> table(String dataset, List<Field<?>> measures) {
        return scan(dataset, measures).asTable(DSL.name("of_" + dataset));
    }

    private Map<String, List<Field<?>>> measures() {
        Map<String, List<Field<?>>> measures = new LinkedHashMap<>();
        measures.put(version.base(), new ArrayList<>());
        add(measures, version.numerator(), "numerator");
        ReadyMeasure denominator = version.denominator();
        if (denominator != null) {
            add(measures, denominator, "denominator");
        }
        add(measures, version.people(), "n");
        add(measures, version.known(), "known");
        return measures;
    }

    private static void add(Map<String, List<Field<?>>> measures, ReadyMeasure measure, String name) {
        measures.computeIfAbsent(measure.dataset(), dataset -> new ArrayList<>())
                .add(measure.aggregate().as(name));
    }

    private Select<?> scan(String dataset, List<Field<?>> measures) {
        List<SelectFieldOrAsterisk> columns = new ArrayList<>(KEYS);
        columns.add(dimension().as(DIMENSION));
        columns.add(group().as(GROUP));
        columns.addAll(measures);
        Condition years = lastYear == null ? DSL.noCondition() : YEAR.le(DSL.inline(lastYear));
        var rows = DSL.select(columns).from(DSL.table(DSL.name(dataset))).where(years);
        return dimensions.isEmpty() ? rows.groupBy(KEYS) : rows.groupBy(DSL.groupingSets(sets()));
    }

    private Field<?>[][] sets() {
        List<Field<?>[]> sets = new ArrayList<>();
        sets.add(KEYS.toArray(Field<?>[]::new));
        for (Field<String> dimension : dimensions) {
            List<Field<?>> set = new ArrayList<>(KEYS);
            set.add(dimension);
            sets.add(set.toArray(Field<?>[]::new));
        }
        return sets.toArray(Field<?>[][]::new);
    }

    private Field<String> dimension() {
        Field<String> all = DSL.inline(ALL);
        CaseConditionStep<String> cases = null;
        for (Field<String> dimension : dimensions) {
            cases = when(cases, DSL.grouping(dimension).eq(0), DSL.inline(dimension.getName()));
        }
        return cases == null ? all : cases.otherwise(all);
    }

    private Field<String> group() {
        Field<String> all = DSL.inline(ALL);
        CaseConditionStep<String> cases = null;
        for (Field<String> dimension : dimensions) {
            Field<String> group = DSL.coalesce(dimension.cast(SQLDataType.VARCHAR), DSL.inline(NOT_REPORTED));
            cases = when(cases, DSL.grouping(dimension).eq(0), group);
        }
        return cases == null ? all : cases.otherwise(all);
    }

    private static CaseConditionStep<String> when(
            @Nullable CaseConditionStep<String> cases, Condition condition, Field<String> value) {
        Case start = DSL.choose();
        return cases == null ? start.when(condition, value) : cases.when(condition, value);
    }

    private static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }
}
