package org.yearbook.warehouse.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with the values of its parameters, which never become part of its text. */
final class Parameters {

    private Parameters() {}

    /** {@return the statement, ready to be run} */
    static PreparedStatement prepare(Connection connection, String statement, List<@Nullable Object> values)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        try {
            bind(prepared, values);
            return prepared;
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement prepared, List<@Nullable Object> values) throws SQLException {
        int needed = prepared.getParameterMetaData().getParameterCount();
        if (needed != values.size()) {
            throw new QueryException(
                    "The statement has " + needed + " parameters, and " + values.size() + " values came with it.");
        }
        for (int i = 0; i < needed; i++) {
            prepared.setObject(i + 1, values.get(i));
        }
    }
}
