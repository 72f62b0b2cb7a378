package org.yearbook.dashboard.words;

import java.time.Duration;
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
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("h:mm a", Locale.US);

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

    /** {@return 10:15 AM; with its day when that is another than now's: May 14, 2026, 5:02 PM} */
    public static String time(Instant instant, Instant now, ZoneId zone) {
        boolean today =
                instant.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return today ? CLOCK.format(instant.atZone(zone)) : minute(instant, zone);
    }

    /** {@return just now, 25 minutes ago, 3 hours ago, 2 days ago: whole ones, never more than they are} */
    public static String ago(Duration age) {
        if (age.toDays() > 1) {
            return age.toDays() + " days ago";
        }
        if (age.toHours() > 0) {
            return age.toHours() == 1 ? "1 hour ago" : age.toHours() + " hours ago";
        }
        return age.toMinutes() < 1 ? "just now" : Numbers.of(age.toMinutes(), "minute ago", "minutes ago");
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
