package org.yearbook.dashboard.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import org.yearbook.warehouse.answer.Direction;
import org.yearbook.warehouse.answer.Unit;

/** Numbers as an American reader expects them, whatever the machine's locale. */
public final class Numbers {

    private static final DecimalFormatSymbols US = DecimalFormatSymbols.getInstance(Locale.US);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private Numbers() {}

    /** {@return a value with its unit: 17.4%, 5,171, $41.20} */
    public static String value(Unit unit, BigDecimal value) {
        return switch (unit) {
            case PERCENT -> format("#,##0.0", value.movePointRight(2)) + "%";
            case COUNT -> format("#,##0", value);
            case CURRENCY -> dollars(value);
            case NUMBER -> format("#,##0.##", value);
        };
    }

    /**
     * {@return a value with its unit, and with one more place where it would else read like a goal that it misses:
     * 93.97% of 94%}
     */
    public static String against(Unit unit, BigDecimal value, Optional<BigDecimal> goal) {
        boolean hidden = unit == Unit.PERCENT
                && goal.filter(aim -> aim.compareTo(value) != 0 && invisible(unit, aim.subtract(value)))
                        .isPresent();
        return hidden ? format("#,##0.00", value.movePointRight(2)) + "%" : value(unit, value);
    }

    /** {@return a goal with its unit, no longer than it was set: 15%, 37.5%, $42} */
    public static String goal(Unit unit, BigDecimal value) {
        return switch (unit) {
            case PERCENT -> format("#,##0.##", value.movePointRight(2)) + "%";
            case CURRENCY -> "$" + format(value.stripTrailingZeros().scale() <= 0 ? "#,##0" : "#,##0.00", value);
            case COUNT, NUMBER -> format("#,##0.##", value);
        };
    }

    /** {@return so many of something: 1 number, 1,024 numbers} */
    public static String of(long count, String one, String many) {
        return whole(count) + " " + (count == 1 ? one : many);
    }

    /** {@return which side of the goal is wanted: 15% or lower} */
    public static String goalWithSide(Unit unit, Direction direction, BigDecimal value) {
        return goal(unit, value)
                + switch (direction) {
                    case UP -> " or higher";
                    case DOWN -> " or lower";
                    case NEITHER -> "";
                };
    }

    /** {@return the size of a difference: 3.2 points, 124, $2.10; never with a sign} */
    public static String size(Unit unit, BigDecimal difference) {
        BigDecimal size = difference.abs();
        if (unit == Unit.PERCENT) {
            String points = format("#,##0.0", size.movePointRight(2));
            return points + ("1.0".equals(points) ? " point" : " points");
        }
        return value(unit, size);
    }

    /** {@return whether a difference would be shown as zero} */
    public static boolean invisible(Unit unit, BigDecimal difference) {
        int places = switch (unit) {
            case PERCENT -> 3;
            case COUNT -> 0;
            case CURRENCY, NUMBER -> 2;
        };
        return difference.setScale(places, RoundingMode.HALF_UP).signum() == 0;
    }

    /** {@return a value as charts place it: percent as 17.44, all else as it is} */
    public static BigDecimal plotted(Unit unit, BigDecimal value) {
        return unit == Unit.PERCENT
                ? value.movePointRight(2).setScale(3, RoundingMode.HALF_UP)
                : value.setScale(3, RoundingMode.HALF_UP);
    }

    /** {@return a value for a file: percent as 17.44, all else as it is, without separators and signs} */
    public static String plain(Unit unit, BigDecimal value) {
        BigDecimal shown = unit == Unit.PERCENT ? value.movePointRight(2) : value;
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    /** {@return what the numbers of a file are counted in} */
    public static String unit(Unit unit) {
        return switch (unit) {
            case PERCENT -> "percent";
            case COUNT -> "count";
            case CURRENCY -> "US dollars";
            case NUMBER -> "number";
        };
    }

    /** {@return a whole number with separators} */
    public static String whole(long number) {
        return format("#,##0", BigDecimal.valueOf(number));
    }

    /** {@return a duration in seconds as people say it: 0.4 s, 12 s, 3 min 5 s} */
    public static String seconds(double seconds) {
        if (seconds < 10) {
            return format("0.0", BigDecimal.valueOf(seconds)) + " s";
        }
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    private static String dollars(BigDecimal value) {
        return "$" + format(value.abs().compareTo(THOUSAND) >= 0 ? "#,##0" : "#,##0.00", value);
    }

    private static String format(String pattern, BigDecimal number) {
        var format = new DecimalFormat(pattern, US);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
