package org.yearbook.warehouse.home;

/**
 * What a district decides about the numbers that it shares.
 *
 * @param minimumGroupSize smallest group that a shared number may speak of
 * @param hiddenRange at least this many numbers apart are the least and the most that a hidden count of people may be
 * @param publicRelease how often the numbers that everybody may see change
 */
public record Privacy(int minimumGroupSize, int hiddenRange, PublicRelease publicRelease) {

    /** {@link #hiddenRange} unless a district asks for more, and the least that it may ask for. */
    static final int USUAL_RANGE = 5;
}
