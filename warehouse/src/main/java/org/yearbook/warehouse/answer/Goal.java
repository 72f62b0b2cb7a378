package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A goal of one school year. The narrower of two goals holds.
 *
 * @param organizationType district or school; null for both
 * @param schoolLevel null for every level
 * @param organizationId null for every organization
 * @param value in the metric's unit; percent as a fraction
 * @param source where it was decided; empty when not recorded
 */
public record Goal(
        String authority,
        String schoolYear,
        @Nullable String organizationType,
        @Nullable String schoolLevel,
        @Nullable String organizationId,
        BigDecimal value,
        String source) {

    boolean fits(Organization organization) {
        String type = organization.district() ? "district" : "school";
        return (organizationType == null || organizationType.equals(type))
                && (schoolLevel == null || schoolLevel.equals(organization.level()))
                && (organizationId == null || organizationId.equals(organization.id()));
    }

    int precision() {
        return (organizationId == null ? 0 : 4) + (schoolLevel == null ? 0 : 2) + (organizationType == null ? 0 : 1);
    }
}
