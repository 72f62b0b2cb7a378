package org.yearbook.dashboard.mail;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import org.yearbook.dashboard.state.Mailing;

/** When mail is due. */
final class Slots {

    private static final int WEEK = 7;

    private Slots() {}

    /** {@return the latest hour, not after now, at which mail was due; nothing for who wants none} */
    static Optional<Instant> latest(MailSettings settings, Mailing mailing, Instant now) {
        if (mailing == Mailing.OFF) {
            return Optional.empty();
        }
        DayOfWeek first = Collections.min(settings.days());
        LocalDate today = now.atZone(settings.zone()).toLocalDate();
        for (int ago = 0; ago <= WEEK; ago++) {
            LocalDate day = today.minusDays(ago);
            Instant slot =
                    day.atTime(settings.hour(), 0).atZone(settings.zone()).toInstant();
            boolean due = mailing == Mailing.WEEKLY
                    ? day.getDayOfWeek() == first
                    : settings.days().contains(day.getDayOfWeek());
            if (due && !slot.isAfter(now)) {
                return Optional.of(slot);
            }
        }
        throw new IllegalStateException("a week without any of " + settings.days());
    }

    /** {@return the first hour after now at which mail is due} */
    static Instant next(MailSettings settings, Instant now) {
        LocalDate today = now.atZone(settings.zone()).toLocalDate();
        for (int ahead = 0; ahead <= WEEK; ahead++) {
            LocalDate day = today.plusDays(ahead);
            Instant slot =
                    day.atTime(settings.hour(), 0).atZone(settings.zone()).toInstant();
            if (settings.days().contains(day.getDayOfWeek()) && slot.isAfter(now)) {
                return slot;
            }
        }
        throw new IllegalStateException("a week without any of " + settings.days());
    }
}
