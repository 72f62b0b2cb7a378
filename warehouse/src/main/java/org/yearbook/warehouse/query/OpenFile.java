package org.yearbook.warehouse.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Reading;
import org.yearbook.warehouse.engine.ReadingLimits;

/** The file of one publication while questions may come to it. Closed after the last one, once a newer is current. */
final class OpenFile {

    private final String publication;
    private final Path file;
    private final ReadingLimits limits;
    private final Reading reading;
    private final Deque<Reading> idle = new ArrayDeque<>();
    private final Set<String> tables;
    private int loans;
    private boolean retired;

    OpenFile(String publication, Path file, ReadingLimits limits) {
        this.publication = publication;
        this.file = file;
        this.limits = limits;
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

    /** An instance of the engine that nobody else asks: what one question takes of its limits, no other one misses. */
    private Reading borrow() {
        Reading kept;
        synchronized (this) {
            kept = idle.poll();
        }
        return kept == null ? Reading.open(file, limits) : kept;
    }

    private synchronized void giveBack(Reading borrowed) {
        idle.push(borrowed);
    }

    private synchronized void giveBack() {
        loans--;
        closeIfDone();
    }

    private void closeIfDone() {
        if (retired && loans == 0) {
            reading.close();
            idle.forEach(Reading::close);
            idle.clear();
        }
    }

    /** One use of it. */
    record Loan(OpenFile file) implements AutoCloseable {

        String publication() {
            return file.publication;
        }

        /** {@return where statements are looked at, by many at once} */
        Reading reading() {
            return file.reading;
        }

        /** {@return where one statement is answered, alone} */
        Alone alone() {
            return new Alone(file, file.borrow());
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

    /** An instance for one question, until it is closed; its loan must be open all the while. */
    record Alone(OpenFile file, Reading reading) implements AutoCloseable {

        @Override
        public void close() {
            file.giveBack(reading);
        }
    }
}
