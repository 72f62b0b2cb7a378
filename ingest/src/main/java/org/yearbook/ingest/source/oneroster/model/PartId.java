package org.yearbook.ingest.source.oneroster.model;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids for rows that have none over REST. */
public final class PartId {

    private static final int LONGEST = 255;

    private PartId() {}

    /**
     * {@return the id of a part of an object, the same every night}
     *
     * @param place among the object's parts of that table, from 0
     */
    public static String of(String sourcedId, Table table, int place) {
        String id = sourcedId + "/" + table.file() + "-" + (place + 1);
        return id.length() <= LONGEST
                ? id
                : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
