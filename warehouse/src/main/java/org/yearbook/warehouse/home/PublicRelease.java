package org.yearbook.warehouse.home;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * How often the numbers that everybody may see change: in the first night of every month, of every week, or each night.
 */
public enum PublicRelease {
    MONTHLY,
    WEEKLY,
    NIGHTLY;

    /** {@return the first day of the month or week that a night lies in: numbers as of then are to be shown} */
    public LocalDate begin(LocalDate night) {
        return switch (this) {
            case MONTHLY -> night.withDayOfMonth(1);
            case WEEKLY -> night.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case NIGHTLY -> night;
        };
    }
}
