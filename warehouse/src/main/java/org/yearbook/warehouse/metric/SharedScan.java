package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * One pass over a dataset for all versions that read nothing else and are told by the same groups: most of the time of
 * a pass goes into the grouping, which is the same for all. What two versions both count is counted once.
 */
final class SharedScan {

    private static final Table<?> TABLE = DSL.table(DSL.name("metric_scan"));

    private final Scan scan;
    private final Map<String, String> columns = new LinkedHashMap<>();
    /** By its SQL: jOOQ's own equality does not look into filters. */
    private final Map<String, Field<?>> aggregates = new LinkedHashMap<>();

    SharedScan(Scan scan, List<ReadyVersion> versions) {
        this.scan = scan;
        versions.forEach(version -> version.measures()
                .values()
                .forEach(measure -> aggregates.putIfAbsent(text(measure), measure.aggregate())));
        int number = 0;
        for (String text : aggregates.keySet()) {
            number++;
            columns.put(text, "m" + number);
        }
    }

    Table<?> table() {
        return TABLE;
    }

    Select<?> select(Condition rows) {
        List<Field<?>> measures = new ArrayList<>();
        aggregates.forEach((text, aggregate) -> measures.add(aggregate.as(column(text))));
        return scan.select(measures, rows);
    }

    /** {@return what {@link CellQuery} gives for one of the versions, taken from the table that was filled} */
    Select<?> cells(ReadyVersion version, Condition years) {
        List<SelectFieldOrAsterisk> wanted = new ArrayList<>(Scan.CELL);
        version.measures()
                .forEach((name, measure) ->
                        wanted.add(DSL.field(DSL.name(column(text(measure)))).as(name)));
        return DSL.select(wanted).from(TABLE).where(years);
    }

    private String column(String text) {
        return Objects.requireNonNull(columns.get(text));
    }

    private static String text(ReadyMeasure measure) {
        return DSL.using(SQLDialect.DUCKDB).renderInlined(measure.aggregate());
    }
}
