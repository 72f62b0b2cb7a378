package org.yearbook.dashboard.words;

import java.util.Locale;

/** Who defines a number, as people call them. */
public final class Authorities {

    private Authorities() {}

    /** {@return District, State, Federal} */
    public static String words(String authority) {
        return authority.isEmpty()
                ? authority
                : authority.substring(0, 1).toUpperCase(Locale.ROOT) + authority.substring(1);
    }
}
