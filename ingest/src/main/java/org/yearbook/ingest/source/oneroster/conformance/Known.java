package org.yearbook.ingest.source.oneroster.conformance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the first reading of a bundle leaves for the second: who is there, and what rules compare across files. */
final class Known {

    private static final String BETWEEN = "\u001F";

    private final Map<String, Set<String>> ids = new HashMap<>();
    private final Map<String, Map<String, String>> values = new HashMap<>();
    private final Map<String, Set<String>> pairs = new HashMap<>();
    private final Set<String> incomplete = new HashSet<>();

    /** {@return whether a sourcedId of a file is met for the first time} */
    boolean isNew(String file, String id) {
        return ids.computeIfAbsent(file, key -> new HashSet<>()).add(id);
    }

    /** Some row of the file could not be read, so nobody may say that a record is missing. */
    void incomplete(String file) {
        incomplete.add(file);
    }

    boolean complete(String file) {
        return !incomplete.contains(file);
    }

    boolean has(String file, String id) {
        return ids.getOrDefault(file, Set.of()).contains(id);
    }

    /** Remembers what other files are compared with. */
    void add(Table table, List<String> row) {
        switch (table.name()) {
            case "academicSessions", "orgs" -> keep(table, row, "type");
            case "classes" -> keep(table, row, "schoolSourcedId");
            case "lineItems" -> {
                keep(table, row, "classSourcedId");
                keep(table, row, "resultValueMin");
                keep(table, row, "resultValueMax");
            }
            case "userProfiles" -> keep(table, row, "userSourcedId");
            case "resources" -> keep(table, row, "roles");
            case "enrollments" -> pair("enrolled", table, row, "userSourcedId", "classSourcedId");
            case "roles" -> {
                pair("placed", table, row, "userSourcedId", "orgSourcedId");
                pair("plays", table, row, "userSourcedId", "role");
            }
            default -> {
                // nobody compares with it
            }
        }
    }

    private void keep(Table table, List<String> row, String field) {
        values.computeIfAbsent(table.name() + "." + field, key -> new HashMap<>())
                .put(table.text(row, "sourcedId"), table.text(row, field));
    }

    private void pair(String what, Table table, List<String> row, String left, String right) {
        pairs.computeIfAbsent(what, key -> new HashSet<>())
                .add(table.text(row, left) + BETWEEN + table.text(row, right));
    }

    /** {@return the value of a field of a record of another file; empty when there is none} */
    String value(String fileAndField, String id) {
        return values.getOrDefault(fileAndField, Map.of()).getOrDefault(id, "");
    }

    boolean pair(String what, String left, String right) {
        return pairs.getOrDefault(what, Set.of()).contains(left + BETWEEN + right);
    }

    /** {@return whether {@code left} is paired with any of {@code rights}} */
    boolean anyPair(String what, String left, Set<String> rights) {
        return rights.stream().anyMatch(right -> pair(what, left, right));
    }
}
