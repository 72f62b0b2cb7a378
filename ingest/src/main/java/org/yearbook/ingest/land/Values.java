package org.yearbook.ingest.land;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yearbook.ingest.contract.Column;

/** Tells whether a text is what its column is agreed to hold, and which day a date is. */
public final class Values {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+(\\.0*)?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern FRACTION = Pattern.compile("\\d*\\.?\\d+|\\d+/\\d+");
    private static final Set<String> TRUTH = Set.of("true", "t", "yes", "y", "1", "false", "f", "no", "n", "0");

    private Values() {}

    /** {@return whether there is a way to tell} */
    static boolean judged(Column column) {
        return switch (column.type()) {
            case TEXT, LIST, PHONE, EMAIL -> false;
            default -> column.codes().isEmpty() && column.codeSet() == null;
        };
    }

    /** {@return whether {@code text} can be read as the column's type} */
    public static boolean fit(Column column, String text) {
        String bare = text.strip();
        String number = bare.replace(",", "");
        return switch (column.type()) {
            case INTEGER -> INTEGER.matcher(number).matches();
            case DECIMAL -> DECIMAL.matcher(number).matches();
            case MONEY -> DECIMAL.matcher(number.replaceAll("[$()\\s]", "")).matches();
            case FRACTION -> FRACTION.matcher(bare).matches();
            case BOOLEAN -> TRUTH.contains(bare.toLowerCase(Locale.ROOT));
            case DATE, TIMESTAMP, MONTH -> day(column, bare).isPresent();
            case TEXT, LIST, PHONE, EMAIL -> true;
        };
    }

    /** {@return the day of a date or a timestamp, the first one of a month or a year} */
    static Optional<LocalDate> day(Column column, String text) {
        return day(column.patterns(), text);
    }

    /** {@return the day that a text means by the first of some date patterns that it is written by} */
    public static Optional<LocalDate> day(List<String> patterns, String text) {
        return patterns.stream()
                .map(pattern -> day(pattern, text.strip()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A 31st of February is no day, and of a year or a month that stands alone the first day is meant. */
    private static Optional<LocalDate> day(String pattern, String text) {
        DateTimeFormatter strict = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern.replace('y', 'u'))
                .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
                .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                .toFormatter(Locale.US)
                .withResolverStyle(ResolverStyle.STRICT);
        try {
            return Optional.ofNullable(strict.parse(text).query(TemporalQueries.localDate()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
