package org.yearbook.warehouse.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.publish.EntityScripts;

/**
 * The records of two nights as they pass from one to the other, in four states: 0, as the earlier night had them; 1,
 * those of them that are still there, as they read now; 2, with those that came later about days up to the earlier
 * night; 3, as the later night has them. Each state is made into the tables that metrics read by the publication's own
 * statements.
 */
final class RecordStates {

    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final int LAST = 3;

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern END = Pattern.compile(";\\s*\\n");
    private static final Pattern VIEW = Pattern.compile("create temp view (\\w+)");
    private static final Map<String, String> VIEWS = views();

    private final Duck duck;
    private final LocalDate earlier;
    private final LocalDate later;
    private final String schoolYear;
    private final Set<String> datasets;
    private final EntityScripts scripts = EntityScripts.over(given());
    private final List<String> notes = new ArrayList<>();
    private final Set<Integer> moved = new LinkedHashSet<>();

    RecordStates(Duck duck, LocalDate earlier, LocalDate later, String schoolYear, Set<String> datasets) {
        this.duck = duck;
        this.earlier = earlier;
        this.later = later;
        this.schoolYear = schoolYear;
        this.datasets = Set.copyOf(datasets);
    }

    private static Set<String> given() {
        Set<String> given = new LinkedHashSet<>(VIEWS.keySet());
        RecordTable.ALL.forEach(table -> given.add(table.name()));
        return given;
    }

    /** {@return what is known of the records without a date among those that came or changed} */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** {@return why the states between the two nights cannot be made, if they cannot} */
    Optional<String> obstacle() {
        Set<String> missing = scripts.missing(datasets);
        if (!missing.isEmpty()) {
            String words = missing.stream()
                    .map(table ->
                            many(table.replaceFirst("^(lake|fact|dim|agg)_", "").replace('_', ' ')))
                    .collect(Collectors.joining(", "));
            return Optional.of(
                    "The records behind this number (" + words + ") are not kept from one night to the next.");
        }
        for (RecordTable table : tables()) {
            Map<String, String> then = columns(BEFORE, table);
            Map<String, String> now = columns(AFTER, table);
            if (!then.equals(now) || then.isEmpty()) {
                return Optional.of("The two nights were made by different releases of Yearbook, which keep "
                        + table.words() + " in different ways.");
            }
        }
        return Optional.empty();
    }

    private static String many(String one) {
        return one.endsWith("s") ? one : one.replaceFirst("([^aeiou])y$", "$1ie") + "s";
    }

    /** Lays all states; afterwards each can be made. */
    void compare(District district) {
        EntityScripts.prepare(duck, district);
        Set<RecordTable> tables = tables();
        tables.forEach(this::compare);
        Set<String> needed = scripts.inputs(datasets);
        VIEWS.forEach((name, sql) -> {
            if (needed.contains(name)) {
                duck.run(sql);
            }
        });
    }

    /** {@return whether a state has the records of the one before, on the same day, and so the same tables} */
    boolean sameAsBefore(int state) {
        return state > 0 && !moved.contains(state) && (state != LAST || earlier.equals(later));
    }

    /** {@return the schema in which the datasets of a state now lie} */
    String make(int state) {
        String schema = "memory.state_" + state;
        duck.run("set variable stage = " + state);
        EntityScripts.asOf(duck, state == LAST ? later : earlier);
        scripts.make(duck, datasets);
        duck.run("create schema " + schema);
        datasets.forEach(
                dataset -> duck.run("create table " + schema + "." + quoted(dataset) + " as from " + quoted(dataset)));
        scripts.clear(duck, datasets);
        return schema;
    }

