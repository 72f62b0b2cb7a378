package org.yearbook.warehouse.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.yearbook.warehouse.engine.Duck;

/** One statement, checked, asked within a time limit, and answered row by row. */
final class Question {

    private final Duck duck;
    private final String statement;
    private final int seconds;
    private long rows;

    /** @param duck a finished file, open with {@link Duck#stream} */
    Question(Duck duck, String statement, int seconds) {
        this.duck = duck;
        this.statement = statement;
        this.seconds = seconds;
    }

    /** {@return how many rows were handed over so far} */
    long rows() {
        return rows;
    }

    /** Hands every row of the answer to the writer. */
    void answer(RowWriter writer) {
        StatementCheck.check(duck, statement);
        var late = new AtomicBoolean();
        var watch = new Timer("time limit", true);
        try (Statement call = duck.connection().createStatement()) {
            watch.schedule(stop(call, late), TimeUnit.SECONDS.toMillis(seconds));
            try (ResultSet result = call.executeQuery(statement)) {
                write(result, writer);
            }
        } catch (SQLException e) {
            if (late.get()) {
                throw new QueryException(
                        "The statement was stopped after " + seconds
                                + " seconds. Ask for less, or give it more time with" + " --timeout.",
                        e);
            }
            throw new QueryException(reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The answer could not be written", e);
        } finally {
            watch.cancel();
        }
    }

    private void write(ResultSet result, RowWriter writer) throws SQLException, IOException {
        ResultSetMetaData about = result.getMetaData();
        int width = about.getColumnCount();
        List<String> columns = new ArrayList<>(width);
        for (int column = 1; column <= width; column++) {
            columns.add(about.getColumnLabel(column));
        }
        writer.begin(columns);
        while (result.next()) {
            writer.row(Values.of(result, width));
            rows++;
        }
        writer.end(rows);
    }

    private static TimerTask stop(Statement call, AtomicBoolean late) {
        return new TimerTask() {
            @Override
            public void run() {
                late.set(true);
                try {
                    call.cancel();
                } catch (SQLException e) {
                    throw new QueryException("The statement could not be stopped.", e);
                }
            }
        };
    }

    private static String reason(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Out of Memory")) {
            return "The statement needs more memory than one question may use. Ask for less: fewer rows, columns or"
                    + " groups.";
        }
        return message;
    }
}
