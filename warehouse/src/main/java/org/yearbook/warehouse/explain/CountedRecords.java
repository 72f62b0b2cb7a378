package org.yearbook.warehouse.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.explain.Explanation.Amounts;
import org.yearbook.warehouse.explain.Explanation.Counted;
import org.yearbook.warehouse.explain.Explanation.Counts;
import org.yearbook.warehouse.explain.Explanation.Named;
import org.yearbook.warehouse.metric.MetricFormulas;
import org.yearbook.warehouse.metric.StoredVersion;
import org.yearbook.warehouse.metric.StoredVersion.Place;

/** Who and what stands behind a step from one state of a number to the next. */
final class CountedRecords {

    // A person is one in every dataset, whatever else names the row; a thing is what names it.
    private static final String MOVED = """
            create or replace temp table moved as
            with pair as (
                select coalesce(a.dataset, b.dataset) as dataset, coalesce(a.identity, b.identity) as identity,
                       a.names as then_names, b.names as now_names,
                       coalesce(b.identity_names, a.identity_names) as identity_names,
                       a.columns as then_columns, b.columns as now_columns,
                       coalesce(a.numerator, 0) as numerator_then, coalesce(b.numerator, 0) as numerator_now,
                       coalesce(a.denominator, 0) as denominator_then, coalesce(b.denominator, 0) as denominator_now
                from counted_then a
                full join counted_now b on a.dataset = b.dataset and a.identity is not distinct from b.identity),
            kind as (
                select *, list_filter(['student', 'staff', 'account', 'user'],
                                      lambda kind: list_contains(identity_names, kind || '_key'))[1] as person_kind
                from pair where numerator_then <> numerator_now or denominator_then <> denominator_now)
            select *, identity[list_position(identity_names, person_kind || '_key')] as person_key from kind""";

    private static final String COUNTS = """
            select count(*) filter (where numerator_then = 0 and numerator_now <> 0) as entered_numerator,
                   count(*) filter (where numerator_then <> 0 and numerator_now = 0) as left_numerator,
                   count(*) filter (where denominator_then = 0 and denominator_now <> 0) as entered_denominator,
                   count(*) filter (where denominator_then <> 0 and denominator_now = 0) as left_denominator,
                   count(*) filter (where (numerator_then <> numerator_now and numerator_then <> 0 and numerator_now <> 0)
                       or (denominator_then <> denominator_now and denominator_then <> 0 and denominator_now <> 0))
                       as other_amount
            from moved""";

    private static final String MOVERS = """
            insert into mover
            select distinct %d, case when person_kind is null then dataset || ' ' || identity::varchar
                                     else person_kind || ' ' || coalesce(person_key, '') end
            from moved""";

    private static final String RECORDS = """
            select m.*, p.number as person_number, p.name as person_name
            from moved m left join person_name p on p.kind = m.person_kind and p.key = m.person_key
            order by m.dataset, lower(strip_accents(p.name)) nulls last, p.name, m.identity limit %d""";

    private final Duck duck;
    private final MetricFormulas formulas;
    private final long shown;
    private int step;
    private @Nullable Side laid;

    /** @param shown how many records of each step are handed on at most */
    CountedRecords(Duck duck, MetricFormulas formulas, long shown) {
        this.duck = duck;
        this.formulas = formulas;
        this.shown = shown;
        duck.run("create temp table mover(step integer, person varchar)");
    }

    /** A number somewhere on the way. */
    record Side(String schema, StoredVersion version, Place place) {}

    /** Makes the names of persons known that these publications have. */
    void name(List<String> databases) {
        PersonNames.lay(duck, shown > 0 ? databases : List.of());
    }

    /**
     * {@return how many moved; null when a definition is no longer known, so that only its number is}
     *
     * @param each is told the first of those who moved
     */
    @Nullable
    Counts between(Side then, Side now, Consumer<Counted> each) {
        int number = step++;
        if (then.equals(now)) {
            return new Counts(0, 0, 0, 0, 0);
        }
        Optional<List<MetricFormulas.Counted>> before = formulas.counted(then.version(), then.place());
        Optional<List<MetricFormulas.Counted>> after = formulas.counted(now.version(), now.place());
        if (before.isEmpty() || after.isEmpty()) {
            return null;
        }
        if (then.equals(laid)) {
            duck.run("create or replace temp table counted_then as from counted_now");
        } else {
            lay("counted_then", then.schema(), before.get());
        }
        lay("counted_now", now.schema(), after.get());
        laid = now;
        duck.run(MOVED);
        duck.run(MOVERS.formatted(number));
        Record counted = duck.sql().fetchSingle(COUNTS);
        if (shown > 0) {
            try (var rows = duck.sql().fetchLazy(RECORDS.formatted(shown))) {
                rows.forEach(row -> each.accept(counted(row)));
            }
        }
        return new Counts(
                number(counted, 0), number(counted, 1), number(counted, 2), number(counted, 3), number(counted, 4));
    }

    /** {@return who moved, by the steps asked about so far} */
    Movers movers() {
        Map<Long, Long> bySteps = new HashMap<>();
        duck.sql()
                .fetch(
                        "select steps, count(*) from (select bit_or(1::bigint << step) as steps from mover group by person)"
                                + " group by steps")
                .forEach(row -> bySteps.put(row.get(0, Long.class), row.get(1, Long.class)));
        return new Movers(bySteps);
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
        return new Counted(
                row.get("dataset", String.class),
                map(row.get("identity_names", Object[].class), row.get("identity", Object[].class)),
                map(row.get("then_names", Object[].class), row.get("then_columns", Object[].class)),
                map(row.get("now_names", Object[].class), row.get("now_columns", Object[].class)),
                new Amounts(amount(row, "numerator_then"), amount(row, "numerator_now")),
                new Amounts(amount(row, "denominator_then"), amount(row, "denominator_now")),
                named(row));
    }

    private static @Nullable Named named(Record row) {
        String number = row.get("person_number", String.class);
        String name = row.get("person_name", String.class);
        return number == null
                ? null
                : new Named(row.get("person_kind", String.class), number, name == null ? "" : name);
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
