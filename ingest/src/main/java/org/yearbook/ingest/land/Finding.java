package org.yearbook.ingest.land;

import org.jspecify.annotations.Nullable;

/**
 * Something about a delivered file that does not keep it out, but that its owner should know.
 *
 * @param ruleId the rule, for example {@code SYS-03}
 * @param severity major, minor or warning
 * @param source source system
 * @param file as a person knows it
 * @param line the line in the file; 0 for the file as a whole
 * @param field the column or property meant; null for the row or file as a whole
 * @param rawValue what was there; null when nothing was or when it must not be shown
 * @param message what it is, as a sentence
 * @param whatToDo how to mend it
 */
public record Finding(
        String ruleId,
        String severity,
        String source,
        String file,
        long line,
        @Nullable String field,
        @Nullable String rawValue,
        String message,
        String whatToDo) {}
