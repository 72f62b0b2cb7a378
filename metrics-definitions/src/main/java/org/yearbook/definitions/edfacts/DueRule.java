package org.yearbook.definitions.edfacts;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;

/**
 * The day on which states hand a file in, in the calendar year in which its school year ends.
 *
 * @param weekday null when it is a day of the month
 * @param number the day of the month; or the how manieth weekday of it, -1 for the last
 * @param source where it was read
 * @param readFor what the source speaks of; another year's day is assumed to be the same
 */
public record DueRule(
        Month month,
        @Nullable DayOfWeek weekday,
        int number,
        String source,
        @Nullable SchoolYear readFor) {

    /** {@return the day for a school year} */
    public LocalDate of(SchoolYear year) {
        LocalDate first = LocalDate.of(year.startYear() + 1, month, 1);
        return weekday == null
                ? first.withDayOfMonth(number)
                : first.with(TemporalAdjusters.dayOfWeekInMonth(number, weekday));
    }
}
