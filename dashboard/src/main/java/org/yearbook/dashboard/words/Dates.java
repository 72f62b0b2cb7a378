package org.yearbook.dashboard.words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates as an American reader expects them. */
public final class Dates {

    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy", Locale.US);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.US);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm a", Locale.US);

    private Dates() {}

    /** {@return Friday, May 15, 2026} */
    public static String full(LocalDate day) {
        return LONG.format(day);
    }

    /** {@return May 15, 2026; a dash when unknown} */
    public static String brief(@Nullable LocalDate day) {
        return day == null ? "–" : SHORT.format(day);
    }

    /** {@return May 15, 2026, 2:10 AM in the district's zone} */
    public static String minute(Instant instant, ZoneId zone) {
        return MINUTE.format(instant.atZone(zone));
    }

    /** {@return how old a day is on another: this night, 1 day before, 12 days before; unknown when it is} */
    public static String age(@Nullable LocalDate day, LocalDate on) {
        if (day == null) {
            return "unknown";
        }
        long days = ChronoUnit.DAYS.between(day, on);
        if (days <= 0) {
            return "this night";
        }
        return days == 1 ? "1 day before" : days + " days before";
    }
}
