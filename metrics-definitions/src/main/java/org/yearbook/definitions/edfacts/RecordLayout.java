package org.yearbook.definitions.edfacts;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The records of a file.
 *
 * @param fileType what the header calls the file, such as {@code LEA MEMBERSHIP TABLE}
 * @param fields in their order; the line break that ends a record is not among them
 */
public record RecordLayout(String fileType, List<RecordField> fields) {

    public RecordLayout {
        fields = List.copyOf(fields);
    }

    /** {@return the place from 0 of the field that holds codes of a list} */
    public Optional<Integer> holding(String codes) {
        return place(field -> codes.equals(field.codes()));
    }

    /** {@return the place from 0 of a field} */
    public Optional<Integer> named(String name) {
        return place(field -> field.name().equals(name));
    }

    private Optional<Integer> place(Predicate<RecordField> wanted) {
        for (int at = 0; at < fields.size(); at++) {
            if (wanted.test(fields.get(at))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
