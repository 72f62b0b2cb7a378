package org.yearbook.dashboard.schedule;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.yearbook.dashboard.words.Numbers;

/**
 * The last night that took in all that there was.
 *
 * @param daysAgo how long it is ago
 */
public record LastNight(long daysAgo) {

    private static final int FRESH = 2;

    /**
     * {@return the later of two nights}
     *
     * @param published that of the publication
     * @param heard one that took in all that there was, if only nothing
     */
    public static LastNight of(LocalDate published, Optional<LocalDate> heard, LocalDate today) {
        return new LastNight(
                ChronoUnit.DAYS.between(heard.filter(published::isBefore).orElse(published), today));
    }

    public boolean isLongAgo() {
        return daysAgo > FRESH;
    }

    /** {@return that it was so long ago, in words} */
    public String finding() {
        return "The last night was " + Numbers.whole(daysAgo) + " days ago";
    }
}
