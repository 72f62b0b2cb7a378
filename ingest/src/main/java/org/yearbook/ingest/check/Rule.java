package org.yearbook.ingest.check;

import org.jspecify.annotations.Nullable;

/**
 * A rule about one row of an entity, in SQL over the fields and, with {@code raw_} before the name, what was delivered.
 *
 * @param id as the catalogue has it, for example {@code STU-04}
 * @param field the field it judges; null for the row as a whole
 * @param severity block (the row is quarantined), major, minor or warning
 * @param fails a condition that is true for a bad row
 * @param raw what is shown of the bad value; {@code null} literal when nothing is
 * @param suggested what should be there; {@code null} literal when only a person can say
 * @param message what a clerk reads
 * @param whatToDo how to mend it at the source
 * @param ownerRole who does
 */
public record Rule(
        String id,
        @Nullable String field,
        String severity,
        String fails,
        String raw,
        String suggested,
        String message,
        String whatToDo,
        String ownerRole) {

    /** The severity that keeps a row out. */
    public static final String BLOCK = "block";

    /** What is shown or suggested when there is nothing to show or suggest. */
    public static final String NOTHING = "cast(null as varchar)";

    /** {@return whether a row that breaks the rule is quarantined} */
    public boolean blocks() {
        return severity.equals(BLOCK);
    }
}
