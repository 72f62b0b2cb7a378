package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.YamlText;
import org.yearbook.warehouse.engine.Duck;

/**
 * What every table and column of a publication means, from {@code catalogue.yaml}; written into the files as comments.
 */
final class Catalogue {

    /** Tables with the versions of an entity's records begin with this. */
    static final String HISTORY = "history_";

    private static final String ABOUT = "about";
    private static final String COMMON = "common";

    /** Speaks for the columns of every view of a metric. */
    private static final String METRIC_VIEW = "metric_view";

    private final Map<String, Map<String, String>> tables;

    private Catalogue(Map<String, Map<String, String>> tables) {
        this.tables = tables;
    }

    static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.yaml")) {
            if (in == null) {
                throw new IllegalStateException("catalogue.yaml is not on the class path");
            }
            Object document = Objects.requireNonNull(
                    YamlText.value("catalogue.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            var tables = new LinkedHashMap<String, Map<String, String>>();
            ((Map<?, ?>) document).forEach((table, columns) -> {
                var comments = new LinkedHashMap<String, String>();
                ((Map<?, ?>) columns).forEach((column, comment) -> comments.put(column.toString(), comment.toString()));
                tables.put(table.toString(), comments);
            });
            return new Catalogue(tables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return all that it says} */
    String text() {
        return tables.toString();
    }

    /** Comments every table and column of an attached database that has no comment yet, in one transaction. */
    void describe(Duck duck, String database) {
        var tables = duck.sql()
                .fetch("select table_name from duckdb_tables() where database_name = ? and comment is null", database)
                .map(row -> row.get(0, String.class));
        var columns = duck.sql()
                .fetch(
                        "select table_name, column_name from duckdb_columns()"
                                + " where database_name = ? and comment is null and not internal",
                        database)
                .map(row -> List.of(row.get(0, String.class), row.get(1, String.class)));
        // There are thousands: sent as one text, they take half the time.
        var comments = new StringBuilder("begin;\n");
        for (String table : tables) {
            comment(comments, "table " + database + "." + quoted(table), tableComment(table));
        }
        for (List<String> column : columns) {
            comment(
                    comments,
                    "column " + database + "." + quoted(column.get(0)) + "." + quoted(column.get(1)),
                    columnComment(column.get(0), column.get(1)));
        }
        duck.run(comments.append("commit").toString());
    }

    private @Nullable String tableComment(String table) {
        if (table.startsWith("source_")) {
            return "Rows of " + table.substring("source_".length()) + " as the lake holds them; not conformed.";
        }
        if (table.startsWith(HISTORY)) {
            return "What each " + table.substring(HISTORY.length()) + " record said, version by version.";
        }
        return tables.getOrDefault(table, Map.of()).get(ABOUT);
    }

    private @Nullable String columnComment(String table, String column) {
        if (table.startsWith("source_")) {
            return "As delivered: " + column + ".";
        }
        if (table.startsWith(HISTORY)) {
            return switch (column) {
                case "valid_from" -> "The night that first saw this version.";
                case "valid_to" -> "The last day on which it held; null while it does.";
                default -> "The record's " + column + " in this version.";
            };
        }
        boolean view = table.startsWith(MetricViews.PREFIX) && !tables.containsKey(table);
        String own = tables.getOrDefault(view ? METRIC_VIEW : table, Map.of()).get(column);
        return own == null ? tables.getOrDefault(COMMON, Map.of()).get(column) : own;
    }

    private static void comment(StringBuilder comments, String what, @Nullable String comment) {
        if (comment != null) {
            comments.append("comment on ")
                    .append(what)
                    .append(" is ")
                    .append(Duck.literal(comment))
                    .append(";\n");
        }
    }

    /** {@return an identifier as DuckDB reads it, whatever it holds} */
    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
