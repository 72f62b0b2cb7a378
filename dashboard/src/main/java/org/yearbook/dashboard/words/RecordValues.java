package org.yearbook.dashboard.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a formula read of a record, in words. */
public final class RecordValues {

    private static final BigDecimal UNITS_A_DAY = new BigDecimal(2520);

    private RecordValues() {}

    /** {@return all of it in one line, by column} */
    public static String words(Map<String, String> read) {
        return read.entrySet().stream()
                .map(entry -> value(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    // Time is kept in units of 1/2520 day, which nobody counts in.
    private static String value(String column, String value) {
        if (column.endsWith("_units") && value.matches("-?\\d{1,12}")) {
            BigDecimal days = new BigDecimal(value).divide(UNITS_A_DAY, 2, RoundingMode.HALF_UP);
            return spelled(column.substring(0, column.length() - "_units".length())) + " "
                    + days.stripTrailingZeros().toPlainString()
                    + (days.compareTo(BigDecimal.ONE) == 0 ? " day" : " days");
        }
        String words = switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> "yes";
            case "false" -> "no";
            case "" -> "none";
            default -> value;
        };
        return spelled(column) + " " + words;
    }

    /** {@return the name of a column as people read it} */
    public static String spelled(String name) {
        String words = name.replace("_key", "").replace('_', ' ').strip();
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
