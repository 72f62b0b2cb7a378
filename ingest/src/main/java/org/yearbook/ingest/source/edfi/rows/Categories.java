package org.yearbook.ingest.source.edfi.rows;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the categories of attendance events stand for: by the district's word, or by Ed-Fi's own descriptors. */
final class Categories {

    private static final int UNKNOWN = -1;

    private final Map<String, Integer> own;
    /** Units of each word that was made. */
    private final Map<String, Integer> words = new HashMap<>();

    Categories(Map<String, Integer> own) {
        this.own = own;
    }

    /**
     * {@return the part of the day that an event stands for; negative when nobody says}
     *
     * @param duration the part of a day that the event lasted, as the event says it; may be empty
     */
    int units(String category, String duration) {
        String lower = category.toLowerCase(Locale.ROOT);
        Integer said = own.get(lower);
        if (said != null) {
            return said;
        }
        Optional<Integer> lasted = duration.isEmpty() ? Optional.empty() : Portion.parse(duration);
        if (lower.contains("absen")) {
            return lasted.filter(units -> units > 0).orElse(Portion.DAY);
        }
        if (lower.contains("tardy")
                || lower.contains("attendance")
                || lower.contains("present")
                || lower.contains("early departure")
                || lower.contains("late arrival")) {
            return 0;
        }
        return lasted.orElse(UNKNOWN);
    }

    /** {@return the code of a row: the category, with the part of the day behind it where it is not what is usual} */
    String word(String category, int units) {
        boolean usual = units < 0 || units == units(category, "");
        String word = usual ? category : category + " (" + Portion.text(units) + ")";
        words.put(word, units);
        return word;
    }

    int unitsOfWord(String word) {
        return words.getOrDefault(word, UNKNOWN);
    }

    static String category(String word) {
        return word.replaceFirst(" \\(\\d+(/\\d+)?\\)$", "");
    }

    /** {@return whether an absence counts as excused, as far as its category says so; empty when it does not} */
    static String excused(String category) {
        String lower = category.toLowerCase(Locale.ROOT);
        if (lower.contains("unexcused")) {
            return "false";
        }
        return lower.contains("excused") ? "true" : "";
    }
}
