package org.yearbook.ingest.land;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * The text of a cell, as a person reads it as far as that says more than the bare number: dates and times by the cell's
 * format, leading zeros of a format like {@code 00000}. Numbers have no exponent, no trailing zeros and the 15 digits
 * that Excel keeps.
 */
final class CellText {

    private static final MathContext DIGITS = new MathContext(15);
    private static final int MOST_ZEROS = 400;
    private static final int HEXADECIMAL = 16;

    /** Digits of a number of 64 bits. */
    private static final int LONGEST_NUMBER = 19;

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final long SECONDS_OF_DAY = 86_400;

    /** Excel believes that there was a 29th of February 1900. */
    private static final long LEAP_1900 = 60;

    /** Decimals of a day down to its milliseconds. */
    private static final int MILLISECONDS = 8;

    /** The days that Excel can show, up to 9999-12-31. */
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466);

    /** What in a format is text or a colour and stands for no part of the value. */
    private static final Pattern DECORATION =
            Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+]|m+]|s+])[^]]*]", Pattern.CASE_INSENSITIVE);

    private static final Pattern ZEROS = Pattern.compile("0{2,}");

    /** Formats of days that have a number and no text. */
    private static final Set<Integer> DAYS = Set.of(14, 15, 16, 17);

    /** Such that show the time too, or that other languages use for either: those of East Asia. */
    private static final Set<Integer> MOMENTS =
            Set.of(22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58);

    private static final Set<Integer> TIMES = Set.of(18, 19, 20, 21, 45, 47);

    /** A character that XML does not hold, or a line break of Windows, as workbooks write it. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /** What a number format makes of a number. */
    private enum Kind {
        NUMBER,
        /** Without the time, whatever the number says of it. */
        DAY,
        MOMENT,
        TIME,
        DURATION
    }

    /** A day, a time, or both, as workbooks write them that do not count days. */
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})?T?(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)?Z?");

    private static final BigDecimal NANOS_OF_DAY = BigDecimal.valueOf(SECONDS_OF_DAY * 1_000_000_000L);

    private final boolean from1904;
    private final boolean writtenDays;

    /**
     * Prepares for a workbook.
     *
     * @param from1904 whether its days are counted from 1904
     * @param writtenDays whether there are days in it that are written and not counted
     */
    CellText(boolean from1904, boolean writtenDays) {
        this.from1904 = from1904;
        this.writtenDays = writtenDays;
    }

    /** {@return the text of a cell; empty when it has none} */
    String of(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        Object value = cell.getValue();
        if (value instanceof BigDecimal number) {
            return number(number, cell.getDataFormatId(), cell.getDataFormatString());
        }
        if (value instanceof Boolean truth) {
            return truth.toString();
        }
        String text = value == null ? cell.getRawValue() : value.toString();
        if (text == null) {
            return "";
        }
        boolean day = writtenDays && (cell.getType() == CellType.ERROR || cell.getType() == CellType.FORMULA);
        return day ? written(text, cell.getDataFormatId(), cell.getDataFormatString()) : unescaped(text);
    }

    /** {@return the text that is meant; {@code _x005F_} is the line before an x that stands for itself} */
    private static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                Character.toString(Integer.parseInt(found.group(1), HEXADECIMAL))))
                : text;
    }

    /** {@return what a cell shows whose day and time are written; anything else as it is} */
    private String written(String text, @Nullable Integer formatId, @Nullable String format) {
        Matcher parts = WRITTEN.matcher(text);
        if (!parts.matches() || (parts.group(1) == null && parts.group(2) == null)) {
            return text;
        }
        try {
            long day = parts.group(1) == null ? 0 : number(LocalDate.parse(parts.group(1)));
            LocalTime time = parts.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(parts.group(2));
            if (day < 0) {
                return text;
            }
            BigDecimal ofDay = BigDecimal.valueOf(time.toNanoOfDay()).divide(NANOS_OF_DAY, DIGITS);
            Kind shown = kind(formatId == null ? 0 : formatId, format);
            Kind said = parts.group(1) == null ? Kind.TIME : Kind.MOMENT;
            return moment(BigDecimal.valueOf(day).add(ofDay), shown == Kind.NUMBER ? said : shown);
        } catch (DateTimeException noSuchDay) {
            return text;
        }
    }

    /** {@return the number that Excel has for a day} */
    private long number(LocalDate day) {
        long number = ChronoUnit.DAYS.between(first(LEAP_1900), day);
        return from1904 || number > LEAP_1900 ? number : number - 1;
    }

    String number(BigDecimal number, @Nullable Integer formatId, @Nullable String format) {
        Kind kind = kind(formatId == null ? 0 : formatId, format);
        boolean showsDay = kind != Kind.NUMBER && number.signum() >= 0 && number.compareTo(LAST_DAY) < 0;
        if (showsDay) {
            return moment(number, kind);
        }
        if (number.precision() + Math.abs((long) number.scale()) > MOST_ZEROS) {
            return number.toString();
        }
        BigDecimal rounded = digits(number);
        String plain =
                rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        int width = format != null && ZEROS.matcher(format).matches() ? format.length() : 0;
        boolean padded = plain.length() < width && plain.matches("\\d+");
        return padded ? "0".repeat(width - plain.length()) + plain : plain;
    }

    /**
     * {@return the digits that count} Excel itself writes a number of more than 15 with an exponent; one that is
     * written out comes from a program that means it.
     */
    private static BigDecimal digits(BigDecimal number) {
        boolean writtenOut = number.scale() == 0 && number.precision() <= LONGEST_NUMBER;
        return writtenOut ? number : number.round(DIGITS);
    }

    private String moment(BigDecimal number, Kind kind) {
        if (kind == Kind.DAY) {
            // What a formula made of days may be a day less a nothing.
            long day = number.setScale(MILLISECONDS, RoundingMode.HALF_UP).longValue();
            return first(day).plusDays(day).toString();
        }
        long days = number.longValue();
        BigDecimal ofDay = number.subtract(BigDecimal.valueOf(days));
        long seconds = Math.round(ofDay.doubleValue() * SECONDS_OF_DAY);
        if (kind == Kind.DURATION) {
            long all = days * SECONDS_OF_DAY + seconds;
            return String.format(Locale.ROOT, "%02d:%02d:%02d", all / 3600, all / 60 % 60, all % 60);
        }
        if (kind == Kind.TIME && days == 0 && seconds < SECONDS_OF_DAY) {
            return TIME.format(LocalTime.ofSecondOfDay(seconds));
        }
        LocalDateTime moment = first(days).plusDays(days).atStartOfDay().plusSeconds(seconds);
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? moment.toLocalDate().toString()
                : DAY_AND_TIME.format(moment);
    }

    /** {@return day 0} */
    private LocalDate first(long days) {
        if (from1904) {
            return LocalDate.of(1904, 1, 1);
        }
        return days < LEAP_1900 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
    }

    private static Kind kind(int id, @Nullable String format) {
        if (format == null) {
            return builtIn(id);
        }
        String bare = DECORATION
                .matcher(format.split(";", -1)[0])
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("am/pm", "")
                .replace("a/p", "");
        if (bare.contains("general")) {
            return Kind.NUMBER;
        }
        if (bare.contains("[")) {
            return Kind.DURATION;
        }
        boolean time = bare.indexOf('h') >= 0 || bare.indexOf('s') >= 0;
        boolean day = bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0 || (!time && bare.indexOf('m') >= 0);
        return day && time ? Kind.MOMENT : day ? Kind.DAY : time ? Kind.TIME : Kind.NUMBER;
    }

    /** The formats that have a number and no text. */
    private static Kind builtIn(int id) {
        if (id == 46) {
            return Kind.DURATION;
        }
        if (MOMENTS.contains(id)) {
            return Kind.MOMENT;
        }
        return TIMES.contains(id) ? Kind.TIME : DAYS.contains(id) ? Kind.DAY : Kind.NUMBER;
    }
}
