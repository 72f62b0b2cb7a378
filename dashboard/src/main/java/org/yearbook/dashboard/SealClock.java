package org.yearbook.dashboard;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.state.AuditSeals;
import org.yearbook.dashboard.state.StateDatabase;

/** Seals the audit once an hour while the server runs, and a moment after it started. */
@Component
final class SealClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SealClock.class);
    private static final long FIRST_SECONDS = 60;
    private static final long EVERY_SECONDS = 3600;

    private final AuditSeals seals;
    private final Clock clock;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "audit-seals");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    SealClock(StateDatabase database, Clock clock) {
        this.seals = AuditSeals.of(database);
        this.clock = clock;
    }

    private void seal() {
        try {
            seals.seal(clock);
        } catch (RuntimeException e) {
            LOG.error(
                    "The audit could not be sealed, and is tried again: {}",
                    e.getClass().getName());
        }
    }

    @Override
    public void start() {
        running = true;
        // Its faults are told where they happen.
        var unused = worker.scheduleWithFixedDelay(this::seal, FIRST_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        worker.shutdown();
        try {
            // The database closes after this.
            if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
