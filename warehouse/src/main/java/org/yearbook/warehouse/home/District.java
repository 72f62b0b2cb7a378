package org.yearbook.warehouse.home;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;

/**
 * What {@code district.yaml} says. Grain: one a home.
 *
 * @param name as people say it
 * @param leaId the district's NCES id, or "district" when unknown; the organization id of every district-level number
 * @param state postal abbreviation
 * @param zone the zone in which a night has its date
 * @param firstDay the day on which school years begin, for dates without a calendar (July 1 in most states)
 * @param countDay the day of the fall count, within a school year (October 1 in most states)
 * @param privacy what it decided about shared numbers
 * @param ruleSeconds how long one rule of quality may run in a night before it is stopped
 * @param combinedQuestion the first school year in which race and ethnicity are asked in one question, as OMB's
 *     Statistical Policy Directive No. 15 has it since 2024; null while they are asked in two
 * @param parquetFiles the audiences that get each publication as Parquet files, too; none unless the district says so
 * @param accessibilityContact whom to tell that a page cannot be used: an address or a number; empty when not said
 */
public record District(
        String name,
        String leaId,
        String state,
        ZoneId zone,
        MonthDay firstDay,
        MonthDay countDay,
        Privacy privacy,
        int ruleSeconds,
        @Nullable SchoolYear combinedQuestion,
        Set<String> parquetFiles,
        String accessibilityContact) {

    public District {
        parquetFiles = Set.copyOf(parquetFiles);
    }

    /** How long a rule of quality may run when nothing is said. */
    public static final int RULE_SECONDS = 300;

    /**
     * A district that shares numbers as most do, whose rules may run as long as by default, and that asks about race
     * and ethnicity in two questions.
     */
    public District(
            String name,
            String leaId,
            String state,
            ZoneId zone,
            MonthDay firstDay,
            MonthDay countDay,
            int minimumGroupSize) {
        this(
                name,
                leaId,
                state,
                zone,
                firstDay,
                countDay,
                new Privacy(minimumGroupSize, Privacy.USUAL_RANGE, PublicRelease.MONTHLY),
                RULE_SECONDS,
                null,
                Set.of(),
                "");
    }

    /** {@return the smallest group that a shared number may speak of} */
    public int minimumGroupSize() {
        return privacy.minimumGroupSize();
    }

    /** {@return the school year that {@code day} lies in} */
    public SchoolYear schoolYear(LocalDate day) {
        return SchoolYear.of(day, firstDay);
    }
}
