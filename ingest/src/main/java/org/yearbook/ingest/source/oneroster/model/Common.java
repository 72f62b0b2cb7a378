package org.yearbook.ingest.source.oneroster.model;

import java.util.Map;

/**
 * What every object of OneRoster has.
 *
 * @param sourcedId its id, trimmed
 * @param status {@code active} or {@code tobedeleted}
 * @param dateLastModified an instant, as the service writes it
 * @param metadata extensions by name
 */
public record Common(String sourcedId, String status, String dateLastModified, Map<String, String> metadata) {

    static Common read(RestObject json, Oddities oddities) {
        String id = json.id("sourcedId");
        if (id.isEmpty()) {
            oddities.withoutId();
        }
        return new Common(id, json.text("status"), json.text("dateLastModified"), json.metadata());
    }
}
