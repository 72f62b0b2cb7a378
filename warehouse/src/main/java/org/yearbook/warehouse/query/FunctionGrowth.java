package org.yearbook.warehouse.query;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** How large what one function makes may become, given how large its arguments are. */
final class FunctionGrowth {

    private static final Set<String> FEW_TIMES =
            Set.of("hex", "to_hex", "bin", "to_binary", "url_encode", "encode", "base64", "to_base64", "strftime");

    /** They put a sign before each sign of a kind, so that one within the other doubles a value each time. */
    private static final Set<String> TWICE = Set.of("to_json", "json", "json_array", "json_object", "regexp_escape");

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
    private static final Set<String> EACH = Set.of(
            "list_transform",
            "list_apply",
            "array_transform",
            "array_apply",
            "apply",
            "list_filter",
            "array_filter",
            "filter",
            "list_select",
            "array_select");

    /** They make a text of a list, with another between its elements. */
    private static final Set<String> JOIN = Set.of("array_to_string", "array_to_string_comma_default");

    private static final Set<String> AGGREGATE =
            Set.of("list_aggregate", "list_aggr", "array_aggregate", "array_aggr", "aggregate");

    /** What they make is a number, a day or a truth, whatever it was made from. */
    private static final Set<String> BRIEF = Set.of(
            "+",
            "-",
            "*",
            "/",
            "//",
            "%",
            "**",
            "^",
            "~~",
            "!~~",
            "~~*",
            "!~~*",
            "~~~",
            "sum",
            "fsum",
            "count",
            "count_star",
            "count_if",
            "countif",
            "approx_count_distinct",
            "avg",
            "mean",
            "stddev",
            "stddev_samp",
            "stddev_pop",
            "variance",
            "var_samp",
            "var_pop",
            "corr",
            "bool_and",
            "bool_or",
            "round",
            "ceil",
            "ceiling",
            "floor",
            "abs",
            "sign",
            "trunc",
            "sqrt",
            "ln",
            "log",
            "length",
            "len",
            "strlen",
            "year",
            "quarter",
            "month",
            "week",
            "day",
            "dayofweek",
            "isodow",
            "weekofyear",
            "date_trunc",
            "datetrunc",
            "date_diff",
            "datediff",
            "date_part",
            "datepart",
            "date_add",
            "date_sub",
            "make_date",
            "last_day",
            "age",
            "hash",
            "contains",
            "starts_with",
            "ends_with",
            "prefix",
            "suffix",
            "regexp_matches",
            "regexp_full_match");

    private static final Set<String> TEXT = Set.of("varchar", "text", "string", "char", "bpchar", "json");
    private static final int BITS_OF_A_BYTE = 8;
    private static final Pattern WIDE = Pattern.compile("\\d{4}|\\*|\\{[^}]*\\{");
    private static final Pattern BY_NUMBER = Pattern.compile("\\{\\d|%\\d+\\$");

    private FunctionGrowth() {}

    /** {@return whether what the function makes is always short} */
    static boolean brief(String function) {
        return BRIEF.contains(function);
    }

    /** {@return how many times larger a value may become when it is made one of another type} */
    static long cast(JsonNode cast) {
        String type = cast.path("type_expr").path("type_name").asString("").toLowerCase(Locale.ROOT);
        if (type.equals("bit") || type.equals("bitstring")) {
            return BITS_OF_A_BYTE;
        }
        // Of a list or a struct, each quote within has a sign before it.
        boolean nested = cast.path("type_expr").path("children").size() > 0;
        return nested || TEXT.contains(type) ? 2 : 1;
    }

    /** {@return how large what the function makes may become} */
    static long size(JsonNode node, List<Long> sizes) {
        String name = StatementTree.functionName(node);
        List<JsonNode> arguments = StatementTree.arguments(node);
        long all = sizes.stream().mapToLong(Long::longValue).sum();
        long sum = Growth.SMALL + all;
        return switch (name) {
            case "repeat" -> first(sizes) * number(name, arguments, 1);
            case "lpad", "rpad" -> sum + 4 * number(name, arguments, 1);
            case "bar" -> sum + 4 * (arguments.size() > 3 ? number(name, arguments, 3) : 80);
            case "range", "generate_series" -> 8 * length(name, arguments);
            case "replace", "regexp_replace" -> first(sizes) * replaced(arguments, sizes);
            case "concat_ws" -> joined(sizes, sum);
            case "printf", "format" -> sum + format(name, arguments, sizes);
            default -> times(name, sizes, sum);
        };
    }

    private static long first(List<Long> sizes) {
        return sizes.isEmpty() ? Growth.SMALL : sizes.get(0);
    }

    private static long joined(List<Long> sizes, long sum) {
        return first(sizes) * Math.max(1, sizes.size()) + sum * sizes.size();
    }

    private static long times(String name, List<Long> sizes, long sum) {
        if (FEW_TIMES.contains(name)) {
            return 8 * sum;
        }
        if (TWICE.contains(name)) {
            return 2 * sum;
        }
        if (SPLIT.contains(name)) {
            return Growth.SMALL * sum;
        }
        if (EACH.contains(name) && sizes.size() > 1) {
            return Math.max(sum, first(sizes) * Math.max(1, sizes.get(1) / Growth.SMALL));
        }
        int between = JOIN.contains(name) ? 1 : 2;
        if (between == 1 || AGGREGATE.contains(name)) {
            long separators = sizes.size() > between ? first(sizes) * sizes.get(between) : 0;
            return Math.max(joined(sizes, sum), separators);
        }
        return sum;
    }

    /** What is put in place of each letter, at worst. */
    private static long replaced(List<JsonNode> arguments, List<Long> sizes) {
        if (arguments.size() <= 2) {
            return 1;
        }
        String text = StatementTree.textOf(arguments.get(2));
        return text == null ? Math.max(Growth.COLUMN, sizes.get(2)) : Math.max(1, text.length());
    }

    private static long number(String function, List<JsonNode> arguments, int at) {
        return literal(arguments, at)
                .orElseThrow(() -> new QueryException(
                        "In " + function + ", the length must be written out as a number, such as 10."));
    }

    private static long length(String function, List<JsonNode> arguments) {
        if (arguments.isEmpty() || arguments.size() > 3) {
            return Growth.SMALL;
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

    private static long format(String function, List<JsonNode> arguments, List<Long> sizes) {
        String text = arguments.isEmpty() ? null : StatementTree.textOf(arguments.get(0));
        if (text == null || WIDE.matcher(text).find()) {
            throw new QueryException("The pattern of " + function + " must be written out, with widths below 1000.");
        }
        long places = text.chars().filter(sign -> sign == '{' || sign == '%').count();
        long again = BY_NUMBER.matcher(text).find()
                ? sizes.stream().mapToLong(Long::longValue).max().orElse(0)
                : 0;
        return Math.max(1000L * Math.max(1, arguments.size()), places * (1000 + again));
    }
}
