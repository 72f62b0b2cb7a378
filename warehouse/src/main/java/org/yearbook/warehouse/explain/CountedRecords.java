package org.yearbook.warehouse.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.explain.Explanation.Amounts;
import org.yearbook.warehouse.explain.Explanation.Counted;
import org.yearbook.warehouse.explain.Explanation.Counts;
import org.yearbook.warehouse.metric.MetricFormulas;
import org.yearbook.warehouse.metric.StoredVersion;
import org.yearbook.warehouse.metric.StoredVersion.Place;

/** Who and what stands behind a step from one state of a number to the next. */
final class CountedRecords {

    private static final String MOVED = """
            create or replace temp table moved as
            with pair as (
                select coalesce(a.dataset, b.dataset) as dataset, coalesce(a.identity, b.identity) as identity,
                       a.names as then_names, b.names as now_names, a.identity_names as then_identity,
                       b.identity_names as now_identity, a.columns as then_columns, b.columns as now_columns,
                       coalesce(a.numerator, 0) as numerator_then, coalesce(b.numerator, 0) as numerator_now,
                       coalesce(a.denominator, 0) as denominator_then, coalesce(b.denominator, 0) as denominator_now
                from counted_then a
                full join counted_now b on a.dataset = b.dataset and a.identity is not distinct from b.identity)
            from pair where numerator_then <> numerator_now or denominator_then <> denominator_now""";

    private static final String COUNTS = """
            select count(*) filter (where numerator_then = 0 and numerator_now <> 0) as entered_numerator,
                   count(*) filter (where numerator_then <> 0 and numerator_now = 0) as left_numerator,
                   count(*) filter (where denominator_then = 0 and denominator_now <> 0) as entered_denominator,
                   count(*) filter (where denominator_then <> 0 and denominator_now = 0) as left_denominator,
                   count(*) filter (where (numerator_then <> numerator_now and numerator_then <> 0 and numerator_now <> 0)
                       or (denominator_then <> denominator_now and denominator_then <> 0 and denominator_now <> 0))
                       as other_amount
            from moved""";

    private final Duck duck;
    private final MetricFormulas formulas;
    private final int shown;

    CountedRecords(Duck duck, MetricFormulas formulas, int shown) {
        this.duck = duck;
        this.formulas = formulas;
        this.shown = shown;
    }

    /** A number somewhere on the way. */
    record Side(String schema, StoredVersion version, Place place) {}

    /**
     * What moved.
     *
     * @param counts null when a definition is no longer known, so that only its number is
     */
    record Moved(@Nullable Counts counts, List<Counted> records) {}

    Moved between(Side then, Side now) {
        Optional<List<MetricFormulas.Counted>> before = formulas.counted(then.version(), then.place());
        Optional<List<MetricFormulas.Counted>> after = formulas.counted(now.version(), now.place());
        if (before.isEmpty() || after.isEmpty()) {
            return new Moved(null, List.of());
        }
        lay("counted_then", then.schema(), before.get());
        lay("counted_now", now.schema(), after.get());
        duck.run(MOVED);
        Record counted = duck.sql().fetchSingle(COUNTS);
        var counts = new Counts(
                number(counted, 0), number(counted, 1), number(counted, 2), number(counted, 3), number(counted, 4));
        List<Counted> records = new ArrayList<>();
        if (shown > 0) {
            for (Record row : duck.sql().fetch("from moved order by dataset, identity limit " + shown)) {
                records.add(counted(row));
            }
        }
        return new Moved(counts, records);
    }

    private void lay(String table, String schema, List<MetricFormulas.Counted> datasets) {
        List<String> selects = new ArrayList<>();
        for (MetricFormulas.Counted dataset : datasets) {
            selects.add("select " + Duck.literal(dataset.dataset()) + " as dataset, " + names(dataset.identity())
                    + " as identity_names, " + names(dataset.columns()) + " as names, * from (" + dataset.sql() + ")");
        }
        duck.run("use " + schema);
        try {
            duck.run("create or replace temp table " + table + " as " + String.join(" union all ", selects));
        } finally {
            duck.run("use memory");
        }
    }

    private static String names(List<String> columns) {
        return "[" + String.join(", ", columns.stream().map(Duck::literal).toList()) + "]::varchar[]";
    }

    private static Counted counted(Record row) {
        Object[] names = row.get("now_identity", Object[].class);
        return new Counted(
                row.get("dataset", String.class),
                map(
                        names == null ? row.get("then_identity", Object[].class) : names,
                        row.get("identity", Object[].class)),
                map(row.get("then_names", Object[].class), row.get("then_columns", Object[].class)),
                map(row.get("now_names", Object[].class), row.get("now_columns", Object[].class)),
                new Amounts(amount(row, "numerator_then"), amount(row, "numerator_now")),
                new Amounts(amount(row, "denominator_then"), amount(row, "denominator_now")));
    }

    private static Map<String, String> map(Object @Nullable [] names, Object @Nullable [] values) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; names != null && values != null && i < Math.min(names.length, values.length); i++) {
            map.put(String.valueOf(names[i]), values[i] == null ? "" : String.valueOf(values[i]));
        }
        return map;
    }

    private static BigDecimal amount(Record row, String column) {
        BigDecimal amount = row.get(column, BigDecimal.class);
        return amount == null ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    private static long number(Record row, int column) {
        Long number = row.get(column, Long.class);
        return number == null ? 0 : number;
    }
}
