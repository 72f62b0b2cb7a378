package org.yearbook.dashboard.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * Does one thing again and again while the server runs, on a thread of its own. What goes wrong is told by what is
 * done: it must not throw, or it is done no more.
 */
public final class Rounds implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Runnable round;
    private final Duration first;
    private final Duration every;
    private final ScheduledExecutorService worker;
    private volatile boolean running;

    /**
     * @param name of the thread
     * @param first after the start
     * @param every between the end of one round and the next
     */
    public Rounds(String name, Runnable round, Duration first, Duration every) {
        this.round = round;
        this.first = first;
        this.every = every;
        this.worker = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void start() {
        running = true;
        var unused = worker.scheduleWithFixedDelay(round, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        worker.shutdown();
        try {
            // The database closes after this.
            if (!worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
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
