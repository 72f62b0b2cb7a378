package org.yearbook.definitions.edfacts;

import org.jspecify.annotations.Nullable;

/**
 * One field of a record.
 *
 * @param name as the specification has it; fillers are all called {@code Filler}
 * @param width the most characters it may have, and its width in a file of fixed places
 * @param required whether every record fills it
 * @param codes the list of its permitted codes; null when it takes other text
 */
public record RecordField(
        String name,
        int width,
        Kind kind,
        boolean required,
        @Nullable String codes) {

    private static final String FILLER = "Filler";

    /** How the text of a field is written. */
    public enum Kind {
        TEXT,
        /** A whole number. */
        NUMBER,
        /** A number with two decimals. */
        DECIMAL
    }

    /** {@return whether it stays empty} */
    public boolean isFiller() {
        return name.equals(FILLER);
    }
}
