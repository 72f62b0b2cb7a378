package org.yearbook.dashboard.mail;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.state.StateDatabase;

/**
 * Looks every few minutes whether mail is due, while the server runs. What is due is worked out each time from the
 * settings, so that an hour that passed while the server was down, or before the night was done, is made up for.
 */
@Component
final class MailClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailClock.class);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Scheduler scheduler;
    private volatile boolean running;

    MailClock(
            StateDatabase database,
            MailRound round,
            PacketRound packets,
            AlertRound alerts,
            LateRound late,
            OutRound out) {
        // One that fails does not keep the others from running.
        var tasks = List.of(
                task("quality-mail", round::run),
                task("alerts", alerts::run),
                task("late-refreshes", late::run),
                task("packets", packets::run),
                task("outbox", out::run));
        this.scheduler = Scheduler.create(database.source())
                .startTasks(tasks)
                .threads(1)
                .pollingInterval(POLL)
                .shutdownMaxWait(PATIENCE)
                .schedulerName(new SchedulerName.Fixed("yearbook"))
                .failureLogging(LogLevel.WARN, false)
                .build();
    }

    private static RecurringTask<Void> task(String name, Runnable round) {
        return Tasks.recurring(name, FixedDelay.of(EVERY)).execute((instance, context) -> {
            try {
                round.run();
            } catch (RuntimeException e) {
                // What a database says may quote addresses.
                LOG.error(
                        "The round {} broke off and is tried again: {}",
                        name,
                        e.getClass().getName());
            }
        });
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
