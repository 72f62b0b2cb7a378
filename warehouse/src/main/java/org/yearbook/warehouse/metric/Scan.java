package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Case;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Dataset;

/**
 * One pass over a dataset. Grain of what it gives: one row for each school year, place and group, whatever the number
 * of groups; everybody is the group all of the dimension all.
 *
 * @param dimensions columns by which to group
 */
record Scan(String dataset, List<String> dimensions) {

    static final Field<String> YEAR = text("school_year");

    private static final List<Field<String>> KEYS =
            Dataset.KEYS.stream().map(Scan::text).toList();
    private static final Field<String> DIMENSION = text("group_dimension");
    private static final Field<String> GROUP = text("group_value");
    private static final Field<String> ALL = DSL.inline("all");
    private static final Field<String> NOT_REPORTED = DSL.inline("Not reported");

    /** What says which number a row is; two scans meet on these. */
    static final List<Field<String>> CELL =
            Stream.concat(KEYS.stream(), Stream.of(DIMENSION, GROUP)).toList();

    Scan {
        dimensions = List.copyOf(dimensions);
    }

    Select<?> select(List<? extends Field<?>> measures, Condition rows) {
        List<SelectFieldOrAsterisk> columns = new ArrayList<>(KEYS);
        columns.add(dimension().as(DIMENSION));
        columns.add(group().as(GROUP));
        columns.addAll(measures);
        var scan = DSL.select(columns).from(DSL.table(DSL.name(dataset))).where(rows);
        return dimensions.isEmpty() ? scan.groupBy(KEYS) : scan.groupBy(DSL.groupingSets(sets()));
    }

    private Field<?>[][] sets() {
        List<Field<?>[]> sets = new ArrayList<>();
        sets.add(KEYS.toArray(Field<?>[]::new));
        for (String dimension : dimensions) {
            List<Field<?>> set = new ArrayList<>(KEYS);
            set.add(text(dimension));
            sets.add(set.toArray(Field<?>[]::new));
        }
        return sets.toArray(Field<?>[][]::new);
    }

    private Field<String> dimension() {
        CaseConditionStep<String> cases = null;
        for (String dimension : dimensions) {
            cases = when(cases, dimension, DSL.inline(dimension));
        }
        return cases == null ? ALL : cases.otherwise(ALL);
    }

    private Field<String> group() {
        CaseConditionStep<String> cases = null;
        for (String dimension : dimensions) {
            cases = when(cases, dimension, group(dimension));
        }
        return cases == null ? ALL : cases.otherwise(ALL);
    }

    /** {@return the group of a row by one dimension} */
    static Field<String> group(String dimension) {
        return DSL.coalesce(text(dimension).cast(SQLDataType.VARCHAR), NOT_REPORTED);
    }

    private static CaseConditionStep<String> when(
            @Nullable CaseConditionStep<String> cases, String dimension, Field<String> value) {
        Condition grouped = DSL.grouping(text(dimension)).eq(0);
        Case start = DSL.choose();
        return cases == null ? start.when(grouped, value) : cases.when(grouped, value);
    }

    private static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }
}
