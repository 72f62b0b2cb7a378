package org.yearbook.ingest.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.YamlMap;

/**
 * What is done to a value that a source writes otherwise than the entity wants it: seconds for hours, the first day
 * away for the last day there, a text filled up with blanks.
 *
 * @param times what a number is multiplied by
 * @param per what it is divided by then
 * @param days how many days are added to a date
 * @param padded whether the source fills a text up with blanks, which say nothing about how it is written
 * @param extract the part of a text that counts, as a regular expression with one group; null when all of it does
 * @param unused whether the column only holds its place in a file without column names
 */
public record Adjustment(
        long times,
        long per,
        int days,
        boolean padded,
        @Nullable String extract,
        boolean unused) {

    /** Taken as delivered. */
    public static final Adjustment NONE = new Adjustment(1, 1, 0, false, null, false);

    private static final Pattern SCALE = Pattern.compile("(\\d{1,9})(?:\\s*/\\s*([1-9]\\d{0,8}))?");

    /** {@return whether numbers change} */
    public boolean scales() {
        return times != per;
    }

    static Adjustment read(YamlMap property, LogicalType type) {
        String scale = property.text("scale", "1");
        Matcher matcher = SCALE.matcher(scale);
        boolean fits = matcher.matches() && Long.parseLong(matcher.group(1)) != 0;
        if (!fits) {
            property.fault("scale", "'scale' must be a whole number or a fraction, like 1/3600, not '" + scale + "'");
        }
        if (property.has("scale") && type != LogicalType.DECIMAL && type != LogicalType.MONEY) {
            property.fault("scale", "a 'scale' is for numbers: 'logicalType' must be decimal or money");
        }
        if (property.has("shift") && type != LogicalType.DATE) {
            property.fault("shift", "a 'shift' is for dates: 'logicalType' must be date");
        }
        return new Adjustment(
                fits ? Long.parseLong(matcher.group(1)) : 1,
                fits && matcher.group(2) != null ? Long.parseLong(matcher.group(2)) : 1,
                property.number("shift", 0, -366, 366),
                property.flag("padded"),
                extract(property, type),
                property.flag("unused"));
    }

    private static @Nullable String extract(YamlMap property, LogicalType type) {
        String pattern = property.textOrNull("extract");
        if (pattern == null) {
            return null;
        }
        if (type != LogicalType.TEXT) {
            property.fault("extract", "an 'extract' is for texts: 'logicalType' must be text");
        }
        return OneGroup.read(
                property, "extract", pattern, "the part that counts as its only group, like ([A-F][+-]?)$");
    }
}
