package org.yearbook.ingest.source.edfi.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The federal race categories, told from the words that Ed-Fi's descriptors and those of states have for them. */
enum Race {
    AMERICAN_INDIAN("americanIndianOrAlaskaNative", "american indian", "alaska", "native american"),
    ASIAN("asian", "asian"),
    BLACK("blackOrAfricanAmerican", "black", "african"),
    PACIFIC_ISLANDER("nativeHawaiianOrOtherPacificIslander", "hawaiian", "pacific"),
    WHITE("white", "white", "caucasian");

    private final String field;
    private final List<String> words;

    Race(String field, String... words) {
        this.field = field;
        this.words = List.of(words);
    }

    String field() {
        return field;
    }

    static Optional<Race> of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(race -> race.words.stream().anyMatch(lower::contains))
                .findFirst();
    }
}
