package org.yearbook.warehouse.suppress;

import java.util.List;

/** A metric is to be shown in ranges that cannot be. */
public final class LadderException extends RuntimeException {

    LadderException(List<String> metrics) {
        super("Rates of " + String.join(", ", metrics)
                + " are to be shown as ranges, by the federal_ladder, and are no share of people out of people. Write under"
                + " published_rates in district.yaml: " + metrics.get(0) + ": exact.");
    }
}
