package org.yearbook.ingest.contract;

import java.util.List;

/**
 * JSON: one array, one object a line, or several documents one behind the other.
 *
 * @param rows where the arrays are whose elements are rows; {@link FieldPath#SELF} for the elements of the top array,
 *     or the top objects themselves. Arrays on the way are gone through element by element
 * @param nullTokens texts that mean "no value", beside null and the empty text
 */
public record JsonFormat(FieldPath rows, List<String> nullTokens) implements FileFormat {

    public JsonFormat {
        nullTokens = List.copyOf(nullTokens);
    }

    @Override
    public String word() {
        return "json";
    }
}