    private Set<RecordTable> tables() {
        Set<String> needed = new LinkedHashSet<>(scripts.inputs(datasets));
        VIEWS.forEach((name, sql) -> {
            if (needed.contains(name)) {
                WORD.matcher(sql).results().forEach(match -> needed.add(match.group()));
            }
        });
        return RecordTable.ALL.stream()
                .filter(table -> needed.contains(table.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<String, String> columns(String database, RecordTable table) {
        var columns = new LinkedHashMap<String, String>();
        duck.sql()
                .fetch(
                        "select column_name, data_type from duckdb_columns() where database_name = ?"
                                + " and table_name = ? order by column_index",
                        database,
                        table.name())
                .forEach(row -> {
                    String name = row.get(0, String.class);
                    if (table.columns().isEmpty() || table.columns().contains(name)) {
                        columns.put(name, row.get(1, String.class));
                    }
                });
        return columns;
    }

    private void compare(RecordTable table) {
        Set<String> columns = columns(AFTER, table).keySet();
        String name = table.name();
        duck.run("create temp table pair_" + name + " as " + pairs(table, columns));
        duck.run("create temp table record_" + name + " as " + states(table));
        Long unsure = duck.sql()
                .fetchSingle("select count(*) from pair_" + name + " where unsure and how in ('arrived', 'changed')")
                .get(0, Long.class);
        if (unsure != null && unsure > 0) {
            notes.add(
                    "Some " + table.words() + " came or changed, and no date tells whether before or after the earlier"
                            + " night: new ones count as newly arrived, changed ones as corrected, though some may have happened"
                            + " since.");
        }
        duck.run("drop table pair_" + name);
        duck.sql()
                .fetch("select distinct unnest([state_since, state_through + 1]) from record_" + name)
                .forEach(row -> moved.add(row.get(0, Integer.class)));
        duck.run("create temp view " + name + " as select * exclude (state_since, state_through) from record_" + name
                + " where getvariable('stage') between state_since and state_through");
    }

    /** One row for each record of either night: both rows, and what became of it. */
    private String pairs(RecordTable table, Set<String> columns) {
        String day = "date " + Duck.literal(earlier.toString());
        String same = Stream.concat(
                        table.key().stream()
                                .map(key -> "a.r." + quoted(key) + " is not distinct from b.r." + quoted(key)),
                        Stream.of("a.copy = b.copy"))
                .collect(Collectors.joining(" and "));
        return """
                with a as (%s), b as (%s),
                met as (
                    select a.r as a, b.r as b, a.copy is not null as had, b.copy is not null as has,
                           coalesce(b.begins, a.begins) as begins, coalesce(b.ends, a.ends) as ends,
                           b.begins > %s as of_later, %s as mixed
                    from a full join b on %s)
                select a, b, mixed, had, has,
                       begins is null or (begins <= %s and ends > %s) as unsure,
                       case when not has then 'withdrawn'
                            when not had and coalesce(begins > %s, false) then 'later'
                            when not had then 'arrived'
                            when a is not distinct from b then 'kept'
                            when coalesce(of_later, false) then 'moved'
                            when a is not distinct from mixed then 'ended'
                            else 'changed' end as how
                from met""".formatted(
                        side(BEFORE, table, columns),
                        side(AFTER, table, columns),
                        day,
                        mixed(table, columns, day),
                        same,
                        day,
                        day,
                        day);
    }

    private String side(String database, RecordTable table, Set<String> columns) {
        String row = columns.stream()
                .map(column -> quoted(column) + " := " + quoted(column))
                .collect(Collectors.joining(", "));
        String key = table.key().stream().map(RecordStates::quoted).collect(Collectors.joining(", "));
        String all = columns.stream().map(RecordStates::quoted).collect(Collectors.joining(", "));
        String copy = table.large() ? "1" : "row_number() over (partition by " + key + " order by " + all + ")";
        return "select struct_pack(" + row + ") as r, " + day(table.begins()) + " as begins, " + day(table.ends())
                + " as ends, "
                + (table.later().isEmpty() ? "null::date" : table.later().get(0)) + " as finish, " + copy
                + " as copy from " + database + "." + quoted(table.name())
                + (table.large() ? " where school_year = " + Duck.literal(schoolYear) : "");
    }

    /** The row of now, without an end that lies after the earlier night: nobody could know it then. */
    private static String mixed(RecordTable table, Set<String> columns, String day) {
        if (table.later().isEmpty()) {
            return "b.r";
        }
        String row = columns.stream()
                .map(column ->
                        quoted(column) + " := " + (table.later().contains(column) ? "a.r." : "b.r.") + quoted(column))
                .collect(Collectors.joining(", "));
        return "case when a.finish is distinct from b.finish and coalesce(a.finish > " + day
                + ", true) and coalesce(b.finish > " + day + ", true) then struct_pack(" + row + ") else b.r end";
    }

    private static String states(RecordTable table) {
        String pair = "pair_" + table.name();
        // A newer list says nothing of the day of the older one.
        String gone = table.snapshot() ? "case when begins_of_newest > ends_of_older then 2 else 0 end" : "0";
        String newest = table.snapshot()
                ? ", (select max(b." + table.begins() + ") from " + pair + " where has) as begins_of_newest,"
                        + " (select max(a." + table.begins() + ") from " + pair + " where had) as ends_of_older"
                : "";
        return """
                with pair as (select *%s from %s)
                select unnest(a), 0 as state_since,
                       case how when 'kept' then 3 when 'moved' then 2 when 'ended' then 2 when 'changed' then 0
                                else %s end as state_through
                from pair where had
                union all by name
                select unnest(mixed), 1 as state_since,
                       case when mixed is not distinct from b then 3 else 2 end as state_through
                from pair where how = 'changed'
                union all by name
                select unnest(b), case how when 'arrived' then 2 else 3 end as state_since, 3 as state_through
                from pair where how in ('arrived', 'later', 'moved', 'ended') or (how = 'changed' and mixed is distinct from b)
                """.formatted(newest, pair, gone);
    }

    private static String day(@Nullable String expression) {
        return expression == null ? "null::date" : expression;
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static Map<String, String> views() {
        try (InputStream in = RecordStates.class.getResourceAsStream("given.sql")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its own given.sql");
            }
            var views = new LinkedHashMap<String, String>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--[^\\n]*", "");
            for (String statement : END.split(text, -1)) {
                Matcher name = VIEW.matcher(statement);
                if (name.find()) {
                    views.put(name.group(1), statement);
                }
            }
            return views;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
