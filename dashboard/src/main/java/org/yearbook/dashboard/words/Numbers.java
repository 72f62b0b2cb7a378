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
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final int MOST_MORE_PLACES = 3;
    private static final int CENTS = 2;

    private Numbers() {}

    /** {@return a value with its unit: 17.4%, 5,171, $41.20, 15.1} */
    public static String value(Unit unit, BigDecimal value) {
        return shown(unit, value, places(unit, value));
    }

    /**
     * {@return a value with its unit, and with as many more places as it takes where it would else read like a goal
     * that it misses: 93.97% of 94%}
     */
    public static String against(Unit unit, BigDecimal value, Optional<BigDecimal> goal) {
        return against(unit, value, goal, places(unit, value));
    }

    static String against(Unit unit, BigDecimal value, Optional<BigDecimal> goal, int least) {
        int places = least;
        if (unit == Unit.COUNT || goal.isEmpty() || !hides(unit, value.subtract(goal.get()), places)) {
            return shown(unit, value, places);
        }
        int finest = places + MOST_MORE_PLACES;
        do {
            places = unit == Unit.CURRENCY && places == 0 ? CENTS : places + 1;
        } while (places < finest && shown(unit, value, places).equals(shown(unit, goal.get(), places)));
        return shown(unit, value, places);
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

    /**
     * {@return the size of a difference, as fine as the value is shown that it belongs to: 3.2 points, 124, $2.10
     * beside $51.38, $811 beside $13,682; what that would show as zero is less than the least; never with a sign}
     */
    public static String size(Unit unit, BigDecimal value, BigDecimal difference) {
        return size(unit, difference, places(unit, value));
    }

    static String size(Unit unit, BigDecimal difference, int places) {
        if (hides(unit, difference, places)) {
            return "less than "
                    + (unit == Unit.CURRENCY && places == CENTS
                            ? "1 cent"
                            : measured(unit, BigDecimal.ONE.movePointLeft(places + hundredths(unit)), places));
        }
        return measured(unit, difference.abs(), places);
    }

    private static String measured(Unit unit, BigDecimal size, int places) {
        if (unit != Unit.PERCENT) {
            return shown(unit, size, places);
        }
        String points = rounded(size.movePointRight(2), places);
        return points + ("1.0".equals(points) ? " point" : " points");
    }

    /** {@return whether a difference would be shown as zero beside its value} */
    public static boolean invisible(Unit unit, BigDecimal value, BigDecimal difference) {
        return new Precision(unit, places(unit, value)).invisible(difference);
    }

    /** {@return whether something would be shown as zero} */
    static boolean hides(Unit unit, BigDecimal number, int places) {
        return number.signum() != 0
                && number.setScale(places + hundredths(unit), RoundingMode.HALF_UP)
                                .signum()
                        == 0;
    }

    // One rule for a value and for all that stands beside it, so that "$13,682" has no "$811.32 higher" next to it.
    static int places(Unit unit, BigDecimal value) {
        boolean large = value.abs().compareTo(THOUSAND) >= 0;
        return switch (unit) {
            case PERCENT -> 1;
            case COUNT -> 0;
            case CURRENCY -> value.abs().compareTo(HUNDRED) >= 0 ? 0 : CENTS;
            case NUMBER -> large ? 0 : value.abs().compareTo(BigDecimal.ONE) >= 0 ? 1 : 2;
        };
    }

    private static int hundredths(Unit unit) {
        return unit == Unit.PERCENT ? 2 : 0;
    }

    static String shown(Unit unit, BigDecimal value, int fewest) {
        int places = telling(unit, value, fewest);
        return switch (unit) {
            case PERCENT -> rounded(value.movePointRight(2), places) + "%";
            case CURRENCY -> "$" + rounded(value, places);
            case COUNT, NUMBER -> rounded(value, places);
        };
    }

    /** What is there never reads as nothing, and what lacks a little never as all: 0.04%, 99.97%. */
    private static int telling(Unit unit, BigDecimal value, int fewest) {
        int places = fewest;
        boolean fine = unit == Unit.PERCENT || unit == Unit.NUMBER;
        while (fine && places < fewest + MOST_MORE_PLACES && misleads(unit, value, places)) {
            places++;
        }
        return places;
    }

    private static boolean misleads(Unit unit, BigDecimal value, int places) {
        boolean lacks = unit == Unit.PERCENT && value.compareTo(BigDecimal.ONE) < 0;
        return hides(unit, value, places)
                || (lacks && value.setScale(places + 2, RoundingMode.HALF_UP).compareTo(BigDecimal.ONE) == 0);
    }

    private static String rounded(BigDecimal number, int places) {
        return format(places == 0 ? "#,##0" : "#,##0." + "0".repeat(places), number);
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

    /** {@return how many there are, in parts only where there are parts: 412, 11.5} */
    public static String counted(BigDecimal number) {
        return format("#,##0.##", number);
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

    private static String format(String pattern, BigDecimal number) {
        var format = new DecimalFormat(pattern, US);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
