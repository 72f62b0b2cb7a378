package org.yearbook.warehouse.year;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.metric.KeptTable;
import org.yearbook.warehouse.metric.KnownContents;
import org.yearbook.warehouse.metric.MetricEngine;

/**
 * Puts the closed years of a publication under construction back to what was frozen, tells how today's data would
 * differ, and takes the numbers out of years that nobody opened. The open database is the internal file, with every
 * number computed from today's data.
 */
public final class YearNumbers {

    /** Tables of which each night has the rows of its own school year alone. */
    private static final Set<String> OF_TONIGHT = Set.of("agg_account_year");

    private final Duck duck;
    private final MetricEngine engine;
    private final ClosedYears closed;
    private final String database;

    /** @param closed verified */
    public YearNumbers(Duck duck, MetricEngine engine, ClosedYears closed) {
        this.duck = duck;
        this.engine = engine;
        this.closed = closed;
        this.database = duck.sql().fetchSingle("select current_database()").get(0, String.class);
    }

    /**
     * Holds every closed year.
     *
     * @param named tables that definitions read besides {@code agg_}
     * @param kept what was found of closed years the night before, and tonight: what was frozen gives the same each
     *     night
     * @param contents what tables are known to hold that no frozen row was put into yet
     * @param newer where to keep what today's data says of a closed year that differs, for whoever signs it
     * @throws YearException when a definition that gave a frozen number is not what it was
     */
    public void hold(Set<String> named, Path newer, KeptTable kept, KnownContents contents) {
        YearScript.run(duck, "year-tables");
        definitions();
        if (closed.all().isEmpty()) {
            return;
        }
        reads();
        Set<String> present = YearFiles.datasets(duck, database, named);
        var known = new KeptDifferences(duck, kept, contents, today(present));
        closed.all()
                .forEach(year -> hold(year, present, newer.resolve(year.year().toString()), known));
        present.forEach(this::putBack);
        duck.run("drop table metric_reads");
    }

    private KeptDifferences.Today today(Set<String> present) {
        Map<String, Set<String>> columns = new TreeMap<>();
        present.forEach(table -> columns.put(table, columns(duck, YearFiles.name(table))));
        return new KeptDifferences.Today(columns, engine.reads(), program());
    }

    /** A release that computes otherwise asks otherwise, of today's rows too, or has other scripts. */
    private String program() {
        String asked = duck.sql()
                .fetchSingle("select coalesce(string_agg(concat_ws(' ', metric, authority, version, sql_text), chr(10)"
                        + " order by metric, authority, version), '') from metric_definition")
                .get(0, String.class);
        return new TreeMap<>(engine.hashes()) + MetricEngine.scripts() + asked;
    }

    private void definitions() {
        Map<String, String> today = engine.hashes();
        var faults = new ArrayList<String>();
        for (ClosedYear year : closed.all()) {
            year.current().definitions().forEach((definition, hash) -> {
                String now = today.get(definition);
                if (!hash.equals(now)) {
                    faults.add(definition + " gave numbers of " + year.year() + " as " + hash
                            + (now == null ? ", and is gone" : "; it is " + now + " now"));
                }
            });
        }
        if (!faults.isEmpty()) {
            throw new YearException("Closed years were computed with definitions that have changed since:\n  - "
                    + String.join("\n  - ", faults)
                    + "\nPut them back as they were; a change is a new version with its own rationale.");
        }
    }

    private void reads() {
        duck.run("create or replace temp table metric_reads (metric varchar, authority varchar, version integer,"
                + " dataset varchar)");
        engine.reads().forEach((definition, datasets) -> {
            String[] parts = definition.split(" ", -1);
            datasets.forEach(dataset -> duck.sql()
                    .execute(
                            "insert into metric_reads values (?, ?, ?, ?)",
                            parts[0],
                            parts[1],
                            Integer.valueOf(parts[2]),
                            dataset));
        });
    }

    private void hold(ClosedYear year, Set<String> present, Path newer, KeptDifferences known) {
        ClosedYear.State state = year.current();
        Path folder = closed.files(year, state);
        variables(year, state);
        var tables = YearFiles.tables(folder.resolve(YearFiles.DATASETS));
        duck.run("attach ':memory:' as frozen");
        known.recompute(year, () -> {
            duck.run("use frozen");
            YearFiles.view(duck, folder);
            engine.evaluate(duck, state.source().asOf());
            duck.run("use " + YearFiles.name(database));
        });
        duck.run("detach frozen");
        duck.run("create or replace temp view frozen_result as from "
                + YearFiles.parquet(folder.resolve(YearFiles.VALUES)));
        YearScript.run(duck, "shown-values");
        known.tell(year, () -> {
            var differences = new RecordDifferences(duck, year.year());
            tables.forEach((table, file) -> {
                if (present.contains(table)) {
                    differences.tell(table, file);
                }
            });
            YearScript.run(duck, "closed-values");
        });
        if (differs(year.year())) {
            YearFiles.write(duck, database, year.year(), present, newer);
        }
        YearScript.run(duck, "closed-values-in-place");
        places(year.year(), folder);
        duck.run("drop view frozen_result");
    }

    private boolean differs(SchoolYear year) {
        return duck.sql()
                .fetchSingle(
                        "select number_differences + record_differences > 0 from closed_year where school_year = ?",
                        year.toString())
                .get(0, Boolean.class);
    }

    private void variables(ClosedYear year, ClosedYear.State state) {
        set("closed_year", year.year().toString());
        set("closed_state", Integer.toString(state.number()));
        set("closed_by", state.by());
        set("closed_at", state.at().atZone(ZoneOffset.UTC).toLocalDateTime().toString());
        set("closed_reason", state.reason());
        set("closed_publication", state.source().publication());
        set("closed_night", state.source().night());
        set("closed_as_of", state.source().asOf().toString());
    }

