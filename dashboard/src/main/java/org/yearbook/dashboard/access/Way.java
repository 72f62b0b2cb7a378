package org.yearbook.dashboard.access;

import java.util.Locale;

/** How somebody proved who they are. */
public enum Way {
    PASSWORD("a password"),
    PASSKEY("a passkey"),
    PROVIDER("the district's sign-in");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /** {@return how people call it} */
    public String words() {
        return words;
    }

    /** {@return the name in the audit} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
