package org.yearbook.ingest.simulate;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How people write what is said of families, where there is a list or a custom. */
final class FamilyFaults {

    private static final Map<String, String[]> LANGUAGES = Map.of(
            "eng", new String[] {"English", "Englsh"},
            "spa", new String[] {"Spanish", "Spanihs"},
            "vie", new String[] {"Vietnamese", "Vietnamse"},
            "chi", new String[] {"Chinese", "Mandarin"},
            "som", new String[] {"Somali", "Somalli"},
            "ara", new String[] {"Arabic", "Arabik"});
    private static final Map<String, String> RELATIONSHIPS =
            Map.of("Mother", "Mom", "Father", "Dad", "Grandmother", "Grandma");
    private static final Map<String, String> STREETS =
            Map.of("Ave", "Avenue", "Dr", "Drive", "Ln", "Lane", "St", "Street");

    private FamilyFaults() {}

    static @Nullable String language(String value, Dice dice) {
        String[] words = LANGUAGES.get(value);
        return words == null ? null : dice.pick(words);
    }

    static @Nullable String relationship(String value, Dice dice) {
        String word = RELATIONSHIPS.get(value);
        return word == null ? null : dice.chance(0.5) ? word : value.toUpperCase(Locale.ROOT) + ".";
    }

    static @Nullable String street(String value, Dice dice) {
        int at = value.lastIndexOf(' ') + 1;
        String word = STREETS.get(value.substring(at));
        return word == null ? null : value.substring(0, at) + (dice.chance(0.5) ? word : value.substring(at) + ".");
    }

    static String city(String value, Dice dice) {
        return switch (value) {
            case "Saint Alban" -> dice.chance(0.5) ? "St Alban" : "St. Alban";
            case "Fort Harlan" -> dice.chance(0.5) ? "Ft Harlan" : "Fort Harlen";
            default -> dice.chance(0.5) ? value.toUpperCase(Locale.ROOT) : value.replace("Valley", "Vally");
        };
    }
}
