package org.yearbook.dashboard.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.NightSettings;

/**
 * When nights are due. Each local date has one night, at one instant; of nights that passed only the latest is made up
 * for, since a night takes in all that was delivered. Everything is worked out from the time and from what is known of
 * that one night, so nothing has to be remembered for it over a restart, a halt or a clock that is set.
 */
record NightPlan(NightSettings settings, ZoneId zone) {

    /**
     * One start of a night by the server.
     *
     * @param ended null while it runs, and when the server was stopped before it could tell
     */
    record Try(Instant began, @Nullable Instant ended) {

        private Instant lastHeard() {
            return ended == null ? began : ended;
        }
    }

    /**
     * What is known of the night that is due.
     *
     * @param tries in their order
     */
    record Known(boolean done, boolean running, List<Try> tries) {

        Known {
            tries = List.copyOf(tries);
        }
    }

    /**
     * {@return the instant of a night} A time that the clocks skip is right after the gap; of one that they show twice
     * it is the first.
     */
    Instant at(LocalDate night) {
        LocalDateTime time = night.atTime(settings.at());
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }

    /** {@return the latest night whose time has come} */
    LocalDate due(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return at(today).isAfter(now) ? today.minusDays(1) : today;
    }

    /** {@return when the night after the one that is due begins} */
    Instant following(Instant now) {
        return at(due(now).plusDays(1));
    }

    /** {@return whether the night that is due has no try left} */
    boolean givenUp(Known known) {
        return !known.done() && !known.running() && known.tries().size() >= settings.tries();
    }

    /**
     * {@return when the night that is due is started, or started again; the past means now, and nothing stands for a
     * night that is done, runs, or has no try left}
     */
    Optional<Instant> next(Instant now, Known known) {
        if (known.done() || known.running() || givenUp(known)) {
            return Optional.empty();
        }
        List<Try> tries = known.tries();
        return Optional.of(
                tries.isEmpty()
                        ? at(due(now))
                        : tries.get(tries.size() - 1).lastHeard().plus(settings.retry()));
    }

    /**
     * {@return whether the night that is due is missed: it is not done, and has no try left, or its time, or the first
     * try that made up for it, is too long ago}
     */
    boolean missed(Instant now, Known known) {
        if (known.done()) {
            return false;
        }
        Instant since = at(due(now));
        if (!known.tries().isEmpty() && known.tries().get(0).began().isAfter(since)) {
            since = known.tries().get(0).began();
        }
        return (settings.starter() == NightSettings.Starter.SERVER && givenUp(known))
                || !now.isBefore(since.plus(settings.alarm()));
    }
}
