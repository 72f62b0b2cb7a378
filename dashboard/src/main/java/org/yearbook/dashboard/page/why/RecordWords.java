package org.yearbook.dashboard.page.why;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.explain.Explanation.Amounts;
import org.yearbook.warehouse.explain.Explanation.Counted;
import org.yearbook.warehouse.explain.Explanation.Counts;
import org.yearbook.warehouse.explain.Explanation.Named;

/** The records behind a part, in words. */
final class RecordWords {

    private static final BigDecimal UNITS_A_DAY = new BigDecimal(2520);

    private RecordWords() {}

    /** {@return who or what it is} */
    static String who(Counted record) {
        Named person = record.person();
        if (person != null) {
            return person.name().isBlank() ? spelled(person.kind()) : person.name();
        }
        return record.identity().entrySet().stream()
                .map(entry -> spelled(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** {@return the number by which people know it; empty for things} */
    static String number(Counted record) {
        Named person = record.person();
        return person == null ? "" : person.number();
    }

    /** {@return what became of it in the number} */
    static String did(Counted record) {
        String numerator = moved(record.numerator(), "counted now", "no longer counted");
        String denominator = moved(record.denominator(), "came to the group", "left the group");
        if (denominator.isEmpty()) {
            return numerator;
        }
        return numerator.isEmpty() ? denominator : denominator + ", " + numerator;
    }

    private static String moved(Amounts amounts, String came, String left) {
        int change = amounts.after().compareTo(amounts.before());
        if (change == 0) {
            return "";
        }
        if (amounts.before().signum() == 0) {
            return came;
        }
        return amounts.after().signum() == 0
                ? left
                : "counts as " + amounts.after().toPlainString() + " instead of "
                        + amounts.before().toPlainString();
    }

    /** {@return what the formula read of it} */
    static String values(Map<String, String> read) {
        return read.isEmpty()
                ? "not there"
                : read.entrySet().stream()
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

    /** {@return what moved, in a sentence} */
    static String counts(Counts counts, boolean share) {
        var text = new StringBuilder();
        say(text, counts.enteredNumerator(), "came to be counted");
        say(text, counts.leftNumerator(), "no longer counted");
        if (share) {
            say(text, counts.enteredDenominator(), "came to the group");
            say(text, counts.leftDenominator(), "left the group");
        }
        say(text, counts.otherAmount(), "counted for another amount");
        return text.isEmpty() ? "Nothing moved." : text.append('.').toString();
    }

    private static void say(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(Numbers.whole(count))
                    .append(' ')
                    .append(what);
        }
    }

    static String spelled(String name) {
        String words = name.replace("_key", "").replace('_', ' ').strip();
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
