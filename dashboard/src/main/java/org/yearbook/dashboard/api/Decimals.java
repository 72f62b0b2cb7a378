package org.yearbook.dashboard.api;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as they are written: 0.174, 12, never 1.2E+1 nor zeros at the end. */
public final class Decimals {

    private Decimals() {}

    public static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }
}
