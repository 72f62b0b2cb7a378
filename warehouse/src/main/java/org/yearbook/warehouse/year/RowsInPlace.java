package org.yearbook.warehouse.year;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Duck;

/**
 * Tells whether a table already has the rows that are to be put into it, in whatever order. Of a closed year it nearly
 * always has: to compare is a matter of reading, and to put them in again would write them all.
 */
final class RowsInPlace {

    private RowsInPlace() {}

    /**
     * {@return whether a table has exactly the rows of another, of some years}
     *
     * @param table with the columns that count
     * @param other a table, or what a query may read like one
     * @param ofYears a condition
     */
    static boolean hold(Duck duck, String table, String other, String ofYears) {
        Map<String, String> columns = types(duck, table);
        if (!types(duck, other).keySet().containsAll(columns.keySet())) {
            return false;
        }
        String said = columns.entrySet().stream()
                .map(column -> "cast(" + YearFiles.name(column.getKey()) + " as " + column.getValue() + ")")
                .collect(Collectors.joining(", "));
        return Boolean.TRUE.equals(duck.sql()
                .fetchSingle("select (" + content(said, table, ofYears) + ") = (" + content(said, other, ofYears) + ")")
                .get(0, Boolean.class));
    }

    private static String content(String said, String from, String ofYears) {
        return "select concat_ws('/', count(*), sum(h::hugeint), bit_xor(h)) from (select hash(" + said + ") as h from "
                + from + " where " + ofYears + ")";
    }

    private static Map<String, String> types(Duck duck, String from) {
        Map<String, String> types = new LinkedHashMap<>();
        duck.sql()
                .fetch("describe from " + from)
                .forEach(row -> types.put(
                        Objects.requireNonNull(row.get("column_name", String.class)),
                        row.get("column_type", String.class)));
        return types;
    }
}
