package org.yearbook.warehouse.engine;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Stops one statement when its time is over, and never the one that comes after it on the same connection. */
final class Watchdog implements AutoCloseable {

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "statement-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    private final Statement statement;
    private final ScheduledFuture<?> alarm;
    private boolean ended;
    private boolean stopped;

    Watchdog(Statement statement, Duration limit) {
        this.statement = statement;
        this.alarm = CLOCK.schedule(this::stop, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void stop() {
        if (ended) {
            return;
        }
        stopped = true;
        try {
            statement.cancel();
        } catch (SQLException e) {
            stopped = false; // it goes on, and ends by itself
        }
    }

    /** {@return whether the statement was stopped} */
    synchronized boolean stopped() {
        return stopped;
    }

    @Override
    public synchronized void close() {
        ended = true;
        alarm.cancel(false);
    }
}
