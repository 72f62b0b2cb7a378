package org.yearbook.ingest.standardize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns the date patterns of contracts (those of {@link java.time.format.DateTimeFormatter}) into DuckDB's. */
final class DateFormats {

    // DuckDB reads one or two digits for each of these, so M and MM are the same to it.
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("yyyy", "%Y"),
            Map.entry("uuuu", "%Y"),
            Map.entry("yy", "%y"),
            Map.entry("MMM", "%b"),
            Map.entry("MMMM", "%B"),
            Map.entry("MM", "%m"),
            Map.entry("M", "%m"),
            Map.entry("dd", "%d"),
            Map.entry("d", "%d"),
            Map.entry("HH", "%H"),
            Map.entry("H", "%H"),
            Map.entry("hh", "%I"),
            Map.entry("h", "%I"),
            Map.entry("mm", "%M"),
            Map.entry("ss", "%S"),
            Map.entry("a", "%p"),
            Map.entry("S", "%f"),
            Map.entry("SS", "%f"),
            Map.entry("SSS", "%f"),
            Map.entry("SSSSSS", "%f"),
            Map.entry("SSSSSSS", "%n"),
            Map.entry("X", "%z"),
            Map.entry("XX", "%z"),
            Map.entry("XXX", "%z"));

    /** Parts of fixed width with nothing between them: how long each is tells them apart. */
    private static final Pattern RUN_TOGETHER = Pattern.compile("%[YmdyHMS](%[YmdyHMS])+");

    private DateFormats() {}

    /**
     * {@return how many digits a text must have to be read by a DuckDB format; 0 when the format does not ask for so
     * many} DuckDB is content with fewer in each part, and would take 8202025 for a day of the year 8202.
     */
    static int digits(String format) {
        if (!RUN_TOGETHER.matcher(format).matches()) {
            return 0;
        }
        // Each part is two letters of the format and two digits of the text, but for the year of four.
        return format.length() + (format.contains("%Y") ? 2 : 0);
    }

    /** {@return DuckDB formats for a pattern: several when parts of it may be left out} */
    static List<String> of(String pattern) {
        int open = pattern.lastIndexOf('[');
        if (open >= 0) {
            int close = pattern.indexOf(']', open);
            List<String> formats = new ArrayList<>();
            formats.addAll(
                    of(pattern.substring(0, open) + pattern.substring(open + 1, close) + pattern.substring(close + 1)));
            formats.addAll(of(pattern.substring(0, open) + pattern.substring(close + 1)));
            return formats;
        }
        return List.of(plain(pattern));
    }

    private static String plain(String pattern) {
        var format = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char letter = pattern.charAt(at);
            if (letter == '\'') {
                int end = pattern.indexOf('\'', at + 1);
                format.append(pattern, at + 1, end);
                at = end + 1;
            } else if (Character.isLetter(letter)) {
                int end = at;
                while (end < pattern.length() && pattern.charAt(end) == letter) {
                    end++;
                }
                format.append(part(pattern, pattern.substring(at, end)));
                at = end;
            } else {
                format.append(letter);
                at++;
            }
        }
        return format.toString();
    }

    private static String part(String pattern, String letters) {
        String part = PARTS.get(letters);
        if (part == null) {
            throw new IllegalArgumentException(
                    "The date pattern '" + pattern + "' has '" + letters + "', which is not read");
        }
        return part;
    }
}
