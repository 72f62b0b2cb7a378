package org.yearbook.ingest.source.oneroster.standard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a OneRoster file.
 *
 * @param name as the header must have it, letter by letter
 * @param required whether every row must fill it
 * @param type what its text looks like
 * @param words the permitted ones, for {@link FieldType#WORDS} and {@link FieldType#WORDLIST}
 * @param target the file, without {@code .csv}, that an identifier points into; null for other fields
 */
public record StandardField(
        String name,
        boolean required,
        FieldType type,
        List<String> words,
        @Nullable String target) {

    public StandardField {
        words = List.copyOf(words);
    }
}
