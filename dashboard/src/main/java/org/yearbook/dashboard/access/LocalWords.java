package org.yearbook.dashboard.access;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Words that whoever tries passwords of this district tries first: those of its name, and those of the program. They
 * may stand in a password, but must not be most of it.
 */
final class LocalWords {

    private static final List<String> PROGRAM =
            List.of("yearbook", "dashboard", "district", "school", "student", "teacher", "principal", "warehouse");
    private static final int SHORTEST_WORD = 4;

    /** As long as a password had to be before passwords had to be long. */
    private static final int LEFT = 8;

    private final List<String> words;

    LocalWords(String districtName) {
        this.words = Stream.concat(
                        PROGRAM.stream(), Stream.of(plain(districtName).split("[^\\p{L}]+")))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** {@return whether little is left of a password without these words} */
    boolean makeUp(String password) {
        String whole = plain(password).replaceAll("[^\\p{L}\\p{N}]", "");
        String rest = whole;
        for (String word : words) {
            rest = rest.replace(word, "");
        }
        return rest.length() < whole.length() && rest.length() < LEFT;
    }
}
