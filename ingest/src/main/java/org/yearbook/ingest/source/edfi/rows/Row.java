package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One row that is being made. What is empty is written as null: whether a column is there at all must not depend on the
 * data. The first fields are those by which rows are ordered.
 */
final class Row {

    private final ObjectNode fields = JsonMapper.shared().createObjectNode();

    Row with(String name, String value) {
        if (value.isEmpty()) {
            fields.putNull(name);
        } else {
            fields.put(name, value);
        }
        return this;
    }

    Row with(String name, @Nullable LocalDate day) {
        return with(name, day == null ? "" : day.toString());
    }

    String line() {
        return fields.toString();
    }
}
