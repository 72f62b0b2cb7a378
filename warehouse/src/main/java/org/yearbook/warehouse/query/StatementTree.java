package org.yearbook.warehouse.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The parts of one statement, as the engine's parser names them, each of a kind that only reads. */
final class StatementTree {

    /** What stands where rows come from, and what orders and limits them. */
    private static final Set<String> PARTS = Set.of(
            "SELECT_NODE",
            "SET_OPERATION_NODE",
            "RECURSIVE_CTE_NODE",
            "CTE_NODE",
            "BASE_TABLE",
            "EMPTY",
            "EXPRESSION_LIST",
            "JOIN",
            "SUBQUERY",
            "TABLE_FUNCTION",
            "SHOW_REF",
            "PIVOT",
            "ORDER_MODIFIER",
            "LIMIT_MODIFIER",
            "LIMIT_PERCENT_MODIFIER",
            "DISTINCT_MODIFIER",
            "ORDER_DEFAULT",
            "ASCENDING",
            "DESCENDING");

    /** Kinds of expression. */
    private static final Set<String> EXPRESSIONS = Set.of(
            "BETWEEN",
            "CASE",
            "CAST",
            "COLLATE",
            "COLUMN_REF",
            "COMPARISON",
            "CONJUNCTION",
            "CONSTANT",
            "FUNCTION",
            "LAMBDA",
            "OPERATOR",
            "PARAMETER",
            "POSITIONAL_REFERENCE",
            "STAR",
            "SUBQUERY",
            "TYPE",
            "WINDOW");

    private static final Set<String> OPERATORS = Set.of(
            "ARRAY_CONSTRUCTOR",
            "ARRAY_EXTRACT",
            "ARRAY_SLICE",
            "COMPARE_IN",
            "COMPARE_NOT_IN",
            "GROUPING_FUNCTION",
            "OPERATOR_COALESCE",
            "OPERATOR_IS_NOT_NULL",
            "OPERATOR_IS_NULL",
            "OPERATOR_NOT",
            "OPERATOR_NULLIF",
            "OPERATOR_TRY",
            "OPERATOR_UNPACK",
            "STRUCT_EXTRACT");

    private static final Set<String> CATALOGUE = Set.of("columns", "tables", "views");

    private static final Set<String> FILES = Set.of("main", "internal", "analyst", "public");

    /** Names that the engine gives to something of its own. */
    private static final Pattern OF_THE_ENGINE = Pattern.compile("(duckdb|pragma|sqlite|pg)_.*|.*[./\\\\:*?].*");

    private static final int MOST_TABLES = 500;
    private static final int MOST_GROUPINGS = 128;
    private static final int LONGEST_NAME = 8;

    private final Set<String> tables;
    private final Map<String, Integer> named = new HashMap<>();
    private final List<JsonNode> patterns = new ArrayList<>();

    private StatementTree(Set<String> tables) {
        this.tables = tables;
    }

    /**
     * {@return a statement of which every part is known}
     *
     * @param tables of the file, in lower case
     */
    static StatementTree checked(JsonNode statement, Set<String> tables) {
        var tree = new StatementTree(tables);
        tree.names(statement);
        tree.walk(statement);
        if (tree.tablesRead(statement) > MOST_TABLES) {
            throw new QueryException("The statement reads tables more than " + MOST_TABLES
                    + " times, since its WITH parts read each other. Make it simpler.");
        }
        return tree;
    }

    /** {@return the patterns that something is compared with by LIKE or GLOB} */
    List<JsonNode> patterns() {
        return List.copyOf(patterns);
    }

    /** Names of the statement's own are known before its tables are looked at, wherever they stand. */
    private void names(JsonNode node) {
        if (node.path("type").asString("").equals("RECURSIVE_CTE_NODE")) {
            name(node.path("cte_name").asString(""));
        }
        for (JsonNode part : node.path("cte_map").path("map")) {
            name(part.path("key").asString(""));
        }
        node.forEach(this::names);
    }

    private void name(String given) {
        String name = given.toLowerCase(Locale.ROOT);
        if (OF_THE_ENGINE.matcher(name).matches()) {
            throw new QueryException("A part of a statement cannot be called " + given + ". Give it another name.");
        }
        named.put(name, 0);
    }

    private void walk(JsonNode node) {
        if (node.isObject()) {
            boolean expression = node.path("class").isString();
            boolean part = node.path("type").isString();
            if (expression) {
                expression(node);
            } else if (part) {
                part(node);
            }
        }
        if (node.path("type").asString("").equals("TABLE_FUNCTION")) {
            node.path("function").path("arguments").forEach(this::walk);
            walk(node.path("sample"));
            return;
        }
        node.forEach(this::walk);
    }

    private void expression(JsonNode node) {
        String kind = node.path("class").asString("");
        String type = node.path("type").asString("");
        if (!EXPRESSIONS.contains(kind) || (kind.equals("OPERATOR") && !OPERATORS.contains(type))) {
            throw new QueryException("The statement has a part that is not known to be harmless (" + type + ").");
        }
        if (node.path("export_state").asBoolean(false)) {
            throw new QueryException("EXPORT_STATE cannot be used here.");
        }
        if (kind.equals("FUNCTION") || kind.equals("WINDOW")) {
            function(node, FunctionList.Place.VALUE);
            PatternRule.pattern(node).ifPresent(patterns::add);
        }
        if (kind.equals("TYPE") && type(node).equals("variant")) {
            throw new QueryException("VARIANT cannot be used here.");
        }
        if (node.path("column_names").size() > LONGEST_NAME) {
            throw new QueryException("The name of a column has too many parts. Write table.column.");
        }
        if (kind.equals("LAMBDA")) {
            LambdaRule.check(node);
        }
    }

