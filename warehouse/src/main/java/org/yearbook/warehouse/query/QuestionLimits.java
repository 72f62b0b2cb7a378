package org.yearbook.warehouse.query;

import java.time.Duration;

/**
 * How much one question may take.
 *
 * @param rows of the answer
 * @param bytes of the answer, as text or as Arrow
 * @param time from its turn to its last row, the reading included
 * @param cut whether an answer of more rows or bytes ends there and says so; otherwise it is stopped, so that nobody
 *     takes a part for the whole
 */
public record QuestionLimits(long rows, long bytes, Duration time, boolean cut) {

    private static final long MEGABYTE = 1 << 20;

    public QuestionLimits {
        if (rows < 1 || bytes < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("A question needs room for one row, one byte and some time");
        }
    }

    /** {@return for looking at an answer: 10,000 rows, 16 MB, one minute; more is cut} */
    public static QuestionLimits look() {
        return new QuestionLimits(10_000, 16 * MEGABYTE, Duration.ofMinutes(1), true);
    }

    /** {@return for taking an answer away: 10 million rows, 4 GB, ten minutes; more is stopped} */
    public static QuestionLimits take() {
        return new QuestionLimits(10_000_000, 4096 * MEGABYTE, Duration.ofMinutes(10), false);
    }
}
