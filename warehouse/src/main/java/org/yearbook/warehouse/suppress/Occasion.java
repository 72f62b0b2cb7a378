package org.yearbook.warehouse.suppress;

/**
 * When numbers are shared.
 *
 * @param scheduled whether shared numbers may change this time: the first time of all, or the first since a release day
 * @param runningYear the school year that is not over, whose numbers wait for a release day
 */
public record Occasion(boolean scheduled, String runningYear) {

    /** {@return which series of a school year may show new numbers} */
    Renewing renews(String year) {
        if (scheduled) {
            return Renewing.ALL;
        }
        return year.compareTo(runningYear) < 0 ? Renewing.NEVER_SHOWN : Renewing.NONE;
    }

    /** Which series may. */
    enum Renewing {
        ALL,
        NEVER_SHOWN,
        NONE
    }
}
