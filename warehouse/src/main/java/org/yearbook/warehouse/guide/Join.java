package org.yearbook.warehouse.guide;

import java.util.List;

/**
 * How one table leads to another: each row to one row at most.
 *
 * @param columns of the one, in the order of {@code key}
 * @param key of the other, which names one row of it
 */
public record Join(String table, List<String> columns, String to, List<String> key) {

    public Join {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** {@return the join as a statement has it: {@code using (...)} where the names are the same} */
    public String sql() {
        if (columns.equals(key)) {
            return "join " + to + " using (" + String.join(", ", columns) + ")";
        }
        var parts = new java.util.ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            parts.add(to + "." + key.get(i) + " = " + table + "." + columns.get(i));
        }
        return "join " + to + " on " + String.join(" and ", parts);
    }
}
