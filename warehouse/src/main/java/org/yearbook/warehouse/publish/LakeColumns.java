package org.yearbook.warehouse.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Record;
import org.yearbook.warehouse.engine.Duck;

/**
 * The columns of the lake's tables. To look them up in every file takes as long as to make many a table, so they are
 * kept beside the tables for as long as the files are the same.
 */
final class LakeColumns {

    /** Columns and their types, of a table with these files. */
    private record Told(String stamp, Map<String, String> columns) {}

    private static final String TABLE = KeptTables.ASIDE + ".lake_column";

    private final Duck duck;
    private final Map<String, Told> told = new HashMap<>();

    /** @param duck with the file of what is kept aside attached */
    LakeColumns(Duck duck) {
        this.duck = duck;
        duck.run("create table if not exists " + TABLE
                + "(entity varchar, stamp varchar, column_name varchar, column_type varchar)");
        for (Record row : duck.sql().fetch("select * from " + TABLE)) {
            told.computeIfAbsent(text(row, 0), entity -> new Told(text(row, 1), new LinkedHashMap<>()))
                    .columns()
                    .put(text(row, 2), text(row, 3));
        }
    }

    private static String text(Record row, int column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    /** {@return the types of the columns that a table was delivered with, by name} */
    Map<String, String> of(String entity, LakeNight.Table table) {
        String stamp = LakeViews.stamp(table);
        Told known = told.get(entity);
        if (known == null || !known.stamp().equals(stamp)) {
            known = new Told(stamp, look(table));
            told.put(entity, known);
            keep(entity, known);
        }
        return known.columns();
    }

    private Map<String, String> look(LakeNight.Table table) {
        var columns = new LinkedHashMap<String, String>();
        for (Record row : duck.sql().fetch("describe from " + LakeViews.parquet(table))) {
            columns.put(text(row, 0), text(row, 1));
        }
        return columns;
    }

    private void keep(String entity, Told known) {
        duck.run("delete from " + TABLE + " where entity = " + Duck.literal(entity));
        List<List<?>> rows = new ArrayList<>();
        known.columns().forEach((column, type) -> rows.add(List.of(entity, known.stamp(), column, type)));
        duck.append(KeptTables.ASIDE, "lake_column", rows);
    }
}
