package org.yearbook.dashboard.access;

import java.util.Locale;

/** How somebody proved who they are. */
public enum Way {
    PASSWORD("a password"),
    PASSWORD_AND_CODE("a password and a code"),
    PASSKEY("a passkey"),
    PROVIDER("the district's sign-in");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /** {@return whether a password was asked for, so that a first one is over by now} */
    public boolean byPassword() {
        return this == PASSWORD || this == PASSWORD_AND_CODE;
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
