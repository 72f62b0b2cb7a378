package org.yearbook.warehouse.year;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.Record;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.metric.Contents;
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
    private final FrozenRows frozen;
    private final String database;

    /** @param closed verified */
    public YearNumbers(Duck duck, MetricEngine engine, ClosedYears closed) {
        this.duck = duck;
        this.engine = engine;
        this.closed = closed;
        this.frozen = new FrozenRows(duck, closed);
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
        duck.run(
                "create or replace temp view frozen_result as from " + FrozenRows.read(frozen.files(YearFiles.VALUES)));
        reads();
        Map<String, Map<String, String>> present = YearFiles.datasets(duck, database, named);
        var today = new Contents(duck, contents);
        var known = new KeptDifferences(duck, kept, today, today(present));
        states(known);
        known.recompute(closed.all(), this::recompute);
        YearScript.run(duck, "shown-values");
        known.tell(closed.all(), year -> tell(year, present.keySet()));
        differing()
                .forEach(year ->
                        YearFiles.write(duck, database, year, present.keySet(), newer.resolve(year.toString())));
        YearScript.run(duck, "closed-values-in-place");
        places();
        present.forEach((table, columns) -> frozen.putInto(table, columns, today));
        duck.run("drop table metric_reads");
        duck.run("drop view frozen_result");
    }

    private KeptDifferences.Today today(Map<String, Map<String, String>> present) {
        Map<String, Set<String>> columns = new TreeMap<>();
        present.forEach((table, types) -> columns.put(table, new TreeSet<>(types.keySet())));
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
        List<List<?>> rows = new ArrayList<>();
        engine.reads().forEach((definition, datasets) -> {
            String[] parts = definition.split(" ", -1);
            datasets.forEach(dataset -> rows.add(List.of(parts[0], parts[1], Integer.valueOf(parts[2]), dataset)));
        });
        duck.append("temp", "metric_reads", rows);
    }

    private void states(KeptDifferences known) {
        List<List<?>> rows = new ArrayList<>();
        for (ClosedYear year : closed.all()) {
            ClosedYear.State state = year.current();
            rows.add(List.of(
                    year.year().toString(),
                    state.number(),
                    state.by(),
                    state.at().atZone(ZoneOffset.UTC).toLocalDateTime().toString(),
                    state.reason(),
                    state.source().publication(),
                    state.source().night(),
                    state.source().asOf(),
                    known.computedFrom(year)));
        }
        duck.append("temp", "closed_state", rows);
    }

    /** Adds to {@code recomputed_value} what today's program makes of the frozen rows of a year. */
    private void recompute(ClosedYear year) {
        Path folder = closed.files(year, year.current());
        duck.run("attach ':memory:' as frozen");
        duck.run("use frozen");
        YearFiles.view(duck, folder);
        engine.evaluate(duck, year.current().source().asOf());
        duck.run("use " + YearFiles.name(database));
        duck.run("insert into recomputed_value by name from frozen.metric_value where school_year = "
                + Duck.literal(year.year().toString()) + " and group_value is not null");
        duck.run("detach frozen");
    }

    private void tell(ClosedYear year, Set<String> present) {
        var differences = new RecordDifferences(duck, year.year());
        YearFiles.tables(closed.files(year, year.current()).resolve(YearFiles.DATASETS))
                .forEach((table, file) -> {
                    if (present.contains(table)) {
                        differences.tell(table, file);
                    }
                });
        set("closed_year", year.year().toString());
        YearScript.run(duck, "closed-values");
    }

    private List<SchoolYear> differing() {
        return duck.sql()
                .fetch("select school_year from closed_year where number_differences + record_differences > 0"
                        + " order by school_year")
                .map(row -> SchoolYear.parse(row.get(0, String.class)));
    }

    private void set(String variable, String value) {
        duck.run("set variable " + variable + " = " + Duck.literal(value));
    }

    // A school that the sources forgot still has its numbers of the closed year, and the name that it had last.
    private void places() {
        frozen.insert(
                "dim_organization",
                "(select * from " + frozen.readByYear(YearFiles.DIMS + "/dim_organization.parquet")
                        + " where (organization_id, frozen_year) in"
                        + " (select (organization_id, school_year) from metric_value)"
                        + " qualify row_number() over (partition by organization_id order by frozen_year desc) = 1)",
                " where organization_id not in (select organization_id from dim_organization)");
        frozen.insert(
                "dim_school_year",
                "(select * replace (false as is_current) from "
                        + FrozenRows.read(frozen.files(YearFiles.DIMS + "/dim_school_year.parquet")) + ")",
                " where school_year not in (select school_year from dim_school_year)");
    }

    /**
     * Gives the tables that only speak of tonight the rows that were frozen of closed years: nobody can tell anew what
     * they said then, so that today's data does not differ. To be done before the numbers are computed.
     */
    public static void recall(Duck duck, ClosedYears closed) {
        var frozen = new FrozenRows(duck, closed);
        for (String table : OF_TONIGHT) {
            List<Path> files = frozen.files(YearFiles.DATASETS + "/" + table + ".parquet");
            if (!files.isEmpty()) {
                frozen.insert(
                        table,
                        FrozenRows.read(files),
                        " where school_year not in (select school_year from " + YearFiles.name(table) + ")");
            }
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
     * @param contents what tables of that file are known to hold
     */
    public static void share(Duck duck, ClosedYears closed, Set<String> named, String target, KnownContents contents) {
        if (closed.all().isEmpty()) {
            return;
        }
        var frozen = new FrozenRows(duck, closed);
        var today = new Contents(duck, contents);
        YearFiles.datasets(duck, target, named).forEach((table, columns) -> frozen.putInto(table, columns, today));
        for (String table : YearFiles.dims()) {
            String key = table.equals("dim_school_year") ? "school_year" : "organization_id";
            duck.run("insert into " + table + " by name from internal." + table + " where " + key + " not in (select "
                    + key + " from " + table + ")");
        }
    }
}
