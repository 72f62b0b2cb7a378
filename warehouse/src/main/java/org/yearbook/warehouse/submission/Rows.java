package org.yearbook.warehouse.submission;

import java.util.List;
import java.util.Map;

/**
 * Rows of which a state's own file is made, or why there are none.
 *
 * @param rows each by the names of fields, in the order of the file; what is not known is empty
 * @param missing what is not known, a sentence each; none when rows can be written
 * @param notes what a reader must know of how they were made, a sentence each
 * @param provisional what no source of the year was read for, where they are counts of a federal file
 */
public record Rows(List<Map<String, String>> rows, List<String> missing, List<String> notes, List<String> provisional) {

    public Rows {
        rows = List.copyOf(rows);
        missing = List.copyOf(missing);
        notes = List.copyOf(notes);
        provisional = List.copyOf(provisional);
    }

    static Rows lacking(List<String> missing) {
        return new Rows(List.of(), missing, List.of(), List.of());
    }
}
