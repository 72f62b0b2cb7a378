package org.yearbook.warehouse.year;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yearbook.definitions.SchoolYear;

/**
 * A school year whose numbers do not move any more but by signature.
 *
 * @param states oldest first, numbered from 1; the last one is in force, the others can still be read
 */
public record ClosedYear(SchoolYear year, List<State> states) {

    public ClosedYear {
        states = List.copyOf(states);
    }

    /** {@return the state in force} */
    public State current() {
        return states.get(states.size() - 1);
    }

    /**
     * What was frozen at one time.
     *
     * @param by who closed the year, or signed the newer data
     * @param reason why; empty when none was given
     * @param list fingerprint of the difference list that was signed; empty for the first state
     * @param source the publication that it was taken from
     * @param definitions hash of each definition that gives a number of the year, by "metric authority version"
     * @param snapshots the lake's tables behind it
     * @param files SHA-256 of each frozen file, by its path in the state's folder
     */
    public record State(
            int number,
            String by,
            Instant at,
            String reason,
            String list,
            Source source,
            Map<String, String> definitions,
            Map<String, Long> snapshots,
            Map<String, String> files) {

        public State {
            definitions = sorted(definitions);
            snapshots = sorted(snapshots);
            files = sorted(files);
        }

        private static <V> Map<String, V> sorted(Map<String, V> map) {
            return Collections.unmodifiableMap(new TreeMap<>(map));
        }

        State with(Map<String, String> hashes) {
            return new State(number, by, at, reason, list, source, definitions, snapshots, hashes);
        }
    }

    /**
     * Where a state comes from.
     *
     * @param asOf the date that its numbers speak of
     */
    public record Source(String publication, String night, LocalDate asOf) {}
}
