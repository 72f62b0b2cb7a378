package org.yearbook.dashboard.api;

import java.util.Locale;

/** Words of a fixed list as the contract writes them. */
public final class Codes {

    private Codes() {}

    /** {@return the word in small letters, such as not_met} */
    public static String of(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
