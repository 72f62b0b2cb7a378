package org.yearbook.ingest.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done to a number or a date that a source counts otherwise than the entity does: seconds for hours, the first
 * day away for the last day there.
 *
 * @param times what a number is multiplied by
 * @param per what it is divided by then
 * @param days how many days are added to a date
 */
public record Adjustment(long times, long per, int days) {

    /** Taken as delivered. */
    public static final Adjustment NONE = new Adjustment(1, 1, 0);

    private static final Pattern SCALE = Pattern.compile("(\\d{1,9})(?:\\s*/\\s*([1-9]\\d{0,8}))?");

    /** {@return whether numbers change} */
    public boolean scales() {
        return times != per;
    }

    static Adjustment read(YamlMap property, LogicalType type) {
        String scale = property.text("scale", "1");
        int days = property.number("shift", 0, -366, 366);
        Matcher matcher = SCALE.matcher(scale);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            property.fault("scale", "'scale' must be a whole number or a fraction, like 1/3600, not '" + scale + "'");
            return NONE;
        }
        if (property.has("scale") && type != LogicalType.DECIMAL && type != LogicalType.MONEY) {
            property.fault("scale", "a 'scale' is for numbers: 'logicalType' must be decimal or money");
        }
        if (property.has("shift") && type != LogicalType.DATE) {
            property.fault("shift", "a 'shift' is for dates: 'logicalType' must be date");
        }
        long per = matcher.group(2) == null ? 1 : Long.parseLong(matcher.group(2));
        return new Adjustment(Long.parseLong(matcher.group(1)), per, days);
    }
}
