package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Map;

/**
 * What a school is placed among others by. A hidden number is used too: who is near does not depend on who asks, and
 * the number itself is not shown.
 *
 * @param members on the rolls; more than none
 * @param shares of the members in each program of which data was delivered
 */
record Likeness(BigDecimal members, Map<String, BigDecimal> shares) {

    Likeness {
        shares = Map.copyOf(shares);
    }

    /**
     * {@return how far apart two schools are, from 0 to 1} The mean of the difference in membership, as a share of the
     * larger one, and of the differences of the program shares that are known at both.
     */
    double from(Likeness other) {
        var parts = new ArrayList<BigDecimal>();
        parts.add(members.subtract(other.members).abs().divide(members.max(other.members), MathContext.DECIMAL32));
        shares.forEach((program, share) -> {
            BigDecimal there = other.shares.get(program);
            if (there != null) {
                parts.add(share.subtract(there).abs());
            }
        });
        return parts.stream().mapToDouble(BigDecimal::doubleValue).average().orElse(1);
    }
}
