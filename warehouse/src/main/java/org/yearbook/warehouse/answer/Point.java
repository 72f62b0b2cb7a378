package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One stored value of one school year.
 *
 * @param schoolYear such as 2025-26
 * @param version under which it was computed
 * @param value in the metric's unit, percent as a fraction; null unless the status is OK
 * @param numerator null when there is none to show
 * @param denominator null when there is none to show
 * @param n how many people it speaks of, or how many things, when it is not about people
 * @param range what is told instead of the value, as {@code metric_value.value_range} has it; empty otherwise
 */
public record Point(
        String schoolYear,
        int version,
        @Nullable BigDecimal value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        long n,
        Status status,
        String range) {

    /** A value that is told by no range. */
    public Point(
            String schoolYear,
            int version,
            @Nullable BigDecimal value,
            @Nullable BigDecimal numerator,
            @Nullable BigDecimal denominator,
            long n,
            Status status) {
        this(schoolYear, version, value, numerator, denominator, n, status, "");
    }

    /** Why there is a value or none. */
    public enum Status {
        OK,
        NO_DATA,
        /** Its definition needs something that was not delivered: {@link Metric#lacks} says what. */
        MISSING_INPUT,
        NOT_EVALUATED,
        SUPPRESSED,
        /** Everybody may see between which values it lies, and no more. */
        RANGE;

        static Status of(@Nullable String name) {
            if (name == null) {
                return NO_DATA;
            }
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "ok" -> OK;
                case "not_evaluated" -> NOT_EVALUATED;
                case "suppressed" -> SUPPRESSED;
                case "missing_input" -> MISSING_INPUT;
                case "range" -> RANGE;
                default -> NO_DATA;
            };
        }
    }

    /** {@return the same year without its numbers, because they speak of too few} What nobody counted stays so. */
    Point hidden() {
        Status left = status == Status.MISSING_INPUT ? Status.MISSING_INPUT : Status.SUPPRESSED;
        return new Point(schoolYear, version, null, null, null, 0, left);
    }

    static Point absent(String schoolYear, int version) {
        return new Point(schoolYear, version, null, null, null, 0, Status.NO_DATA);
    }
}
