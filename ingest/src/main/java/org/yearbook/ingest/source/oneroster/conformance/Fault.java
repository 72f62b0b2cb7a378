package org.yearbook.ingest.source.oneroster.conformance;

import org.jspecify.annotations.Nullable;

/**
 * One way in which a bundle breaks the standard. Grain: one a code, file and field.
 *
 * @param code stable, for example {@code row.invalid_date}
 * @param file the file meant; the bundle's own name for the package as a whole
 * @param field the column; null for a file or row as a whole
 * @param message what is wrong, as a sentence, without values of people
 * @param count how often
 * @param firstLine the line on which it is found first; 0 for a file as a whole
 */
public record Fault(String code, String file, @Nullable String field, String message, long count, long firstLine) {}
