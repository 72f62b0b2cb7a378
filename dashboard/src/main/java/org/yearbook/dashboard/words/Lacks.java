package org.yearbook.dashboard.words;

import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Trend;

/** Why there is no number. */
public final class Lacks {

    private Lacks() {}

    /** {@return why a year of a trend has no value, where the metric is named beside it; empty when it has one} */
    public static String reason(Trend trend, Point point) {
        return switch (point.status()) {
            case MISSING_INPUT ->
                trend.lacks(point).map(lacks -> "Missing: " + lacks).orElse("What it is made of was not delivered");
            case OK -> "";
            case RANGE -> Ranges.words(point.range());
            case SUPPRESSED -> "Speaks of too few people to be shown";
            case NOT_EVALUATED -> "Not computed for this year";
            case NO_DATA ->
                trend.lacks(point)
                        .map(lacks -> "Missing: " + lacks)
                        .orElse(counted(trend) ? "No data for this year" : "Not counted for a single school");
        };
    }

    private static boolean counted(Trend trend) {
        return trend.organization().district() || trend.reported().stream().anyMatch(point -> point.value() != null);
    }

    /** {@return which input the number of a trend lacks, as a sentence; empty when that is not why it is missing} */
    public static String words(Trend trend, Point point) {
        return trend.lacks(point)
                .map(lacks -> "Cannot be computed, for want of " + lacks)
                .orElse("");
    }

    /** {@return the same in a word or two, where there is no room; {@code otherwise} when that is not why} */
    public static String brief(Point point, String otherwise) {
        return point.status() == Point.Status.MISSING_INPUT ? "input missing" : otherwise;
    }
}
