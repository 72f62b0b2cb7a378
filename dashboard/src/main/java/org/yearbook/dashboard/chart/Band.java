package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.answer.Direction;
import org.yearbook.warehouse.answer.Metric;

/**
 * Where a value lies beside its goal: a strip 100 wide, with the goal in its middle. On one side lies what meets it, on
 * the other what is near it and what is not.
 *
 * @param place of the value
 * @param met from and width of what meets the goal
 * @param near from and width of what is near; of no width where nothing is
 * @param missed from and width of the rest
 */
public record Band(String place, Zone met, Zone near, Zone missed) {

    private static final double MIDDLE = 50;
    private static final double EDGE = 4;
    private static final double ROOM = 1.25;
    private static final double LEAST = 0.04;

    /** A part of the strip. */
    public record Zone(String from, String width) {

        private static Zone between(double one, double other) {
            return new Zone(number(Math.min(one, other)), number(Math.abs(other - one)));
        }
    }

    /** {@return the strip; nothing without a value, a goal or a wanted direction} */
    public static Optional<Band> of(Metric metric, @Nullable BigDecimal value, Optional<BigDecimal> goal) {
        if (value == null || goal.isEmpty() || metric.direction() == Direction.NEITHER) {
            return Optional.empty();
        }
        double aim = goal.get().doubleValue();
        double away = value.doubleValue() - aim;
        double near = metric.near().doubleValue();
        double reach = Math.max(Math.max(Math.abs(away) * ROOM, near * 2), Math.max(Math.abs(aim) * LEAST, 1e-9));
        double place = Math.max(EDGE, Math.min(100 - EDGE, MIDDLE + MIDDLE * away / reach));
        double good = metric.direction() == Direction.UP ? 100 : 0;
        double edge = MIDDLE + (good > MIDDLE ? -1 : 1) * MIDDLE * near / reach;
        return Optional.of(new Band(
                number(place), Zone.between(MIDDLE, good), Zone.between(edge, MIDDLE), Zone.between(100 - good, edge)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
