package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.AUTHORITY;
import static org.yearbook.warehouse.answer.Columns.METRIC;
import static org.yearbook.warehouse.answer.Columns.SCHOOL_YEAR;
import static org.yearbook.warehouse.answer.Columns.VERSION;
import static org.yearbook.warehouse.answer.Columns.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Puts the definitions, goals and thresholds of a publication together, metric by metric. */
final class MetricCatalogue {

    private final DSLContext sql;
    private final Known known;

    MetricCatalogue(DSLContext sql, Known known) {
        this.sql = sql;
        this.known = known;
    }

    List<Metric> metrics() {
        Map<String, List<Record>> byMetric = new LinkedHashMap<>();
        sql.selectFrom(Columns.METRIC_DEFINITION)
                .orderBy(METRIC, AUTHORITY, VERSION)
                .forEach(row -> byMetric.computeIfAbsent(row.get(METRIC), id -> new ArrayList<>())
                        .add(row));
        Map<String, List<Goal>> goals = goals();
        Map<String, BigDecimal> near = near();
        Map<List<Object>, String> lacks = lacks();
        return byMetric.entrySet().stream()
                .map(entry -> metric(
                        entry.getKey(),
                        entry.getValue(),
                        lacks,
                        goals.getOrDefault(entry.getKey(), List.of()),
                        near.getOrDefault(entry.getKey(), BigDecimal.ZERO)))
                .toList();
    }

    private static Metric metric(
            String id, List<Record> rows, Map<List<Object>, String> lacks, List<Goal> goals, BigDecimal near) {
        Record latest = rows.get(rows.size() - 1);
        return new Metric(
                id,
                Cells.word(latest, "label"),
                Cells.word(latest, "description"),
                Area.of(Cells.wordIfThere(latest, "area")),
                Unit.of(Cells.word(latest, "unit")),
                Direction.of(Cells.word(latest, "desired_direction")),
                Cells.word(latest, "owner"),
                near,
                rows.stream().map(row -> definition(row, lacks)).toList(),
                goals);
    }

    private static Definition definition(Record row, Map<List<Object>, String> lacks) {
        return new Definition(
                Cells.word(row, "metric"),
                (int) Cells.whole(row, "version"),
                Cells.word(row, "authority"),
                Cells.word(row, "from_school_year"),
                Cells.wordOrNull(row, "to_school_year"),
                Cells.word(row, "comparability"),
                new Definition.Text(
                        Cells.word(row, "rationale"),
                        Cells.word(row, "plain_text"),
                        Cells.word(row, "numerator_text"),
                        Cells.word(row, "denominator_text"),
                        Cells.wordIfThere(row, "known_limits"),
                        Cells.word(row, "citation"),
                        Cells.word(row, "sql_text")),
                new Definition.Approval(Cells.word(row, "approved_by"), Cells.day(row, "approved_on")),
                Cells.word(row, "definition_hash"),
                lacks.getOrDefault(List.of(row.get(METRIC), row.get(AUTHORITY), row.get(VERSION)), ""));
    }

    // A publication of an earlier program does not say it.
    private Map<List<Object>, String> lacks() {
        Map<List<Object>, String> lacks = new HashMap<>();
        if (known.has(Columns.METRIC_MISSING_INPUT.getName(), sql)) {
            sql.selectFrom(Columns.METRIC_MISSING_INPUT)
                    .orderBy(METRIC, AUTHORITY, VERSION)
                    .forEach(row -> lacks.put(
                            List.of(row.get(METRIC), row.get(AUTHORITY), row.get(VERSION)),
                            Cells.word(row, "missing")));
        }
        return lacks;
    }

    private Map<String, List<Goal>> goals() {
        return sql.selectFrom(Columns.METRIC_GOAL).orderBy(METRIC, SCHOOL_YEAR).fetch().stream()
                .filter(row -> row.get("value") != null)
                .collect(Collectors.groupingBy(
                        row -> row.get(METRIC), Collectors.mapping(MetricCatalogue::goal, Collectors.toList())));
    }

    private static Goal goal(Record row) {
        return new Goal(
                Cells.word(row, "authority"),
                Cells.word(row, "school_year"),
                Cells.wordOrNull(row, "organization_type"),
                Cells.wordOrNull(row, "school_level"),
                Cells.wordOrNull(row, "organization_id"),
                Cells.number(row, "value"),
                Cells.word(row, "source"));
    }

    private Map<String, BigDecimal> near() {
        var margin = DSL.field(DSL.name("margin"), SQLDataType.DECIMAL(18, 6));
        return sql.select(METRIC, DSL.max(margin))
                .from(Columns.METRIC_THRESHOLD)
                .where(text("status").eq("near"))
                .groupBy(METRIC)
                .fetchMap(row -> row.value1(), row -> row.value2());
    }
}
