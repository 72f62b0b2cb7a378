package org.yearbook.warehouse.suppress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;

/**
 * Hides what a shared number could tell about a few people: small groups, groups that are nearly all alike, and as many
 * others as it takes that nothing hidden can be computed from what is shown.
 */
public final class Suppression {

    private final Duck duck;
    private final String source;
    private final Rules rules;
    private final Answers answers;
    private final Map<String, List<Grid.Cell>> cells = new TreeMap<>();
    private final Map<String, Map<Integer, Series>> series = new TreeMap<>();
    private final Map<String, Map<Series, BitSet>> hidden = new TreeMap<>();

    private static final String TONIGHT = """
            select v.* exclude (row_id)
                   replace (if(h.row_id is null, numerator, null) as numerator,
                            if(h.row_id is null, denominator, null) as denominator,
                            if(h.row_id is null, n, null) as n, if(h.row_id is null, "value", null) as "value",
                            if(h.row_id is null, status, 'suppressed') as status)
            from numbered_value v left join hidden_row h on h.row_id = v.row_id
            order by v.row_id""";

    /** What is seen of each row, and what a release keeps; the group size and the range are put in. */
    private static final List<String> RELEASED = List.of("""
            create temp table shared_row as
            select v.*, f.past_id, f.fate, f.renewed
            from fate f join numbered_value v using (row_id) where f.fate = 'FRESH'
            union all by name
            select p.* exclude (release, fresh, true_n, true_hits, true_misses, minimum_group_size, hidden_range), f.row_id,
                   f.fate, f.renewed
            from fate f join past_value p using (past_id) where f.fate = 'KEPT'
            union all by name
            select v.* replace (null as numerator, null as denominator, null as n, null as value,
                                'suppressed' as status),
                   f.past_id, f.fate, f.renewed
            from fate f join numbered_value v using (row_id) where f.fate = 'HIDDEN'
            union all by name
            select p.* exclude (release, fresh, true_n, true_hits, true_misses, minimum_group_size, hidden_range)
                       replace (null as numerator, null as denominator, null as n, null as value,
                                'suppressed' as status),
                   f.row_id, f.fate, f.renewed
            from fate f join past_value p using (past_id) where f.fate = 'HIDDEN' and f.row_id is null""", """
            create temp table release_row as
            select s.* exclude (row_id, past_id, fate, renewed), s.fate = 'FRESH' as fresh,
                   coalesce(a.people, 0) as true_n, coalesce(a.hits, 0) as true_hits, coalesce(a.misses, 0) as true_misses,
                   %d::bigint as minimum_group_size, %d::bigint as hidden_range
            from shared_row s left join amount_of_value a using (row_id)
            where s.renewed = 1
            order by s.row_id nulls last, s.past_id""");

    private static final String AMOUNTS = """
            create temp table %s as
            select %s, coalesce(n, 0)::bigint as people,
                   case when people > 0
                        then (coalesce(numerator, 0)::decimal(28, 4) * 10000::decimal(5, 0))::bigint else 0 end as hits,
                   case when people > 0
                        then (coalesce(denominator - numerator, 0)::decimal(28, 4) * 10000::decimal(5, 0))::bigint
                        else 0 end as misses
            from %s""";

    private Suppression(Duck duck, String source, Rules rules, Answers answers) {
        this.duck = duck;
        this.source = source;
        this.rules = rules;
        this.answers = answers;
    }

    /**
     * Makes the temporary table {@code tonight_value}: the values of {@code source} as they may be seen by readers who
     * have no other night's. A hidden row keeps what it is about and loses every number.
     *
     * @param source a {@code metric_value} table
     * @param rules how strictly
     * @return how many values were hidden
     */
    public static long hide(Duck duck, String source, Rules rules) {
        var suppression = new Suppression(duck, source, rules, Answers.none());
        suppression.read(Releases.none(), true);
        return suppression.hide();
    }

    /**
     * Makes {@code tonight_value} as {@link #hide} does, and for readers who may have kept everything that was released
     * before, the temporary table {@code released_value}: in a release tonight's values as far as they may take the
     * place of those before, otherwise what was released last. {@code release_row} is what has to be remembered of a
     * release; it is empty when nothing was.
     *
     * @param anew whether this is a release
     * @param answers of earlier nights; those that hold tonight are used, and the others found
     * @return how many of tonight's values were hidden
     */
    public static long share(Duck duck, String source, Rules rules, Releases releases, boolean anew, Answers answers) {
        var suppression = new Suppression(duck, source, rules, answers);
        suppression.read(releases, anew);
        long hidden = suppression.hide();
        suppression.release(anew);
        return hidden;
    }

    private void read(Releases releases, boolean anew) {
        try {
            number(releases, anew);
            readCells();
            readSeries();
        } catch (SQLException e) {
            throw new EngineException("DuckDB refused to read " + source, e);
        }
    }

    private long hide() {
        List<List<?>> rows = new ArrayList<>();
        hidden.putAll(byYear(series.keySet(), this::hidden));
        hidden.values()
                .forEach(decided -> decided.forEach((one, places) -> places.stream()
                        .filter(cell -> one.row(cell) >= 0 && !one.amounts()[cell].isNothing())
                        .forEach(cell -> rows.add(List.of(one.row(cell))))));
        duck.run("create temp table hidden_row(row_id bigint)");
        duck.append("temp", "hidden_row", rows);
        duck.run("create temp table tonight_value as " + TONIGHT);
        return rows.size();
    }

