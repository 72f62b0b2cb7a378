package org.yearbook.ingest.source.oneroster.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yearbook.ingest.source.oneroster.standard.StandardField;

/**
 * One file of the bundle at hand.
 *
 * @param name without {@code .csv}
 * @param mode bulk or delta
 * @param fields of the standard
 * @param places where the delivered header has them, by name
 */
record Table(String name, String mode, List<StandardField> fields, Map<String, Integer> places) {

    static Table of(String name, String mode, List<StandardField> fields, List<String> header) {
        Map<String, Integer> places = new HashMap<>();
        for (int at = 0; at < header.size(); at++) {
            places.putIfAbsent(header.get(at), at);
        }
        return new Table(name, mode, fields, places);
    }

    String file() {
        return name + ".csv";
    }

    boolean delta() {
        return mode.equals(StrictManifest.DELTA);
    }

    /** {@return the text of a field; empty where the file has no such column} */
    String text(List<String> row, String field) {
        Integer at = places.get(field);
        return at == null || at >= row.size() ? "" : row.get(at);
    }
}
