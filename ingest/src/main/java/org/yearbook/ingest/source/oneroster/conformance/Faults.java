package org.yearbook.ingest.source.oneroster.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is found: the same fault of a column is counted, not repeated. */
final class Faults {

    private record Key(String code, String file, @Nullable String field) {}

    private final Map<Key, Fault> found = new LinkedHashMap<>();

    void add(String code, String file, @Nullable String field, long line, String message) {
        found.merge(
                new Key(code, file, field),
                new Fault(code, file, field, message, 1, line),
                (first, again) -> new Fault(code, file, field, first.message(), first.count() + 1, first.firstLine()));
    }

    boolean any() {
        return !found.isEmpty();
    }

    List<Fault> all() {
        return List.copyOf(new ArrayList<>(found.values()));
    }
}
