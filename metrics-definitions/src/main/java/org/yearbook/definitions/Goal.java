package org.yearbook.definitions;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a number should come to in one school year. A year without a goal has none; last year's is never used.
 *
 * @param organizationType district or school; null for both
 * @param schoolLevel elementary, middle, high or other; null for every level
 * @param organizationId null for every organization
 * @param value in the metric's unit; percent as a fraction
 * @param source where it was decided
 */
public record Goal(
        String authority,
        SchoolYear year,
        @Nullable String organizationType,
        @Nullable String schoolLevel,
        @Nullable String organizationId,
        BigDecimal value,
        String source) {}
