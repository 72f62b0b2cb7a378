package org.yearbook.dashboard.words;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.answer.Change;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Unit;

/**
 * A change since the year before, in words.
 *
 * @param arrow up, down or level, as a sign; empty when unknown
 * @param tone better, worse or plain
 * @param words how it moved
 * @param since compared with what; goes on where the words end
 * @param note what a reader has to know about it; empty when nothing
 */
public record Changes(String arrow, String tone, String words, String since, String note) {

    /** {@return the change to a value, as fine as the value is shown} */
    public static Changes of(Metric metric, @Nullable BigDecimal value, Change change) {
        return of(
                metric,
                Precision.among(
                        metric.unit(),
                        value,
                        Optional.ofNullable(value).stream().toList()),
                value,
                change);
    }

    /** {@return the change to a value that is shown as fine as others} */
    public static Changes of(Metric metric, Precision precision, @Nullable BigDecimal value, Change change) {
        if (value != null && change instanceof Change.Plain plain) {
            return moved(metric, precision, plain.difference(), plain.since(), "");
        }
        if (value != null && change instanceof Change.Restated restated) {
            return moved(
                    metric,
                    precision,
                    restated.difference(),
                    restated.since(),
                    "Both years under this year's new definition");
        }
        if (change instanceof Change.NotComparable other) {
            return new Changes(
                    "", "plain", "Not comparable", "with " + other.since(), "The definition changed between the years");
        }
        if (change instanceof Change.First) {
            return new Changes("", "plain", "First year", "with a value", "");
        }
        return new Changes("", "plain", "No value", "for " + change.since(), "");
    }

    private static Changes moved(Metric metric, Precision precision, BigDecimal difference, String since, String note) {
        if (precision.invisible(difference)) {
            String words = difference.signum() == 0 ? "Unchanged" : "Nearly unchanged";
            return new Changes("→", "plain", words, "since " + since, note);
        }
        boolean up = difference.signum() > 0;
        int judged = metric.direction().judge(difference.signum());
        String tone = judged > 0 ? "better" : judged < 0 ? "worse" : "plain";
        String more = metric.unit() == Unit.COUNT ? up ? " more" : " fewer" : up ? " higher" : " lower";
        return new Changes(up ? "▲" : "▼", tone, precision.size(difference) + more, "than " + since, note);
    }

    /** {@return fell 3.2 points, rose by 124, did not move: the verb of a finding} */
    public static String verb(Metric metric, BigDecimal value, BigDecimal difference) {
        if (Numbers.invisible(metric.unit(), value, difference)) {
            return "held steady";
        }
        return (difference.signum() > 0 ? "rose " : "fell ") + Numbers.size(metric.unit(), value, difference);
    }
}
