package org.yearbook.dashboard.api.metric;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number as the contract tells it. Names are those of the table {@code metric_value}, in the writing of OneRoster and
 * Ed-Fi.
 *
 * @param n how many people it speaks of, or things; null when hidden
 * @param value percent as a fraction of one
 * @param status ok, no_data, not_evaluated or suppressed
 * @param statusReason why there is no number, in a sentence; null when there is one
 * @param goal null without one, and for restated values
 * @param standing met, near, not_met, no_goal, no_data or suppressed
 */
record ValueData(
        String metric,
        String authority,
        int version,
        String policy,
        String schoolYear,
        String organizationId,
        String organizationType,
        String groupDimension,
        String groupValue,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        @Nullable Long n,
        @Nullable BigDecimal value,
        String unit,
        String status,
        boolean suppressed,
        @Nullable String statusReason,
        @Nullable GoalOfValue goal,
        String standing,
        @Nullable String definitionHash) {

    /** What the value is to be held against. */
    record GoalOfValue(@Nullable BigDecimal value, String source) {}
}
