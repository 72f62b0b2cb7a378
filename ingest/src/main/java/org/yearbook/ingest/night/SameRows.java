package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yearbook.warehouse.engine.Duck;

/** Tells whether a table would hold the same rows again, in whatever order. */
final class SameRows {

    private SameRows() {}

    /** {@return whether some files of a table hold the same rows as others} */
    static boolean hold(Duck duck, List<Path> one, List<Path> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return hold(duck, rows(one), rows(other));
    }

    /** {@return whether some rows, as a query says them in parentheses, are the same as others} */
    static boolean hold(Duck duck, String one, String other) {
        Map<String, String> columns = columns(duck, one);
        if (!columns.equals(columns(duck, other))) {
            return false;
        }
        String all = String.join(", ", columns.keySet());
        return Boolean.TRUE.equals(duck.sql()
                .fetchSingle("select (select count(*) from " + one + ") = (select count(*) from " + other
                        + ") and not exists (select " + all + " from " + one + " except all select " + all + " from "
                        + other + ")")
                .get(0, Boolean.class));
    }

    static String rows(List<Path> files) {
        return "(from read_parquet(" + Duck.fileList(files) + ", union_by_name = true))";
    }

    private static Map<String, String> columns(Duck duck, String rows) {
        Map<String, String> columns = new TreeMap<>();
        duck.sql()
                .fetch("describe from " + rows)
                .forEach(row -> columns.put(
                        "\"" + row.get("column_name", String.class) + "\"", row.get("column_type", String.class)));
        return columns;
    }
}
