package org.yearbook.ingest.source.edfi.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** A part of a day, in whole 2520ths, so that thirds, sixths and eighths are exact. */
final class Portion {

    static final int DAY = 2520;
    private static final int FINEST = 8;

    private Portion() {}

    /** {@return the part that 0, 1, 0.5 or 1/6 says; none when it is none} */
    static Optional<Integer> parse(String text) {
        String[] parts = text.strip().split("/", -1);
        try {
            var above = new BigDecimal(parts[0].strip());
            var below = parts.length == 2 ? new BigDecimal(parts[1].strip()) : BigDecimal.ONE;
            if (parts.length > 2 || below.signum() <= 0) {
                return Optional.empty();
            }
            BigDecimal units = above.multiply(BigDecimal.valueOf(DAY)).divide(below, 6, RoundingMode.HALF_UP);
            boolean part = units.signum() >= 0 && units.compareTo(BigDecimal.valueOf(DAY)) <= 0;
            return part ? Optional.of(exact(above, below, units)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Ed-Fi has two digits, so a third of a day is 0.33: what is meant is the simplest fraction that reads so. */
    private static int exact(BigDecimal above, BigDecimal below, BigDecimal units) {
        boolean rounded = below.compareTo(BigDecimal.ONE) == 0 && above.scale() <= 2;
        if (rounded) {
            for (int parts = 1; parts <= FINEST; parts++) {
                int many = above.multiply(BigDecimal.valueOf(parts))
                        .setScale(0, RoundingMode.HALF_UP)
                        .intValueExact();
                var read = BigDecimal.valueOf(many).divide(BigDecimal.valueOf(parts), 2, RoundingMode.HALF_UP);
                if (read.compareTo(above) == 0) {
                    return DAY * many / parts;
                }
            }
        }
        return units.setScale(0, RoundingMode.HALF_UP).intValueExact();
    }

    /** {@return the part as people write it: 1, 0, 1/2} */
    static String text(int units) {
        if (units == 0 || units == DAY) {
            return units == 0 ? "0" : "1";
        }
        int common = BigInteger.valueOf(units).gcd(BigInteger.valueOf(DAY)).intValueExact();
        return units / common + "/" + DAY / common;
    }
}