    private void set(String variable, String value) {
        duck.run("set variable " + variable + " = " + Duck.literal(value));
    }

    // A table that did not exist yet when the year was closed has no rows of it: nothing is known of it then.
    private void putBack(String table) {
        List<Path> files = closed.all().stream()
                .map(year -> closed.files(year, year.current())
                        .resolve(YearFiles.DATASETS)
                        .resolve(table + ".parquet"))
                .filter(Files::isRegularFile)
                .toList();
        String frozen = "read_parquet(" + Duck.fileList(files) + ", union_by_name = true)";
        if (!files.isEmpty() && RowsInPlace.hold(duck, YearFiles.name(table), frozen, ofYears(closed))) {
            return;
        }
        duck.run("delete from " + YearFiles.name(table) + " where " + ofYears(closed));
        if (!files.isEmpty()) {
            insert(table, frozen, "");
        }
    }

    private static String ofYears(ClosedYears closed) {
        return closed.all().stream()
                .map(year -> Duck.literal(year.year().toString()))
                .collect(Collectors.joining(", ", "school_year in (", ")"));
    }

    // A school that the sources forgot still has its numbers of the closed year.
    private void places(SchoolYear year, Path folder) {
        Path dims = folder.resolve(YearFiles.DIMS);
        insert(
                "dim_organization",
                YearFiles.parquet(dims.resolve("dim_organization.parquet")),
                " where organization_id not in (select organization_id from dim_organization)"
                        + " and organization_id in (select organization_id from metric_value where school_year = "
                        + Duck.literal(year.toString()) + ")");
        insert(
                "dim_school_year",
                "(select * replace (false as is_current) from "
                        + YearFiles.parquet(dims.resolve("dim_school_year.parquet")) + ")",
                " where school_year not in (select school_year from dim_school_year)");
    }

    /**
     * Gives the tables that only speak of tonight the rows that were frozen of closed years: nobody can tell anew what
     * they said then, so that today's data does not differ. To be done before the numbers are computed.
     */
    public static void recall(Duck duck, ClosedYears closed) {
        for (ClosedYear year : closed.all()) {
            Path datasets = closed.files(year, year.current()).resolve(YearFiles.DATASETS);
            YearFiles.tables(datasets).forEach((table, file) -> {
                if (OF_TONIGHT.contains(table)) {
                    insert(
                            duck,
                            table,
                            YearFiles.parquet(file),
                            " where not exists (from " + YearFiles.name(table) + " where school_year = "
                                    + Duck.literal(year.year().toString()) + ")");
                }
            });
        }
    }

    /** {@return whether {@link #recall} gives rows to a table} */
    public static boolean recalls(String table) {
        return OF_TONIGHT.contains(table);
    }

    /** {@return whether {@link #hold} gives frozen rows to a table} */
    public static boolean holds(String table, Set<String> named) {
        return table.startsWith("agg_") || named.contains(table) || YearFiles.DIM_TABLES.contains(table);
    }

    private void insert(String table, String from, String where) {
        insert(duck, table, from, where);
    }

    private static void insert(Duck duck, String table, String from, String where) {
        Set<String> columns = columns(duck, table);
        columns.retainAll(columns(duck, from));
        String list = String.join(", ", columns.stream().map(YearFiles::name).toList());
        duck.run("insert into " + YearFiles.name(table) + " by name select " + list + " from " + from + where);
    }

    private static Set<String> columns(Duck duck, String from) {
        return new TreeSet<>(duck.sql()
                .fetch("describe from " + from)
                .map(row -> Objects.requireNonNull(row.get("column_name", String.class))));
    }

    /**
     * Takes the numbers out of the years after the latest open one.
     *
     * @return those years with how many metrics and places are left without a number
     */
    public List<NotOpened> withhold(SchoolYear latestOpen) {
        set("latest_opened", latestOpen.toString());
        YearScript.run(duck, "not-opened");
        var years = new ArrayList<NotOpened>();
        for (Record row : duck.sql().fetch("""
                select y.school_year, count(v.metric) from (
                    select school_year from dim_school_year
                    union select school_year from metric_value where regexp_full_match(school_year, '\\d{4}-\\d{2}')) y
                left join metric_value v on v.school_year = y.school_year
                where y.school_year > getvariable('latest_opened')
                group by y.school_year order by y.school_year""")) {
            years.add(new NotOpened(SchoolYear.parse(row.get(0, String.class)), row.get(1, Long.class)));
        }
        return years;
    }

    /** A year of which data came, and which nobody opened. */
    public record NotOpened(SchoolYear year, long numbers) {}

    /**
     * Gives the analysts' file the same rows of closed years.
     *
     * @param duck with the internal file attached as {@code internal}, and the file to change in use
     */
    public static void share(Duck duck, ClosedYears closed, Set<String> named, String target) {
        if (closed.all().isEmpty()) {
            return;
        }
        for (String table : YearFiles.datasets(duck, target, named)) {
            String rows = YearFiles.name(table) + " where " + ofYears(closed);
            if (RowsInPlace.hold(duck, YearFiles.name(table), "internal." + YearFiles.name(table), ofYears(closed))) {
                continue;
            }
            duck.run("delete from " + rows);
            duck.run("insert into " + YearFiles.name(table) + " by name from internal." + rows);
        }
        for (String table : YearFiles.dims()) {
            String key = table.equals("dim_school_year") ? "school_year" : "organization_id";
            duck.run("insert into " + table + " by name from internal." + table + " where " + key + " not in (select "
                    + key + " from " + table + ")");
        }
    }
}
