package org.yearbook.dashboard.words;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.warehouse.answer.Unit;
import org.yearbook.warehouse.explain.Cause;
import org.yearbook.warehouse.explain.Fraction;

/** The parts of a move, as people say them. */
public final class Moves {

    /** As fine as values are published; a change that is finer is one all the same. */
    private static final BigDecimal LEAST = new BigDecimal("0.000001");

    private Moves() {}

    /** {@return what a part is called; several causes that stand together have one name} */
    public static String name(Set<Cause> causes) {
        List<Cause> real = spoken(causes);
        return real.size() == 1 ? real.get(0).words() : "Other changes";
    }

    private static List<Cause> spoken(Collection<Cause> causes) {
        List<Cause> real =
                causes.stream().filter(cause -> cause != Cause.ROUNDING).toList();
        return real.isEmpty() ? List.copyOf(causes) : real;
    }

    /** {@return what falls under a part, in a sentence} */
    public static String meaning(Set<Cause> causes) {
        List<Cause> real = spoken(causes);
        return real.size() == 1
                ? real.get(0).meaning()
                : "Together: "
                        + real.stream().map(cause -> inSentence(cause.words())).collect(Collectors.joining(", ")) + ".";
    }

    /** {@return the reason as it goes on after a size: 0.9 because records were corrected} */
    public static String because(Set<Cause> causes) {
        List<Cause> real = spoken(causes);
        if (real.size() != 1) {
            return "for other reasons";
        }
        return switch (real.get(0)) {
            case DEFINITION -> "because the definition changed";
            case CORRECTED -> "because data was corrected";
            case ARRIVED -> "because data about earlier days arrived late";
            case REAL -> "because of what happened since";
            case YEAR -> "because the people and events of the years differ";
            case METHOD -> "because it is computed in another way";
            case ROUNDING -> "from rounding";
        };
    }

    /** {@return the reason where no other part is told, so that there is nothing that it could be other than} */
    public static String alone(Set<Cause> causes) {
        return spoken(causes).size() == 1 ? because(causes) : "for reasons that cannot be told apart";
    }

    private static String inSentence(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    /** {@return a change as a decimal, as fine as values are published} */
    public static BigDecimal decimal(Fraction change) {
        return change.rounded(6);
    }

    /** {@return a change to a value with its sign, as fine as the value is shown: +0.9 points, −12, 0} */
    public static String signed(Unit unit, BigDecimal value, Fraction change) {
        if (change.signum() == 0) {
            return "0";
        }
        String sign = change.signum() > 0 ? "+" : "−";
        BigDecimal decimal = decimal(change);
        return sign + Numbers.size(unit, value, decimal.signum() == 0 ? LEAST : decimal);
    }

    /** {@return what exact changes count in, as the heading of a column} */
    public static String unit(Unit unit) {
        return switch (unit) {
            case PERCENT -> "Points";
            case COUNT -> "Count";
            case CURRENCY -> "Dollars";
            case NUMBER -> "Change";
        };
    }

    /** {@return a change as an exact fraction, with its sign: +3/412} */
    public static String fraction(Fraction change) {
        return (change.signum() > 0 ? "+" : "") + change.toString().replace('-', '−');
    }

    /** {@return a change as fine as values are published, with its sign} */
    public static String fine(Unit unit, Fraction change) {
        BigDecimal shown =
                unit == Unit.PERCENT ? decimal(change).movePointRight(2).setScale(4) : decimal(change);
        String sign = change.signum() > 0 ? "+" : change.signum() < 0 ? "−" : "";
        String digits = unit == Unit.PERCENT
                ? shown.abs().toPlainString()
                : shown.signum() == 0 ? "0" : shown.abs().stripTrailingZeros().toPlainString();
        return sign + digits;
    }
}
