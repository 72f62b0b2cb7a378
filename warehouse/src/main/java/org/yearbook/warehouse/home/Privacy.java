package org.yearbook.warehouse.home;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a district decides about the numbers that it shares.
 *
 * @param minimumGroupSize smallest group that a shared number may speak of
 * @param hiddenRange at least this many numbers apart are the least and the most that a hidden count of people may be
 * @param releaseDays days of the year on which shared numbers may change, within a calendar year
 */
public record Privacy(int minimumGroupSize, int hiddenRange, List<MonthDay> releaseDays) {

    /** Half of the usual minimum group: measured to cost hardly any number. */
    static final int USUAL_RANGE = 5;

    public Privacy {
        releaseDays = List.copyOf(releaseDays);
    }

    /** {@return the last release day on or before {@code night}} */
    public LocalDate lastReleaseDay(LocalDate night) {
        return IntStream.of(0, 1)
                .boxed()
                .flatMap(back -> releaseDays.stream().map(day -> day.atYear(night.getYear() - back)))
                .filter(day -> !day.isAfter(night))
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
    }
}
