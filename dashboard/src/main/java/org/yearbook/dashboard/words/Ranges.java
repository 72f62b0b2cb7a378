package org.yearbook.dashboard.words;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ranges by which everybody is told some rates, as the U.S. Department of Education writes them, in words. */
public final class Ranges {

    private static final Pattern SIDED = Pattern.compile("(LT|LE|GE|GT)(\\d{1,3})");
    private static final Pattern BETWEEN = Pattern.compile("(\\d{1,3})-(\\d{1,3})");

    private Ranges() {}

    /** {@return such as "85 to 89%" of {@code 85-89}} What is written in another way stays as it is. */
    public static String words(String range) {
        Matcher sided = SIDED.matcher(range);
        if (sided.matches()) {
            String percent = sided.group(2) + "%";
            return switch (sided.group(1)) {
                case "LT" -> "less than " + percent;
                case "LE" -> percent + " or less";
                case "GE" -> percent + " or more";
                default -> "more than " + percent;
            };
        }
        Matcher between = BETWEEN.matcher(range);
        if (between.matches()) {
            return between.group(1) + " to " + between.group(2) + "%";
        }
        if (range.equals("PS")) {
            return "too few to show";
        }
        return range.matches("\\d{1,3}") ? range + "%" : range;
    }
}
