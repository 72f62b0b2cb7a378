package org.yearbook.warehouse.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.fingerprint.FileMark;

/**
 * Views {@code lake_<entity>} over the Parquet files of one night, with exactly the columns that {@code lake.sql}
 * names: what was never delivered is null, what a district's own contract types otherwise is cast, or null where it
 * cannot be.
 */
final class LakeViews {

    private static final String SHAPE = "shape_";

    /** The piece of a table that the lake replaces as one, and the delivery in whose file a row has its line. */
    private static final List<String> LAKES_OWN = List.of("key_month", "source_delivery");

    /** Of these {@code lake.sql} asks a part; all of it is published as it came besides. */
    private static final Set<String> ASKED_IN_PART = Set.of("student");

    /** So large that what is made of it is made month by month, by this column. */
    private static final String BY_MONTH = "student_attendance";

    private static final String MONTH = "attendance_date";

    private final Duck duck;
    private final LakeNight night;
    private final LakeColumns columns;
    private final LakeMonths months;
    private final Map<String, Map<String, String>> shapes = new LinkedHashMap<>();

    LakeViews(Duck duck, LakeNight night, LakeColumns columns, LakeMonths months) {
        this.duck = duck;
        this.night = night;
        this.columns = columns;
        this.months = months;
    }

    /**
     * Tells of every view, to be laid once a statement reads it: to look into all the files takes longer than most do.
     */
    void offer(KeptTables tables) {
        SqlScript.named("lake").run(duck);
        shapes.putAll(shapes());
        shapes.forEach((entity, shape) -> {
            LakeNight.Table table = night.tables().get(entity);
            tables.view(
                    "lake_" + entity,
                    table == null ? "" : stamp(table),
                    () -> monthsOf(entity, table),
                    () -> duck.run("create temp view lake_" + entity + " as " + wanted(entity, shape, table)));
        });
    }

    private Map<String, String> monthsOf(String entity, LakeNight.@Nullable Table table) {
        if (!entity.equals(BY_MONTH) || table == null || table.files().isEmpty()) {
            return Map.of();
        }
        Map<String, String> types = columns.of(entity, table);
        return "DATE".equals(types.get(MONTH)) && "VARCHAR".equals(types.get("school_year"))
                ? months.of(table, MONTH)
                : Map.of();
    }

    private String wanted(String entity, Map<String, String> shape, LakeNight.@Nullable Table table) {
        if (table == null || table.files().isEmpty()) {
            return "from " + SHAPE + entity;
        }
        Map<String, String> delivered = columns.of(entity, table);
        String selected = shape.entrySet().stream()
                .map(column -> asWanted(column.getKey(), column.getValue(), delivered))
                .collect(Collectors.joining(", "));
        return "select " + selected + " from " + parquet(table);
    }

    /** {@return what says which files a table has: the lake never changes one} */
    static String stamp(LakeNight.Table table) {
        return Digest.of(
                table.files().stream().map(FileMark::of).map(FileMark::toString).toList());
    }

    /** {@return the tables of the night that {@code lake.sql} does not know, or not all of, by entity} */
    private Map<String, LakeNight.Table> unknown() {
        Set<String> known = shapes.keySet();
        var unknown = new TreeMap<String, LakeNight.Table>();
        night.tables().forEach((entity, table) -> {
            boolean all = known.contains(entity) && !ASKED_IN_PART.contains(entity);
            if (!all && !table.files().isEmpty()) {
                unknown.put(entity, table);
            }
        });
        return unknown;
    }

    /** {@return how the tables are made that the star does not know; each keeps its name behind a word that says so} */
    List<Recipe> besides() {
        var recipes = new ArrayList<Recipe>();
        unknown().forEach((entity, table) -> {
            String name = entity.startsWith(Catalogue.HISTORY) ? entity : "source_" + entity;
            String statement = "create table " + Catalogue.quoted(name) + " as " + rows(entity, table);
            recipes.add(Recipe.table(name, statement).with(stamp(table)));
        });
        return recipes;
    }

    /** {@return the files of a table as a DuckDB source} */
    static String parquet(LakeNight.Table table) {
        return "read_parquet(" + Duck.fileList(table.files()) + ", union_by_name = true)";
    }

    private Map<String, Map<String, String>> shapes() {
        var shapes = new LinkedHashMap<String, Map<String, String>>();
        for (Record row : duck.sql().fetch("""
                select table_name, column_name, data_type from duckdb_columns()
                where database_name = 'temp' and starts_with(table_name, 'shape_')
                order by table_name, column_index""")) {
            String entity = row.get("table_name", String.class).substring(SHAPE.length());
            shapes.computeIfAbsent(entity, name -> new LinkedHashMap<>())
                    .put(row.get("column_name", String.class), row.get("data_type", String.class));
        }
        return shapes;
    }

    private static String asWanted(String column, String type, Map<String, String> delivered) {
        String found = delivered.get(column);
        if (found == null) {
            return "null::" + type + " as " + column;
        }
        String named = '"' + column + '"';
        return found.equals(type) ? named : "try_cast(" + named + " as " + type + ") as " + named;
    }

    /** {@return a query for the rows of a delivered table as they came, without what only the lake needs} */
    private String rows(String entity, LakeNight.Table table) {
        Map<String, String> there = columns.of(entity, table);
        String without = LAKES_OWN.stream().filter(there::containsKey).collect(Collectors.joining(", "));
        return (without.isEmpty() ? "" : "select * exclude (" + without + ") ") + "from " + parquet(table);
    }
}
