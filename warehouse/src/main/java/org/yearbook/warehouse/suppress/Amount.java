package org.yearbook.warehouse.suppress;

/**
 * What one cell says, in the whole numbers that it is published in.
 *
 * @param people how many people it speaks of
 * @param hits its numerator, in ten-thousandths
 * @param misses its denominator less its numerator, in ten-thousandths; 0 without a denominator
 */
record Amount(long people, long hits, long misses) {

    static final Amount NOTHING = new Amount(0, 0, 0);

    /** Ten-thousandths in one: a numerator has four decimals. */
    static final long UNIT = 10_000;

    /** Fewer people than this that are counted, or that are not, tell nearly everybody's answer. */
    static final long FEW = 3;

    Amount plus(Amount other) {
        return new Amount(people + other.people, hits + other.hits, misses + other.misses);
    }

    Amount minus(Amount other) {
        return new Amount(people - other.people, hits - other.hits, misses - other.misses);
    }

    /** {@return how many people a rate counts} */
    long wholeHits() {
        return hits / UNIT;
    }

    /** {@return how many people a rate does not count} */
    long wholeMisses() {
        return misses / UNIT;
    }

    boolean isMostlyHits() {
        return hits > misses;
    }

    boolean isNothing() {
        return people == 0 && hits == 0 && misses == 0;
    }

    /**
     * {@return whether the number tells something about single persons: it speaks of fewer than {@code smallest}, or
     * fewer than three of them are, or are not, what it counts} The second would tell nearly everybody's answer.
     */
    boolean tellsTooMuch(Kind kind, long smallest) {
        if (people <= 0) {
            return false;
        }
        if (people < smallest) {
            return true;
        }
        return switch (kind) {
            case COUNT -> false;
            case RATE -> hits < FEW * UNIT || misses < FEW * UNIT;
            case AMOUNT -> hits + misses > 0 && (hits == 0 || misses == 0);
        };
    }

    /**
     * {@return whether two published numbers about nearly the same people tell something about the few in which they
     * differ, this being the difference}
     */
    boolean tellsTooMuchAsDifference(Kind kind, long smallest) {
        if (people < 0) {
            return new Amount(-people, -hits, -misses).tellsTooMuchAsDifference(kind, smallest);
        }
        if (people > 0) {
            return people < smallest || (kind == Kind.RATE && (isFew(hits) || isFew(misses)));
        }
        return kind == Kind.RATE && hits != 0 && Math.abs(hits) < FEW * UNIT;
    }

    /** {@return by how many people at least a number changed, this being the change; 0 when it did not} */
    long peopleBehind(Kind kind) {
        return switch (kind) {
            case COUNT -> Math.abs(people);
            case RATE -> Math.max(Math.abs(people), changed());
            // One person can account for any amount.
            case AMOUNT -> people == 0 && (hits != 0 || misses != 0) ? 1 : Math.abs(people);
        };
    }

    // Somebody who was counted and no longer is moves from the hits to the misses: one person, and both change.
    private long changed() {
        long parts = Long.signum(hits) == Long.signum(misses)
                ? Math.abs(hits) + Math.abs(misses)
                : Math.max(Math.abs(hits), Math.abs(misses));
        return (parts + UNIT - 1) / UNIT;
    }

    private static boolean isFew(long part) {
        return part >= 0 && part < FEW * UNIT;
    }
}
