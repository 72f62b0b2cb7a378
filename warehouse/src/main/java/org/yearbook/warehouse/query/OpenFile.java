package org.yearbook.warehouse.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Reading;
import org.yearbook.warehouse.engine.ReadingLimits;

/** The file of one publication while questions may come to it. Closed after the last one, once a newer is current. */
final class OpenFile {

    private final String publication;
    private final Reading reading;
    private final Set<String> tables;
    private int loans;
    private boolean retired;

    OpenFile(String publication, Path file, ReadingLimits limits) {
        this.publication = publication;
        this.reading = Reading.open(file, limits);
        try {
            this.tables = tables(reading);
        } catch (SQLException e) {
            reading.close();
            throw new EngineException("The tables of a publication cannot be listed", e);
        }
    }

    private static Set<String> tables(Reading reading) throws SQLException {
        var names = new HashSet<String>();
        try (Connection connection = reading.connect();
                Statement call = connection.createStatement();
                ResultSet row = call.executeQuery("select table_name from duckdb_tables() union all"
                        + " select view_name from duckdb_views() where not internal")) {
            while (row.next()) {
                names.add(row.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return Set.copyOf(names);
    }

    String publication() {
        return publication;
    }

    /** The right to use it for a while. */
    synchronized Loan lend() {
        loans++;
        return new Loan(this);
    }

    /** No more questions come; it closes after the last. */
    synchronized void retire() {
        retired = true;
        closeIfDone();
    }

    private synchronized void giveBack() {
        loans--;
        closeIfDone();
    }

    private void closeIfDone() {
        if (retired && loans == 0) {
            reading.close();
        }
    }

    /** One use of it. */
    record Loan(OpenFile file) implements AutoCloseable {

        String publication() {
            return file.publication;
        }

        Reading reading() {
            return file.reading;
        }

        /** {@return the names of its tables and views, in lower case} */
        Set<String> tables() {
            return file.tables;
        }

        @Override
        public void close() {
            file.giveBack();
        }
    }
}
