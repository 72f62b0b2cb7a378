package org.yearbook.warehouse.query;

import java.util.Locale;
import java.util.Map;

/** What to write in place of something that is refused. */
final class Instead {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("getvariable", " Write a parameter instead."),
            Map.entry("current_setting", " The publication table says which night it is of."),
            Map.entry("list_reduce", " Write list_sum, list_max or another list_ function instead."),
            Map.entry("reduce", " Write list_sum, list_max or another list_ function instead."),
            Map.entry("levenshtein", " Compare exact values."),
            Map.entry("jaro_winkler_similarity", " Compare exact values."),
            Map.entry("nextval", " Write row_number() OVER () instead."),
            Map.entry("setseed", " For rows that stay the same, write ORDER BY hash(...) LIMIT ... instead."),
            Map.entry("json_transform", " Write json_extract_string instead."),
            Map.entry("from_json", " Write json_extract_string instead."));

    private Instead() {}

    /** {@return a sentence, after a blank; empty when there is nothing to say} */
    static String of(String function) {
        return WORDS.getOrDefault(function.toLowerCase(Locale.ROOT), "");
    }
}
