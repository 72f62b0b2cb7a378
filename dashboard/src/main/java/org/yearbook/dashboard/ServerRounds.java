package org.yearbook.dashboard;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yearbook.dashboard.schedule.Rounds;
import org.yearbook.dashboard.state.AuditSeals;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.PublicEditions;

/** What the server does again and again besides answering and starting nights. */
@Configuration(proxyBeanMethods = false)
class ServerRounds {

    private static final Logger LOG = LoggerFactory.getLogger(ServerRounds.class);
    private static final Duration SEALED_FIRST = Duration.ofMinutes(1);
    private static final Duration SEALED_EVERY = Duration.ofHours(1);
    private static final Duration LOOKED_EVERY = Duration.ofSeconds(2);

    /** Seals the audit once an hour, and a moment after the start. */
    @Bean
    Rounds auditSealing(StateDatabase database, Clock clock) {
        AuditSeals seals = AuditSeals.of(database);
        return new Rounds("audit-seals", () -> seal(seals, clock), SEALED_FIRST, SEALED_EVERY);
    }

    private static void seal(AuditSeals seals, Clock clock) {
        try {
            seals.seal(clock);
        } catch (RuntimeException e) {
            LOG.error(
                    "The audit could not be sealed, and is tried again: {}",
                    e.getClass().getName());
        }
    }

    /** Looks every other second whether another publication is in force, and opens it before anybody asks. */
    @Bean
    Rounds editionLooking(Editions editions, PublicEditions published) {
        return new Rounds("editions", () -> look(editions, published), LOOKED_EVERY, LOOKED_EVERY);
    }

    private static void look(Editions editions, PublicEditions published) {
        try {
            editions.look();
            published.look();
        } catch (RuntimeException e) {
            LOG.warn("The publication in force could not be looked at, and is tried again", e);
        }
    }
}
