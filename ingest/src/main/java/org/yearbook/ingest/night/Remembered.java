package org.yearbook.ingest.night;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a night made of all rows together, each with a fingerprint of all that went into it: the next night keeps what
 * would come out the same. What nobody remembers is made anew.
 *
 * @param rules what rules across records found, by {@link AcrossChecks}' names for them
 * @param people who is who
 * @param tables fingerprints of the rows of tables that are written whole
 */
record Remembered(Map<String, Judged> rules, @Nullable People people, Map<String, String> tables) {

    static final Remembered NOTHING = new Remembered(Map.of(), null, Map.of());

    private static final JsonMapper JSON = JsonMapper.shared();

    Remembered {
        rules = rules == null ? Map.of() : Map.copyOf(new TreeMap<>(rules));
        tables = tables == null ? Map.of() : Map.copyOf(new TreeMap<>(tables));
    }

    /**
     * What some rules found that tell their issues in one name.
     *
     * @param millis how long each ran when it last did
     * @param from the date of the night in which they did
     * @param until the first date after it on which they may find something else in the same records; null when none
     *     comes
     */
    record Judged(
            String fingerprint,
            List<Long> millis,
            LocalDate from,
            @Nullable LocalDate until) {

        Judged {
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(from);
            millis = List.copyOf(millis);
        }

        boolean holds(LocalDate night) {
            return !night.isBefore(from) && (until == null || night.isBefore(until));
        }
    }

    /**
     * Who is who, as a night found it.
     *
     * @param from the date of that night
     * @param until the last date on which the same records say the same; null when none comes
     * @param records how many numbers the systems know somebody under
     * @param told what somebody has to look at in the decisions
     */
    record People(
            String fingerprint, LocalDate from, @Nullable LocalDate until, long records, List<String> told) {

        People {
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(from);
            told = List.copyOf(told);
        }

        boolean holds(String other, LocalDate night) {
            return fingerprint.equals(other) && !night.isBefore(from) && (until == null || !night.isAfter(until));
        }
    }

    /** {@return what a record says; nothing when it says none, or what cannot be understood} */
    static Remembered of(@Nullable JsonNode said) {
        if (said == null || !said.isObject()) {
            return NOTHING;
        }
        try {
            return JSON.treeToValue(said, Remembered.class);
        } catch (JacksonException e) {
            return NOTHING;
        }
    }

    JsonNode said() {
        return JSON.valueToTree(this);
    }
}
