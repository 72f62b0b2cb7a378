package org.yearbook.warehouse.answer;

import java.util.Locale;

/** What a metric's value counts in. A percent is kept as a fraction of one. */
public enum Unit {
    PERCENT,
    COUNT,
    CURRENCY,
    NUMBER;

    static Unit of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "percent" -> PERCENT;
            case "count", "students", "people" -> COUNT;
            case "currency", "dollars", "usd" -> CURRENCY;
            default -> NUMBER;
        };
    }
}
