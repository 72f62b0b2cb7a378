package org.yearbook.ingest.source.pull;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/**
 * A source as {@code district.yaml} has it.
 *
 * @param name unique in the district; small letters, digits and hyphens
 * @param kind what it is, such as {@code oneroster}
 * @param every how often it is pulled
 * @param paused whether it is left alone for now
 * @param patience after which time a pull is given up
 * @param source what is asked
 */
public record ConfiguredSource(
        String name, String kind, Every every, boolean paused, Duration patience, Source source) {

    /** How often. */
    public enum Every {
        NIGHTLY(1),
        WEEKLY(7);

        private final int days;

        Every(int days) {
            this.days = days;
        }
    }

    /** Of a server that stood still for longer, or a source that was paused, nobody asks for every day. */
    private static final int MOST_DAYS = 31;

    /** {@return the nights before that of a date that were to pull it, since the last pull that succeeded} */
    List<LocalDate> missed(PullState before, LocalDate date) {
        LocalDate last = before.lastPull();
        if (last == null || !last.plusDays(every.days).isBefore(date)) {
            return List.of();
        }
        LocalDate earliest = date.minusDays(MOST_DAYS);
        return last.plusDays(every.days)
                .datesUntil(date, Period.ofDays(every.days))
                .filter(night -> !night.isBefore(earliest))
                .toList();
    }

    /** {@return whether the night of a date pulls it} */
    boolean due(PullState before, LocalDate date) {
        LocalDate last = before.lastPull();
        if (paused || last == null || before.fullNext()) {
            return !paused;
        }
        // A night of the same date is run again because something was wrong with it.
        return every == Every.NIGHTLY || !date.isBefore(last.plusDays(every.days));
    }
}
