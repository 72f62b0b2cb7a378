package org.yearbook.ingest.lake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * What one commit replaces: all rows with these values, by partition column in order; empty for a whole table.
 *
 * @param values partition column to value
 */
public record Partition(Map<String, String> values) {

    public static final Partition WHOLE_TABLE = new Partition(Map.of());

    static final String MONTH = "key_month";

    /** What stands for a column of the partition that a piece leaves open. */
    private static final String ALL = "all";

    public Partition {
        values = new LinkedHashMap<>(values);
    }

    /** {@return the partition of an entity's table: its school year} */
    public static Partition year(String schoolYear) {
        return new Partition(Map.of("school_year", schoolYear));
    }

    /** {@return the partition of a table that speaks of many entities} */
    public static Partition entityYear(String entity, String schoolYear) {
        var values = new LinkedHashMap<String, String>();
        values.put("entity", entity);
        values.put("school_year", schoolYear);
        return new Partition(values);
    }

    /** {@return the partition of a table of findings: what found them, in which school year} */
    public static Partition originYear(String origin, String schoolYear) {
        var values = new LinkedHashMap<String, String>();
        values.put("origin", origin);
        values.put("school_year", schoolYear);
        return new Partition(values);
    }

    /** {@return the piece of this partition that belongs to one month, see {@code conform.Months}} */
    public Partition month(String month) {
        var values = new LinkedHashMap<>(this.values);
        values.put(MONTH, month);
        return new Partition(values);
    }

    Expression filter() {
        return values.entrySet().stream()
                .map(entry -> (Expression) Expressions.equal(entry.getKey(), entry.getValue()))
                .reduce(Expressions.alwaysTrue(), Expressions::and);
    }

    /** {@return as Iceberg writes it in a path: {@code entity=student/school_year=2025-26}} */
    String path(List<String> columns) {
        return columns.stream()
                .map(column -> column + "=" + values.getOrDefault(column, ALL))
                .collect(Collectors.joining("/"));
    }
}
