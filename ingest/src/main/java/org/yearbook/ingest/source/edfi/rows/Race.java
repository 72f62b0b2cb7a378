package org.yearbook.ingest.source.edfi.rows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The federal race categories, told from the words that Ed-Fi's descriptors and those of states have for them. */
enum Race {
    // First, since its words hold one of another's.
    MIDDLE_EASTERN("middleEasternOrNorthAfrican", "middle east", "north african"),
    AMERICAN_INDIAN("americanIndianOrAlaskaNative", "american indian", "alaska", "native american"),
    ASIAN("asian", "asian"),
    BLACK("blackOrAfricanAmerican", "black", "african"),
    PACIFIC_ISLANDER("nativeHawaiianOrOtherPacificIslander", "hawaiian", "pacific"),
    WHITE("white", "white", "caucasian");

    private final String field;
    /** Parted by commas. */
    private final String words;

    Race(String field, String... words) {
        this.field = field;
        this.words = String.join(",", words);
    }

    String field() {
        return field;
    }

    static Optional<Race> of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(race -> Arrays.stream(race.words.split(",", -1)).anyMatch(lower::contains))
                .findFirst();
    }
}