    private static String type(JsonNode node) {
        return node.path("type_name").asString("").toLowerCase(Locale.ROOT);
    }

    private void part(JsonNode node) {
        String type = node.path("type").asString("");
        if (!PARTS.contains(type)) {
            throw new QueryException(
                    type.endsWith("_NODE")
                            ? "Only statements that read are answered, and this one has a part that writes."
                            : "The statement has a part that is not known to be harmless (" + type + ").");
        }
        switch (type) {
            case "BASE_TABLE" -> table(node);
            case "SHOW_REF" -> show(node);
            case "TABLE_FUNCTION" -> function(node.path("function"), FunctionList.Place.TABLE);
            case "PIVOT" -> pivot(node);
            case "SELECT_NODE" -> groupings(node);
            default -> {
                // its parts are looked at one by one
            }
        }
    }

    private static void pivot(JsonNode node) {
        for (JsonNode pivot : node.path("pivots")) {
            if (!pivot.path("pivot_enum").asString("").isEmpty()) {
                throw new QueryException("PIVOT needs the values in a list: FOR year IN ('2024-25', '2025-26').");
            }
        }
    }

    private static void groupings(JsonNode node) {
        if (node.path("group_sets").size() > MOST_GROUPINGS) {
            throw new QueryException("CUBE, ROLLUP and GROUPING SETS together make more than " + MOST_GROUPINGS
                    + " groupings. Name fewer columns.");
        }
    }

    private static void function(JsonNode node, FunctionList.Place place) {
        String name = last(node);
        String refusal = FunctionList.reviewed().refusal(name, place);
        if (refusal == null) {
            return;
        }
        String words = "The function " + name + " cannot be used here: it " + refusal + ".";
        throw new QueryException(
                place == FunctionList.Place.TABLE
                        ? words + " Only the tables of the publication are read; SHOW TABLES names them."
                        : words + Instead.of(name));
    }

    private void table(JsonNode node) {
        if (!node.path("at_clause").isNull()) {
            throw new QueryException("AT cannot be used here: each publication is of one night.");
        }
        List<String> path = path(node);
        String name = path.get(path.size() - 1);
        List<String> before = path.subList(0, path.size() - 1);
        if (before.isEmpty() && named.containsKey(name)) {
            return;
        }
        if (FILES.containsAll(before) && tables.contains(name)) {
            return;
        }
        boolean catalogue = !before.isEmpty()
                && before.get(before.size() - 1).equals("information_schema")
                && FILES.containsAll(before.subList(0, before.size() - 1));
        if (!catalogue || !CATALOGUE.contains(name)) {
            throw new QueryException(
                    "The table " + String.join(".", path) + " does not exist here. SHOW TABLES names those that do.");
        }
    }

    private void show(JsonNode node) {
        if (node.path("query").isObject()) {
            return;
        }
        String special = node.path("table_name").asString("");
        boolean all = special.equals("\"tables\"") || special.equals("__show_tables_expanded");
        if (node.path("show_type").asString("").equals("SHOW_SPECIAL")) {
            if (!all) {
                throw new QueryException("Only SHOW TABLES and DESCRIBE with the name of a table are answered.");
            }
            return;
        }
        table(node);
    }

    private static List<String> path(JsonNode node) {
        var path = new ArrayList<String>();
        node.path("qualified_name")
                .path("path")
                .forEach(name -> path.add(name.asString("").toLowerCase(Locale.ROOT)));
        if (path.isEmpty()) {
            path.add(node.path("table_name").asString("").toLowerCase(Locale.ROOT));
        }
        return path;
    }

    private static String last(JsonNode function) {
        JsonNode path = function.path("qualified_name").path("path");
        return path.isEmpty() || !path.isArray()
                ? function.path("function_name").asString("")
                : path.path(path.size() - 1).asString("");
    }

    /** How often tables are read when each name is replaced by what it stands for, as the engine may do. */
    private int tablesRead(JsonNode node) {
        int count = 0;
        if (node.path("type").asString("").equals("BASE_TABLE")) {
            List<String> path = path(node);
            count = path.size() == 1 ? Math.max(1, named.getOrDefault(path.get(0), 0)) : 1;
        }
        for (JsonNode part : node.path("cte_map").path("map")) {
            int inside = tablesRead(part.path("value"));
            named.merge(part.path("key").asString("").toLowerCase(Locale.ROOT), inside, Math::max);
        }
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            if (!child.getKey().equals("cte_map")) {
                count = Math.min(MOST_TABLES + 1, count + tablesRead(child.getValue()));
            }
        }
        if (node.isArray()) {
            for (JsonNode child : node) {
                count = Math.min(MOST_TABLES + 1, count + tablesRead(child));
            }
        }
        return count;
    }

    static @Nullable String textOf(JsonNode expression) {
        boolean text = expression.path("class").asString("").equals("CONSTANT")
                && expression.path("literal").path("kind").asString("").equals("STRING");
        return text ? expression.path("literal").path("text").asString("") : null;
    }

    static String functionName(JsonNode function) {
        return last(function).toLowerCase(Locale.ROOT);
    }

    static List<JsonNode> arguments(JsonNode function) {
        var arguments = new ArrayList<JsonNode>();
        function.path("arguments")
                .forEach(argument ->
                        arguments.add(argument.path("expression").isObject() ? argument.path("expression") : argument));
        return arguments;
    }
}
