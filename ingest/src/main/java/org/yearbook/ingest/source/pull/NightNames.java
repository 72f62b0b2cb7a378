package org.yearbook.ingest.source.pull;

import java.time.LocalDate;
import org.yearbook.ingest.source.folder.Inbox;

/** Names and addresses that hold a night's day or school year. */
public final class NightNames {

    private static final String DATE = "{date}";

    private NightNames() {}

    /**
     * {@return a text with its placeholders filled} Known are <code>{date}</code>, like 2026-11-25, and <code>{year}
     * </code>, the school year, like 2026-27.
     *
     * @param daysBack how many days before the night the day is
     */
    public static String fill(String pattern, PullContext context, int daysBack) {
        return fill(pattern, context, context.date(), daysBack);
    }

    /** {@return the same for another night} */
    public static String fill(String pattern, PullContext context, LocalDate night, int daysBack) {
        LocalDate day = night.minusDays(daysBack);
        return pattern.replace(DATE, day.toString())
                .replace("{year}", context.district().schoolYear(day).toString());
    }

    /** {@return whether each day has a text of its own} */
    public static boolean isDaily(String pattern) {
        return pattern.contains(DATE);
    }

    /** {@return whether a text has no other placeholders than those} */
    public static boolean known(String pattern) {
        String bare = pattern.replace("{date}", "").replace("{year}", "");
        return bare.indexOf('{') < 0 && bare.indexOf('}') < 0;
    }

    /** {@return whether a name can lie in the inbox and be taken from there} */
    public static boolean fitsInbox(String name) {
        return name.matches("[^/\\\\\\x00-\\x1f:*?\"<>|]{1,200}") && Inbox.takes(name);
    }
}
