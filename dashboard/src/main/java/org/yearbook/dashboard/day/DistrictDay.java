package org.yearbook.dashboard.day;

import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The day by which pages say what is due, overdue or long ago. A demonstration stays on the day of its last night: its
 * district lives in a year that is over, and every page would say no more than that. Sign-ins, tokens and the audit go
 * by the real clock everywhere.
 */
public final class DistrictDay {

    private final Clock clock;
    private final ZoneId zone;
    private final boolean demonstration;

    private DistrictDay(Clock clock, ZoneId zone, boolean demonstration) {
        this.clock = clock;
        this.zone = zone;
        this.demonstration = demonstration;
    }

    /** {@return the day of a clock} */
    public static DistrictDay of(Clock clock, ZoneId zone) {
        return new DistrictDay(clock, zone, false);
    }

    /** {@return the day of the last night, unless there was none yet or it is one to come} */
    public static DistrictDay ofLastNight(Clock clock, ZoneId zone, Supplier<Optional<LocalDate>> lastNight) {
        InstantSource then = () -> {
            ZonedDateTime now = clock.instant().atZone(zone);
            return lastNight
                    .get()
                    .filter(now.toLocalDate()::isAfter)
                    .map(night -> night.atTime(now.toLocalTime()).atZone(zone).toInstant())
                    .orElseGet(now::toInstant);
        };
        return new DistrictDay(then.withZone(zone), zone, true);
    }

    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /** {@return a clock of this day, for what reads the time itself} */
    public Clock clock() {
        return clock;
    }

    /** {@return whether it is the day of a demonstration} */
    public boolean demonstration() {
        return demonstration;
    }
}
