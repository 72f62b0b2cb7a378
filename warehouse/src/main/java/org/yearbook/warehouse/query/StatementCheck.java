package org.yearbook.warehouse.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Reading;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets one reading statement through and nothing else. The engine's own parser takes the text apart; every part must be
 * of a known kind, so that what this check has never heard of is refused. The file behind is open read-only and without
 * a way out all the same: this is the second lock, not the first.
 */
final class StatementCheck {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Set<String> READING =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");

    /** Functions that stand where a table stands. Any other could read a file, or run a text as a statement. */
    private static final Set<String> TABLE_FUNCTIONS = Set.of(
            "range",
            "generate_series",
            "unnest",
            "repeat",
            "duckdb_tables",
            "duckdb_columns",
            "duckdb_views",
            "duckdb_constraints",
            "duckdb_types",
            "duckdb_functions",
            "duckdb_keywords",
            "json_each",
            "json_tree");

    /** Functions that keep the engine busy, write somewhere, or look at the process. */
    private static final Set<String> REFUSED = Set.of(
            "getenv",
            "sleep_ms",
            "write_log",
            "nextval",
            "currval",
            "setval",
            "current_setting",
            "current_query",
            "getvariable",
            "query",
            "query_table");

    private StatementCheck() {}

    /** Refuses anything but one reading statement, with a reason for the person who wrote it. */
    static void check(Duck duck, String statement) {
        check(duck.sql()
                .fetchSingle("select json_serialize_sql(?::varchar)", statement)
                .get(0, String.class));
    }

    /** The same with a file that is open for people. */
    static void check(Reading reading, String statement) {
        try (Connection connection = reading.connect();
                PreparedStatement parse = connection.prepareStatement("select json_serialize_sql(?::varchar)")) {
            parse.setString(1, statement);
            try (ResultSet row = parse.executeQuery()) {
                check(row.next() ? row.getString(1) : null);
            }
        } catch (SQLException e) {
            throw new QueryException("The statement cannot be understood: " + Reasons.of(e), e);
        }
    }

    private static void check(@Nullable String text) {
        JsonNode tree = JSON.readTree(text == null ? "{}" : text);
        if (tree.path("error").asBoolean(true)) {
            throw refusal(tree);
        }
        int statements = tree.path("statements").size();
        if (statements != 1) {
            throw new QueryException(
                    statements == 0
                            ? "There is no statement. Write one, such as: SELECT * FROM dim_organization"
                            : "There are " + statements + " statements. Ask one at a time.");
        }
        walk(tree.path("statements"));
    }

    private static QueryException refusal(JsonNode tree) {
        String message = tree.path("error_message").asString("");
        if (tree.path("error_type").asString("").equals("parser")) {
            return new QueryException("The statement cannot be understood: " + message);
        }
        return new QueryException("Only statements that read are answered: SELECT, FROM, WITH, VALUES, DESCRIBE,"
                + " SUMMARIZE or SHOW TABLES. For PIVOT, write sum(...) FILTER (WHERE ...) instead.");
    }

    private static void walk(JsonNode node) {
        if (node.isObject()) {
            String type = node.path("type").asString("");
            if (type.endsWith("_NODE") && !READING.contains(type)) {
                throw new QueryException(
                        "Only statements that read are answered, and this one has a part that writes.");
            }
            if (type.equals("TABLE_FUNCTION")) {
                tableFunction(name(node.path("function")));
            } else if (node.path("class").asString("").equals("FUNCTION")) {
                function(name(node));
            }
        }
        node.forEach(StatementCheck::walk);
    }

    private static void tableFunction(String name) {
        if (!TABLE_FUNCTIONS.contains(name)) {
            throw new QueryException("The function " + name + " cannot be used here: only the tables of the publication"
                    + " are read. SHOW TABLES names them.");
        }
    }

    private static void function(String name) {
        if (REFUSED.contains(name) || name.startsWith("read_") || name.startsWith("pragma_")) {
            throw new QueryException("The function " + name + " cannot be used here.");
        }
    }

    private static String name(JsonNode function) {
        return function.path("function_name").asString("").toLowerCase(Locale.ROOT);
    }
}
