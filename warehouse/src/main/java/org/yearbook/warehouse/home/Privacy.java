package org.yearbook.warehouse.home;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.Sharing.PublicRate;

/**
 * What a district decides about the numbers that it shares.
 *
 * @param minimumGroupSize smallest group that a shared number may speak of
 * @param hiddenRange at least this many numbers apart are the least and the most that a hidden count of people may be
 * @param publicRelease how often the numbers that everybody may see change
 * @param publishedRates how everybody sees the rates of the metrics that the district names; of any other, as its
 *     definition says
 */
public record Privacy(
        int minimumGroupSize, int hiddenRange, PublicRelease publicRelease, Map<String, PublicRate> publishedRates) {

    /** {@link #hiddenRange} unless a district asks for more, and the least that it may ask for. */
    static final int USUAL_RANGE = 5;

    public Privacy {
        publishedRates = Map.copyOf(publishedRates);
    }

    /** Every rate is shown as its definition says. */
    public Privacy(int minimumGroupSize, int hiddenRange, PublicRelease publicRelease) {
        this(minimumGroupSize, hiddenRange, publicRelease, Map.of());
    }

    /**
     * {@return the metrics whose rates everybody sees as ranges that become narrower with the number of people, as the
     * U.S. Department of Education publishes graduation rates}
     */
    public Set<String> federalLadder(List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> publishedRates.getOrDefault(
                                metric.id(), metric.sharing().publicRate())
                        == PublicRate.FEDERAL_LADDER)
                .map(Metric::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
