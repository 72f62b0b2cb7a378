package org.yearbook.warehouse.query;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * How large one value of an expression may become. The engine counts the memory of tables and groups, but not that of a
 * value while it is made, and cannot be stopped while one function makes it: {@code repeat('x', 1000000000)} would take
 * what it wants. So what a value may grow to must be seen in the statement.
 */
final class Growth {

    private static final long LARGEST = 1_000_000;
    private static final long COLUMN = 256;
    private static final long SMALL = 16;

    private static final Set<String> FEW_TIMES =
            Set.of("hex", "to_hex", "bin", "to_binary", "url_encode", "encode", "base64", "to_base64", "strftime");
    private static final Set<String> SPLIT = Set.of(
            "split",
            "str_split",
            "string_split",
            "string_to_array",
            "str_split_regex",
            "string_split_regex",
            "regexp_split_to_array",
            "regexp_split_to_table",
            "regexp_extract_all");
    private static final Set<String> EACH =
            Set.of("list_transform", "list_apply", "array_transform", "array_apply", "apply", "list_filter", "filter");
    private static final Pattern WIDE = Pattern.compile("\\d{4}|\\*|\\{[^}]*\\{");

    private Growth() {}

    /** Refuses an expression of which a value may be too large. */
    static void check(JsonNode expression) {
        size(expression);
    }

    private static long size(JsonNode node) {
        long size = switch (node.path("class").asString("")) {
            case "CONSTANT" -> constant(node);
            case "COLUMN_REF", "STAR", "PARAMETER", "SUBQUERY", "POSITIONAL_REFERENCE", "WINDOW" -> COLUMN;
            case "TYPE" -> 0;
            case "FUNCTION" -> function(node);
            default -> SMALL + parts(node);
        };
        if (size > LARGEST) {
            throw new QueryException("A value of this statement may become larger than " + LARGEST
                    + " bytes. Repeat, replace or join less within one expression.");
        }
        return size;
    }

    private static long constant(JsonNode node) {
        String text = StatementTree.textOf(node);
        return text == null ? SMALL : Math.max(1, text.length());
    }

    private static long parts(JsonNode node) {
        long size = 0;
        for (JsonNode part : node) {
            size += part.path("class").isString() ? size(part) : parts(part);
        }
        return size;
    }

    private static long sum(List<JsonNode> arguments) {
        return arguments.stream().mapToLong(Growth::size).sum();
    }

    private static long function(JsonNode node) {
        String name = StatementTree.functionName(node);
        List<JsonNode> arguments = StatementTree.arguments(node);
        long sum = SMALL + sum(arguments);
        return switch (name) {
            case "repeat" -> size(arguments.get(0)) * number(name, arguments, 1);
            case "lpad", "rpad" -> sum + 4 * number(name, arguments, 1);
            case "bar" -> sum + 4 * (arguments.size() > 3 ? number(name, arguments, 3) : 80);
            case "range", "generate_series" -> 8 * length(name, arguments);
            case "replace" -> size(arguments.get(0)) * replaced(arguments, 2);
            case "regexp_replace" -> size(arguments.get(0)) * replaced(arguments, 2);
            case "array_to_string", "list_aggregate", "list_aggr", "array_aggregate", "concat_ws" ->
                size(arguments.get(0)) * Math.max(1, arguments.size()) + sum * arguments.size();
            case "printf", "format" -> sum + format(name, arguments);
            default -> times(name, arguments, sum);
        };
    }

    private static long times(String name, List<JsonNode> arguments, long sum) {
        if (FEW_TIMES.contains(name)) {
            return 8 * sum;
        }
        if (SPLIT.contains(name)) {
            return SMALL * sum;
        }
        if (EACH.contains(name) && arguments.size() > 1) {
            return size(arguments.get(0)) * Math.max(1, size(arguments.get(1)) / SMALL);
        }
        return sum;
    }

    /** What is put in place of each letter, at worst. */
    private static long replaced(List<JsonNode> arguments, int at) {
        if (arguments.size() <= at) {
            return 1;
        }
        String text = StatementTree.textOf(arguments.get(at));
        return text == null ? COLUMN : Math.max(1, text.length());
    }

    private static long number(String function, List<JsonNode> arguments, int at) {
        return literal(arguments, at)
                .orElseThrow(() -> new QueryException(
                        "In " + function + ", the length must be written out as a number, such as 10."));
    }

    private static long length(String function, List<JsonNode> arguments) {
        if (arguments.isEmpty() || arguments.size() > 3) {
            return SMALL;
        }
        boolean one = arguments.size() == 1;
        OptionalLong from = one ? OptionalLong.of(0) : literal(arguments, 0);
        OptionalLong until = literal(arguments, one ? 0 : 1);
        OptionalLong step = arguments.size() == 3 ? literal(arguments, 2) : OptionalLong.of(1);
        if (from.isEmpty() || until.isEmpty() || step.isEmpty()) {
            throw new QueryException("As a list, " + function + " needs numbers that are written out. Write FROM "
                    + function + "(...) instead, where a table stands.");
        }
        long many = Math.abs(until.getAsLong() - from.getAsLong());
        return many / Math.max(1, Math.abs(step.getAsLong())) + 1;
    }

    private static OptionalLong literal(List<JsonNode> arguments, int at) {
        if (arguments.size() <= at) {
            return OptionalLong.empty();
        }
        JsonNode node = arguments.get(at);
        boolean minus = StatementTree.functionName(node).equals("-");
        List<JsonNode> inside = StatementTree.arguments(node);
        JsonNode literal = (minus && inside.size() == 1 ? inside.get(0) : node).path("literal");
        String text = literal.path("text").asString("");
        if (!literal.path("kind").asString("").equals("INTEGER") || !text.matches("\\d{1,12}")) {
            return OptionalLong.empty();
        }
        long value = Long.parseLong(text);
        return OptionalLong.of(minus ? -value : value);
    }

    private static long format(String function, List<JsonNode> arguments) {
        String text = arguments.isEmpty() ? null : StatementTree.textOf(arguments.get(0));
        if (text == null || WIDE.matcher(text).find()) {
            throw new QueryException("The pattern of " + function + " must be written out, with widths below 1000.");
        }
        return 1000L * Math.max(1, arguments.size());
    }
}
