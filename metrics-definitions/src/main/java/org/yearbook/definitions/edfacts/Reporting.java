package org.yearbook.definitions.edfacts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a district has to know of a file besides what it looks like.
 *
 * @param file such as {@code FS052}
 * @param due the federal day; null when no source of it was read
 * @param schools how schools and district must agree
 * @param reason of that, a sentence
 * @param metrics numbers of the dashboards that say the same in other words
 * @param inputs entities whose records make the file
 * @param earlierYears whether enrollments of earlier years make it, too
 */
public record Reporting(
        String file,
        Basis basis,
        @Nullable DueRule due,
        SchoolSums schools,
        String reason,
        List<String> metrics,
        List<String> inputs,
        boolean earlierYears) {

    public Reporting {
        metrics = List.copyOf(metrics);
        inputs = List.copyOf(inputs);
    }
}
