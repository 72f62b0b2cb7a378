package org.yearbook.warehouse.suppress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;

/**
 * Hides what a shared number could tell about a few people: small groups, groups that are nearly all alike, and as many
 * others as it takes that nothing hidden can be computed from what is shown.
 */
public final class Suppression {

    private final Duck duck;
    private final String source;
    private final Map<String, List<Grid.Cell>> cells = new TreeMap<>();
    private final Map<String, Map<Integer, Series>> series = new TreeMap<>();

    private Suppression(Duck duck, String source) {
        this.duck = duck;
        this.source = source;
    }

    /**
     * Makes the temporary table {@code target}: the values of {@code source} as everybody may see them. A hidden row
     * keeps what it is about and loses every number.
     *
     * @param source a {@code metric_value} table
     * @param rules how strictly
     * @return how many values were hidden
     */
    public static long hide(Duck duck, String source, String target, Rules rules) {
        var suppression = new Suppression(duck, source);
        try {
            suppression.number();
            suppression.readCells();
            suppression.readSeries();
        } catch (SQLException e) {
            throw new EngineException("DuckDB refused to read " + source, e);
        }
        List<List<Long>> hidden = new ArrayList<>();
        suppression.series.forEach((year, bySeries) -> {
            var grid = new Grid(suppression.cells.getOrDefault(year, List.of()));
            new YearOfNumbers(grid, bySeries.values(), rules)
                    .hidden()
                    .forEach((one, places) -> places.stream()
                            .filter(place -> one.row(place) >= 0 && !one.amounts()[place].isNothing())
                            .forEach(place -> hidden.add(List.of(one.row(place)))));
        });
        duck.run("create temp table hidden_row(row_id bigint)");
        duck.append("temp", "hidden_row", hidden);
        duck.run("create temp table " + target + """
                 as
                select v.* exclude (row_id) replace (
                           case when h.row_id is null then v.numerator end as numerator,
                           case when h.row_id is null then v.denominator end as denominator,
                           case when h.row_id is null then v.n end as n,
                           case when h.row_id is null then v.value end as value,
                           case when h.row_id is null then v.status else 'suppressed' end as status)
                from numbered_value v left join hidden_row h on h.row_id = v.row_id
                order by v.row_id""");
        return hidden.size();
    }

    private void number() {
        duck.run("create temp table numbered_value as select row_number() over () - 1 as row_id, * from " + source);
        duck.run("""
                create temp table cell_of_value as
                select *, row_number() over (partition by school_year order by organization_id, group_dimension, group_value)
                              - 1 as place
                from (select distinct school_year, organization_id, organization_type, group_dimension, group_value
                      from numbered_value)""");
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
                        select v.row_id, s.series, c.place,
                               coalesce(v.n, 0)::bigint,
                               (coalesce(v.numerator, 0)::decimal(28, 4) * 10000::decimal(5, 0))::bigint,
                               (coalesce(v.denominator - v.numerator, 0)::decimal(28, 4) * 10000::decimal(5, 0))::bigint
                        from numbered_value v
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