    private Map<Series, BitSet> hidden(String year) {
        return new YearOfNumbers(grid(year), series.getOrDefault(year, Map.of()).values(), rules, answers).hidden();
    }

    private Grid grid(String year) {
        return new Grid(cells.getOrDefault(year, List.of()));
    }

    // School years know nothing of each other, and one takes up to a minute in a large district.
    private static <T> Map<String, T> byYear(Set<String> years, Function<String, T> work) {
        return years.parallelStream().collect(Collectors.toMap(year -> year, work, (one, other) -> one, TreeMap::new));
    }

    private void release(boolean anew) {
        History history = history();
        List<List<?>> fates = new ArrayList<>();
        byYear(
                        cells.keySet(),
                        year -> new SharedYear(grid(year), history.last(year), rules)
                                .fates(hidden.getOrDefault(year, Map.of()), metric -> history.of(year, metric), anew))
                .values()
                .forEach(fates::addAll);
        duck.run("create temp table fate(row_id bigint, past_id bigint, fate varchar, renewed bigint)");
        duck.append("temp", "fate", fates);
        RELEASED.forEach(statement -> duck.run(statement.formatted(rules.smallest(), rules.range())));
        // Earlier releases may have had columns that are no more.
        String columns = duck.sql().fetchSingle("""
                        select string_agg('"' || replace(column_name, '"', '""') || '"', ', ' order by column_index)
                        from duckdb_columns() where table_name = 'numbered_value' and column_name <> 'row_id'""").get(0, String.class);
        duck.run("create temp table released_value as select " + columns
                + " from shared_row order by row_id nulls last, past_id");
    }

    private History history() {
        var sizes = new HashMap<String, Integer>();
        cells.forEach((year, list) -> sizes.put(year, list.size()));
        try {
            return History.read(duck, sizes, rules);
        } catch (SQLException e) {
            throw new EngineException("DuckDB refused to read what was released before", e);
        }
    }

    private void number(Releases releases, boolean anew) {
        duck.run("create temp table numbered_value as select row_number() over () - 1 as row_id, * from " + source);
        History.table(duck, source, releases, anew);
        duck.run(AMOUNTS.formatted("amount_of_value", "row_id", "numbered_value"));
        duck.run(AMOUNTS.formatted("seen_of_past", "past_id", "past_value"));
        duck.run("""
                create temp table cell_of_value as
                select *, row_number() over (partition by school_year order by organization_id, group_dimension, group_value)
                              - 1 as place
                from (select distinct school_year, organization_id, organization_type, group_dimension, group_value
                      from numbered_value
                      union
                      from past_cell)""");
        duck.run("""
                create temp table series_of_value as
                select *, row_number() over () - 1 as series
                from (select metric, authority, version, policy, school_year,
                             case when bool_and(denominator is null) then 'COUNT'
                                  when bool_and(coalesce(denominator = n and numerator <= denominator
                                                         and numerator = round(numerator), true)) then 'RATE'
                                  else 'AMOUNT' end as kind
                      from numbered_value group by metric, authority, version, policy, school_year)""");
    }

    private void readCells() throws SQLException {
        try (var statement = duck.connection().createStatement();
                ResultSet rows = statement.executeQuery("""
                        select school_year, organization_id, organization_type = 'district', group_dimension, group_value
                        from cell_of_value order by school_year, place""")) {
            while (rows.next()) {
                cells.computeIfAbsent(rows.getString(1), year -> new ArrayList<>())
                        .add(new Grid.Cell(
                                rows.getString(2), rows.getBoolean(3), rows.getString(4), rows.getString(5)));
            }
        }
    }

    private void readSeries() throws SQLException {
        Map<Integer, Series> byNumber = new HashMap<>();
        try (var statement = duck.connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "select series, metric, authority, version, policy, kind, school_year from series_of_value"
                                + " order by series")) {
            while (rows.next()) {
                String year = rows.getString(7);
                int size = cells.getOrDefault(year, List.of()).size();
                var one = new Series(
                        rows.getString(2),
                        rows.getString(3),
                        rows.getInt(4),
                        rows.getString(5),
                        Kind.valueOf(rows.getString(6)),
                        size);
                byNumber.put(rows.getInt(1), one);
                series.computeIfAbsent(year, name -> new LinkedHashMap<>()).put(rows.getInt(1), one);
            }
        }
        readAmounts(byNumber);
    }

    private void readAmounts(Map<Integer, Series> byNumber) throws SQLException {
        try (var statement = duck.connection().createStatement();
                ResultSet rows = statement.executeQuery("""
                        select v.row_id, s.series, c.place, a.people, a.hits, a.misses
                        from numbered_value v
                        join amount_of_value a using (row_id)
                        join series_of_value s using (metric, authority, version, policy, school_year)
                        join cell_of_value c
                            using (school_year, organization_id, organization_type, group_dimension, group_value)""")) {
            while (rows.next()) {
                long people = rows.getLong(4);
                Amount amount = people == 0 ? Amount.NOTHING : new Amount(people, rows.getLong(5), rows.getLong(6));
                Objects.requireNonNull(byNumber.get(rows.getInt(2))).put(rows.getInt(3), rows.getLong(1), amount);
            }
        }
    }
}
