package org.yearbook.dashboard.api.school;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one school in one school year.
 *
 * @param lastSchoolYear latest school year with students on the rolls; null when there is none
 * @param staff people who held a position there on the fall count day; null when that is not known
 * @param programs students of each program on the fall count day, by program
 * @param groupsLeftOut numbers of groups that speak of too few people to be among the gaps
 * @param similarFound some, no_level, no_members or alone: why there are no similar schools, when there are none
 */
record SchoolData(
        String organizationId,
        String name,
        String schoolLevel,
        String schoolYear,
        String policy,
        @Nullable String lastSchoolYear,
        List<String> grades,
        Hidden students,
        Map<String, Hidden> programs,
        @Nullable Long staff,
        List<NumberData> numbers,
        List<GapData> gaps,
        int groupsLeftOut,
        String similarFound,
        List<SimilarData> similar) {

    /** A number that may be hidden. */
    record Hidden(@Nullable BigDecimal value, String status) {}

    /**
     * One metric of the school.
     *
     * @param changed plain, restated, not_comparable or unknown: how the change was computed
     * @param change since the year before; null when it cannot be told
     * @param similarMiddle the value in the middle of similar schools; null when they are too few
     */
    record NumberData(
            String metric,
            String authority,
            int version,
            @Nullable BigDecimal value,
            String status,
            @Nullable Long n,
            @Nullable BigDecimal goal,
            String standing,
            String changed,
            String changedSince,
            @Nullable BigDecimal change,
            @Nullable BigDecimal similarMiddle) {}

    /** A student group that does less well than the school. */
    record GapData(
            String metric,
            String groupDimension,
            String groupValue,
            @Nullable BigDecimal value,
            @Nullable BigDecimal schoolValue,
            @Nullable BigDecimal difference,
            long n) {}

    /** A school that this one is compared with. */
    record SimilarData(String organizationId, String name, Hidden students, Map<String, Hidden> values) {}
}
