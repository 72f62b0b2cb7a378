package org.yearbook.dashboard;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.schedule.Rounds;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.PublicEditions;

/** Looks every other second whether another publication is in force, and opens it before anybody asks. */
@Component
final class EditionClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EditionClock.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Editions editions;
    private final PublicEditions published;
    private final Rounds rounds = new Rounds("editions", this::look, EVERY, EVERY);

    EditionClock(Editions editions, PublicEditions published) {
        this.editions = editions;
        this.published = published;
    }

    private void look() {
        try {
            editions.look();
            published.look();
        } catch (RuntimeException e) {
            LOG.warn("The publication in force could not be looked at, and is tried again", e);
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
