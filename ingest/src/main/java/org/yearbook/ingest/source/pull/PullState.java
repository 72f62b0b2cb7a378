package org.yearbook.ingest.source.pull;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a source between nights, in {@code state/sources/<name>.json}.
 *
 * @param lastPull date of the last night whose pull succeeded, whether or not it brought something; null before that
 * @param lastFull date of the last night whose pull brought everything; null before that
 * @param fullNext whether the next pull must bring everything, since a part of the last was held back or lost
 * @param waiting names in the inbox of what was put there and is not yet known to have landed
 * @param failure why the last attempt failed; null when it did not
 * @param brought names under which it put things into the inbox, of a source that speaks of all that it ever brought;
 *     null in the state of an earlier release
 * @param marks what the kind of source remembers for itself, such as the time of the latest change by resource
 */
public record PullState(
        @Nullable LocalDate lastPull,
        @Nullable LocalDate lastFull,
        boolean fullNext,
        List<String> waiting,
        @Nullable String failure,
        @Nullable List<String> brought,
        Map<String, String> marks) {

    /** Of a source that was never pulled. */
    public static final PullState NONE = new PullState(null, null, false, List.of(), null, null, Map.of());

    public PullState {
        waiting = List.copyOf(waiting);
        brought = brought == null ? null : List.copyOf(brought);
        marks = Map.copyOf(new TreeMap<>(marks));
    }

    PullState failed(String why) {
        return new PullState(lastPull, lastFull, fullNext, waiting, why, brought, marks);
    }

    PullState waiting(List<String> names, boolean mustBeFull) {
        return new PullState(lastPull, lastFull, mustBeFull, names, failure, brought, marks);
    }
}
