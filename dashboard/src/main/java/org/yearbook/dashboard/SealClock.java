package org.yearbook.dashboard;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.schedule.Rounds;
import org.yearbook.dashboard.state.AuditSeals;
import org.yearbook.dashboard.state.StateDatabase;

/** Seals the audit once an hour while the server runs, and a moment after it started. */
@Component
final class SealClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SealClock.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    private final AuditSeals seals;
    private final Clock clock;
    private final Rounds rounds = new Rounds("audit-seals", this::seal, FIRST, EVERY);

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
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
