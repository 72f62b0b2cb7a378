package org.yearbook.warehouse.publish;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.yearbook.warehouse.engine.Duck;

/**
 * Views {@code lake_<entity>} over the Parquet files of one night, with exactly the columns that {@code lake.sql}
 * names: what was never delivered is null, what a district's own contract types otherwise is cast, or null where it
 * cannot be.
 */
final class LakeViews {

    private static final String SHAPE = "shape_";

    /** The piece of a table that the lake replaces as one. */
    private static final String LAKES_OWN = "key_month";

    /** Of these {@code lake.sql} asks a part; all of it is published as it came besides. */
    private static final Set<String> ASKED_IN_PART = Set.of("student");

    private final Duck duck;
    private final LakeNight night;

    LakeViews(Duck duck, LakeNight night) {
        this.duck = duck;
        this.night = night;
    }

    /** Makes every view. */
    void create() {
        SqlScript.named("lake").run(duck);
        shapes().forEach((entity, columns) -> {
            LakeNight.Table table = night.tables().get(entity);
            if (table == null || table.files().isEmpty()) {
                duck.run("create temp view lake_" + entity + " as from " + SHAPE + entity);
            } else {
                Map<String, String> delivered = columnsOf(table);
                String selected = columns.entrySet().stream()
                        .map(column -> asWanted(column.getKey(), column.getValue(), delivered))
                        .collect(Collectors.joining(", "));
                duck.run("create temp view lake_" + entity + " as select " + selected + " from " + parquet(table));
            }
        });
    }

    /** {@return the tables of the night that {@code lake.sql} does not know, or not all of, by entity} */
    Map<String, LakeNight.Table> unknown() {
        Set<String> known = shapes().keySet();
        var unknown = new TreeMap<String, LakeNight.Table>();
        night.tables().forEach((entity, table) -> {
            boolean all = known.contains(entity) && !ASKED_IN_PART.contains(entity);
            if (!all && !table.files().isEmpty()) {
                unknown.put(entity, table);
            }
        });
        return unknown;
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

    private Map<String, String> columnsOf(LakeNight.Table table) {
        var columns = new LinkedHashMap<String, String>();
        for (Record row : duck.sql().fetch("describe from " + parquet(table))) {
            columns.put(row.get("column_name", String.class), row.get("column_type", String.class));
        }
        return columns;
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
    String rows(LakeNight.Table table) {
        String all = columnsOf(table).containsKey(LAKES_OWN) ? "select * exclude (" + LAKES_OWN + ") " : "";
        return all + "from " + parquet(table);
    }
}
