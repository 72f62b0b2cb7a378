package org.yearbook.dashboard.state;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often somebody hears by mail of what is to be mended. */
public enum Mailing {
    OFF("Never"),
    DAILY("On each day on which mail is sent"),
    WEEKLY("Once a week");

    private final String words;

    Mailing(String words) {
        this.words = words;
    }

    /** {@return how people call it} */
    public String words() {
        return words;
    }

    /** {@return the name in the database and in forms} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the choice of a code, if it is one} */
    public static Optional<Mailing> of(String code) {
        return Arrays.stream(values())
                .filter(mailing -> mailing.code().equals(code))
                .findFirst();
    }
}
