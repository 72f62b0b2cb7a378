package org.yearbook.warehouse.suppress;

import org.jspecify.annotations.Nullable;

/** One row of {@code metric_value} as a reader of the published table sees it; hidden when {@code people} is null. */
record Number(
        String metric,
        int version,
        String authority,
        String policy,
        String year,
        String organization,
        String dimension,
        String group,
        @Nullable Long numerator,
        @Nullable Long denominator,
        @Nullable Long people) {

    boolean hidden() {
        return people == null;
    }

    String series() {
        return metric + " " + authority + " " + version + " " + policy + " " + year;
    }

    String cell() {
        return organization + " " + dimension + " " + group;
    }
}
