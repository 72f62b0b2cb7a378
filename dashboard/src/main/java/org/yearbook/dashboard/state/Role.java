package org.yearbook.dashboard.state;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person is here for. */
public enum Role {
    LEADER("District leader", true),
    PRINCIPAL("Principal", false),
    CLERK("School clerk", false),
    ADMINISTRATOR("Administrator", true);

    private final String words;
    private final boolean districtWide;

    Role(String words, boolean districtWide) {
        this.words = words;
        this.districtWide = districtWide;
    }

    /** {@return how people call it} */
    public String words() {
        return words;
    }

    /** {@return whether the role sees every school} */
    public boolean districtWide() {
        return districtWide;
    }

    /** {@return the name in the database and in forms} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the role of a code, if it is one} */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
