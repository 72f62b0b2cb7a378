package org.yearbook.dashboard.state;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happens to somebody's second factor, of which they are told. */
public enum FactorChange {
    ON("A second factor was turned on"),
    OFF("Your second factor was turned off"),
    RESET("An administrator took your second factor away");

    private final String words;

    FactorChange(String words) {
        this.words = words;
    }

    /** {@return it in words, as the subject of a mail} */
    public String words() {
        return words;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable FactorChange of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(change -> change.code().equals(code))
                .findFirst()
                .orElse(null);
    }
}
