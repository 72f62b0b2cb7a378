package org.yearbook.dashboard.words;

import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Point;

/** Why there is no number, where what it is made of did not come. */
public final class Lacks {

    private Lacks() {}

    /**
     * {@return which input the number of an authority lacks, as a sentence; empty when that is not why it is missing}
     */
    public static String words(Metric metric, String authority, Point point) {
        return metric.lacks(authority, point)
                .map(lacks -> "Cannot be computed, for want of " + lacks)
                .orElse("");
    }

    /** {@return the same in a word or two, where there is no room; {@code otherwise} when that is not why} */
    public static String brief(Point point, String otherwise) {
        return point.status() == Point.Status.MISSING_INPUT ? "input missing" : otherwise;
    }
}
