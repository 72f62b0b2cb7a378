package org.yearbook.warehouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The time that all statements of one task may take together. Once it is over, whatever runs on the connection is
 * stopped, and whatever follows too, until the deadline is closed.
 */
public final class Deadline implements AutoCloseable {

    private static final long AGAIN_MILLIS = 20;

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "task-deadline");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration limit;
    private final Statement handle;
    private final ScheduledFuture<?> alarm;
    private boolean closed;
    private boolean passed;

    Deadline(Connection connection, Duration limit) {
        this.limit = limit;
        try {
            handle = connection.createStatement();
        } catch (SQLException e) {
            throw new EngineException("DuckDB gave no statement", e);
        }
        alarm = CLOCK.scheduleAtFixedRate(this::stop, limit.toMillis(), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void stop() {
        if (closed) {
            return;
        }
        passed = true;
        try {
            handle.cancel();
        } catch (SQLException e) {
            // between two statements there is nothing to stop; the next is stopped in a moment
        }
    }

    /** {@return whether the time is over} */
    public synchronized boolean passed() {
        return passed;
    }

    /**
     * Goes on only within the time.
     *
     * @throws OverTimeException when it is over
     */
    public void check() {
        if (passed()) {
            throw new OverTimeException(limit, new SQLException("stopped"));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        alarm.cancel(false);
        try {
            handle.close();
        } catch (SQLException e) {
            throw new EngineException("DuckDB did not close a statement", e);
        }
    }
}
