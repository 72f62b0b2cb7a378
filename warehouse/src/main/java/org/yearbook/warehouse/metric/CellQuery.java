package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The query of one version. Grain: one row for each school year, place and group. Each dataset is scanned once.
 *
 * @param dimensions by which to group, of those that the metric has
 * @param years of which it is asked
 */
record CellQuery(ReadyVersion version, List<String> dimensions, Condition years) {

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
                from = from.leftJoin(table).using(Scan.CELL);
                other.getValue().forEach(measure -> columns.add(table.field(measure)));
            }
        }
        return DSL.select(columns).from(from);
    }

    private Table<?> table(String dataset, List<Field<?>> measures) {
        return scan(dataset, measures).asTable(DSL.name("of_" + dataset));
    }

    private Select<?> scan(String dataset, List<Field<?>> measures) {
        return new Scan(dataset, dimensions).select(measures, years);
    }

    private Map<String, List<Field<?>>> measures() {
        Map<String, List<Field<?>>> measures = new LinkedHashMap<>();
        measures.put(version.base(), new ArrayList<>());
        version.measures()
                .forEach((name, measure) -> measures.computeIfAbsent(measure.dataset(), dataset -> new ArrayList<>())
                        .add(measure.aggregate().as(name)));
        return measures;
    }
}
