package org.yearbook.warehouse.query;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How large one value of a statement may become. The engine counts the memory of tables and groups, but not that of a
 * value while it is made, and cannot be stopped while one function makes it: {@code repeat('x', 1000000000)} would take
 * what it wants. So what a value may grow to must be seen in the statement.
 *
 * <p>A column of a table is short. One of a part of the statement, such as of a subquery or of WITH, is as large as the
 * largest value that the part makes. Each part is looked at once: what is nested thirty times takes no longer than what
 * stands side by side.
 */
final class Growth {

    private static final long LARGEST = 1_000_000;

    static final long COLUMN = 256;
    static final long SMALL = 16;

    /** Where the columns of a query come from. */
    private static final List<String> SOURCES = List.of("from_table", "source", "left", "right");

    /** Parts of a query that choose, order and group rows; their values are in no column of its answer. */
    private static final Set<String> CHOOSE =
            Set.of("where_clause", "having", "qualify", "modifiers", "condition", "group_expressions", "sample");

    private static final Set<String> TRUE_OR_FALSE = Set.of("COMPARISON", "CONJUNCTION", "BETWEEN");

    private final long parameter;
    private final IdentityHashMap<JsonNode, Long> known = new IdentityHashMap<>();
    private Map<String, Long> labels = new HashMap<>();

    private Growth(long parameter) {
        this.parameter = parameter;
    }

    /**
     * Refuses a statement of which a value may be too large.
     *
     * @param parameters their values, as far as they are known
     */
    static void check(JsonNode statement, List<@Nullable Object> parameters) {
        long longest = parameters.stream().mapToLong(Growth::length).max().orElse(0);
        new Growth(Math.max(COLUMN, longest)).largest(statement, COLUMN);
    }

    private static long length(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        return value instanceof String text ? text.length() : SMALL;
    }

    /** The largest value in a column that a part of the statement makes, from columns that are so large. */
    private long largest(JsonNode part, long column) {
        if (!part.isContainer()) {
            return column;
        }
        if (part.path("class").isString()) {
            return size(part, column);
        }
        String type = part.path("type").asString("");
        if (type.equals("TABLE_FUNCTION")) {
            return Math.max(column, parts(part.path("function").path("arguments"), column));
        }
        return type.equals("SELECT_NODE") ? select(part, column) : others(part, sources(part, column));
    }

    private long sources(JsonNode part, long column) {
        long within = column;
        for (JsonNode named : part.path("cte_map").path("map")) {
            within = Math.max(within, largest(named.path("value"), within));
        }
        for (String source : SOURCES) {
            within = Math.max(within, largest(part.path(source), within));
        }
        return within;
    }

    private long others(JsonNode part, long within) {
        long largest = within;
        for (JsonNode element : part.isArray() ? part : List.<JsonNode>of()) {
            largest = Math.max(largest, largest(element, within));
        }
        for (Map.Entry<String, JsonNode> other : part.properties()) {
            String name = other.getKey();
            if (!name.equals("cte_map") && !name.equals("select_list") && !SOURCES.contains(name)) {
                long size = largest(other.getValue(), within);
                largest = CHOOSE.contains(name) ? largest : Math.max(largest, size);
            }
        }
        return largest;
    }

    /** Names that a list of columns gives may be used further on in the same list, and wherever it chooses rows. */
    private long select(JsonNode select, long column) {
        Map<String, Long> outside = labels;
        labels = new HashMap<>();
        long within = sources(select, column);
        long largest = within;
        for (JsonNode item : select.path("select_list")) {
            long kept = kept(item, within);
            largest = Math.max(largest, kept);
            String label = item.path("alias").asString("").toLowerCase(Locale.ROOT);
            labels.merge(label, kept, Math::max);
        }
        largest = Math.max(largest, others(select, within));
        labels = outside;
        return largest;
    }

    /** What is left of an expression in a column, which may be less than what was needed to make it. */
    private long kept(JsonNode item, long column) {
        long size = size(item, column);
        String kind = item.path("class").asString("");
        if (TRUE_OR_FALSE.contains(kind)
                || (kind.equals("FUNCTION") && FunctionGrowth.brief(StatementTree.functionName(item)))) {
            return SMALL;
        }
        if (!kind.equals("CASE")) {
            return size;
        }
        long largest = kept(item.path("else_expr"), column);
        for (JsonNode check : item.path("case_checks")) {
            largest = Math.max(largest, kept(check.path("then_expr"), column));
        }
        return largest;
    }

    private long size(JsonNode node, long column) {
        Long before = known.get(node);
        if (before != null) {
            return before;
        }
        long size = made(node, column);
        if (size > LARGEST) {
            throw new QueryException("A value of this statement may become larger than " + LARGEST
                    + " bytes. Repeat, replace or join less within one expression.");
        }
        known.put(node, size);
        return size;
    }

    private long made(JsonNode node, long column) {
        return switch (node.path("class").asString("")) {
            case "CONSTANT" -> constant(node);
            case "COLUMN_REF" -> Math.max(column, labelled(node));
            case "STAR" -> Math.max(column, parts(node, column));
            case "POSITIONAL_REFERENCE" -> column;
            case "PARAMETER" -> parameter;
            case "SUBQUERY" -> Math.max(COLUMN, parts(node, column));
            case "WINDOW" -> window(node, column);
            case "TYPE" -> 0;
            case "FUNCTION" -> function(node, column);
            case "CAST" -> FunctionGrowth.cast(node) * (SMALL + parts(node, column));
            default -> SMALL + parts(node, column);
        };
    }

    private static long constant(JsonNode node) {
        String text = StatementTree.textOf(node);
        return text == null ? SMALL : Math.max(1, text.length());
    }

    private long labelled(JsonNode column) {
        JsonNode names = column.path("column_names");
        return names.size() == 1
                ? labels.getOrDefault(names.path(0).asString("").toLowerCase(Locale.ROOT), 0L)
                : 0;
    }

    private long parts(JsonNode node, long column) {
        long size = 0;
        for (JsonNode part : node) {
            boolean expression = part.path("class").isString();
            boolean query = part.path("type").asString("").endsWith("_NODE");
            size += expression || query ? largest(part, column) : parts(part, column);
        }
        return size;
    }

    private long window(JsonNode node, long column) {
        parts(node, column);
        return Math.max(COLUMN, sizes(node, column).sum());
    }

    private long function(JsonNode node, long column) {
        parts(node.path("filter"), column);
        parts(node.path("order_bys"), column);
        return FunctionGrowth.size(node, sizes(node, column).boxed().toList());
    }

    private LongStream sizes(JsonNode function, long column) {
        return StatementTree.arguments(function).stream().mapToLong(argument -> size(argument, column));
    }
}
