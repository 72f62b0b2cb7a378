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

    /** {@return people, hits or misses of a number that is not hidden} */
    long part(String name) {
        long all = Attacker.known(people);
        long hits = Attacker.known(numerator);
        return switch (name) {
            case "people" -> all;
            case "hits" -> hits;
            default -> all - hits;
        };
    }

    String series() {
        return metric + " " + authority + " " + version + " " + policy + " " + year;
    }

    String cell() {
        return organization + " " + dimension + " " + group;
    }
}
