package org.yearbook.warehouse.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Reading;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets one reading statement through and nothing else. The engine's own parser takes the text apart; every part must be
 * of a known kind, every function on the list, every table of the file, so that what this gate has never heard of is
 * refused. The file behind is open read-only and without a way out all the same: this is the second lock, not the
 * first.
 */
final class StatementGate {

    /** Longest statement, in characters. The parser itself goes no deeper than a thousand levels. */
    static final int LONGEST = 20_000;

    private static final int LARGEST_TREE = 4_000_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private StatementGate() {}

    /**
     * Refuses anything but one reading statement.
     *
     * @throws QueryException with a reason for the person who wrote it
     */
    static void check(Asked asked, OpenFile.Loan loan) {
        check(asked.statement(), asked.parameters(), loan);
    }

    /** The same before the values of its parameters are known. */
    static void check(String statement, OpenFile.Loan loan) {
        check(statement, List.of(), loan);
    }

    private static void check(String statement, List<@Nullable Object> parameters, OpenFile.Loan loan) {
        JsonNode node = node(statement, loan);
        StatementTree tree = StatementTree.checked(node, loan.tables());
        PatternRule.check(tree.patterns(), parameters);
        Growth.check(node, parameters);
    }

    private static JsonNode node(String statement, OpenFile.Loan loan) {
        if (statement.length() > LONGEST) {
            throw new QueryException("The statement is longer than " + LONGEST + " characters. Make it shorter.");
        }
        JsonNode tree = parse(serialized(loan.reading(), statement));
        if (tree.path("error").asBoolean(true)) {
            throw refusal(tree, statement);
        }
        int statements = tree.path("statements").size();
        if (statements != 1) {
            throw new QueryException(
                    statements == 0
                            ? "There is no statement. Write one, such as: SELECT * FROM dim_organization"
                            : "There are " + statements + " statements. Ask one at a time.");
        }
        return tree.path("statements").path(0).path("node");
    }

    private static @Nullable String serialized(Reading reading, String statement) {
        try (Connection connection = reading.connect();
                PreparedStatement call = connection.prepareStatement("select json_serialize_sql(?::varchar)")) {
            call.setString(1, statement);
            try (ResultSet row = call.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new QueryException("The statement cannot be understood: " + Reasons.of(e), e);
        }
    }

    private static JsonNode parse(@Nullable String tree) {
        if (tree == null) {
            throw new QueryException("The statement cannot be understood.");
        }
        if (tree.length() > LARGEST_TREE) {
            throw new QueryException("The statement has too many parts. Make it shorter.");
        }
        try {
            return JSON.readTree(tree);
        } catch (JacksonException e) {
            throw new QueryException("The statement is nested too deeply. Take it apart with WITH.", e);
        }
    }

    private static QueryException refusal(JsonNode tree, String statement) {
        String message = tree.path("error_message").asString("");
        if (message.contains("expression depth")) {
            return new QueryException("The statement is nested too deeply. Take it apart with WITH.");
        }
        if (tree.path("error_type").asString("").equals("parser")) {
            return new QueryException("The statement cannot be understood: " + message);
        }
        boolean pivot = statement.toLowerCase(Locale.ROOT).contains("pivot");
        return new QueryException("Only statements that read are answered: SELECT, FROM, WITH, VALUES, DESCRIBE,"
                + " SUMMARIZE or SHOW TABLES."
                + (pivot ? " For PIVOT, write sum(...) FILTER (WHERE ...) instead." : ""));
    }
}
