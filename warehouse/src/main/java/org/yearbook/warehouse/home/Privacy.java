package org.yearbook.warehouse.home;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a district decides about the numbers that it shares.
 *
 * @param minimumGroupSize smallest group that a shared number may speak of
 * @param hiddenRange at least this many numbers apart are the least and the most that a hidden count of people may be
 * @param publicRelease how often the numbers that everybody may see change
 * @param federalLadder the metrics whose rates everybody sees as ranges that become narrower with the number of people,
 *     as the U.S. Department of Education publishes graduation rates
 */
public record Privacy(int minimumGroupSize, int hiddenRange, PublicRelease publicRelease, Set<String> federalLadder) {

    /** {@link #hiddenRange} unless a district asks for more, and the least that it may ask for. */
    static final int USUAL_RANGE = 5;

    /**
     * The three rates of one cohort, which together could tell of the few who graduate late. Whoever wants them exact
     * says so.
     */
    static final Set<String> USUAL_LADDER =
            Set.of("graduation_rate_four_year", "graduation_rate_five_year", "graduation_rate_six_year");

    public Privacy {
        federalLadder = Set.copyOf(federalLadder);
    }

    /** {@return metrics that the district itself named for the ladder}: without those that stand on it unasked */
    public Set<String> chosenForLadder() {
        return federalLadder.stream()
                .filter(metric -> !USUAL_LADDER.contains(metric))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Rates of graduates are shown as ranges, all others as they are. */
    public Privacy(int minimumGroupSize, int hiddenRange, PublicRelease publicRelease) {
        this(minimumGroupSize, hiddenRange, publicRelease, USUAL_LADDER);
    }
}
