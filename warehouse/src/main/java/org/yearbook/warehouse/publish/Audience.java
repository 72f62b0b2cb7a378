package org.yearbook.warehouse.publish;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who a publication file is for. Each audience has its own file, which holds nothing that it must not see. */
public enum Audience {
    /** Identified rows and unsuppressed numbers; opened by the application alone. */
    INTERNAL,
    /** Row level under keyed pseudonyms, without direct identifiers; shared numbers suppressed. */
    ANALYST,
    /** Suppressed aggregates only. */
    PUBLIC;

    /** {@return the name in {@code current.json} and on the command line, such as {@code analyst}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the file of this audience inside a publication's folder} */
    public String fileName() {
        return label() + ".duckdb";
    }

    /** {@return the audience with this label, if there is one} */
    public static Optional<Audience> labelled(String label) {
        return Arrays.stream(values())
                .filter(audience -> audience.label().equals(label))
                .findFirst();
    }
}
