package org.yearbook.dashboard.words;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.answer.Unit;

/** How fine the values of one column are shown: all alike, so that $13,682 has no $811.32 below it. */
public record Precision(Unit unit, int places) {

    /**
     * {@return the precision of a column} It is whole where any value is large enough to be, unless another would read
     * as nothing then; else that of the finest.
     */
    public static Precision of(Unit unit, Collection<BigDecimal> values) {
        int coarsest = Integer.MAX_VALUE;
        int finest = 0;
        boolean nothing = false;
        for (BigDecimal value : values) {
            if (value.signum() != 0) {
                int places = Numbers.places(unit, value);
                coarsest = Math.min(coarsest, places);
                finest = Math.max(finest, places);
                nothing |= Numbers.hides(unit, value, 0);
            }
        }
        if (coarsest == Integer.MAX_VALUE) {
            return new Precision(unit, Numbers.places(unit, BigDecimal.ZERO));
        }
        return new Precision(unit, coarsest == 0 && !nothing ? 0 : finest);
    }

    /**
     * {@return the precision of a value among other numbers}
     *
     * @param money all dollars among them, with the value where it is dollars: they are all as fine
     */
    public static Precision among(Unit unit, @Nullable BigDecimal value, Collection<BigDecimal> money) {
        return of(unit, unit == Unit.CURRENCY ? money : value == null ? List.of() : List.of(value));
    }

    /** {@return a value with its unit} */
    public String value(BigDecimal value) {
        return Numbers.shown(unit, value, places);
    }

    /** {@return a value with its unit, finer where it would else read like a goal that it misses} */
    public String against(BigDecimal value, Optional<BigDecimal> goal) {
        return Numbers.against(unit, value, goal, places);
    }

    /** {@return whether a difference would be shown as zero beside its value} */
    public boolean invisible(BigDecimal difference) {
        return difference.signum() == 0 || Numbers.hides(unit, difference, places);
    }

    /** {@return the size of a difference between values of the column, never with a sign} */
    public String size(BigDecimal difference) {
        return Numbers.size(unit, difference, places);
    }
}
