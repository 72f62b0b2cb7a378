package org.yearbook.ingest.source.edfi.rows;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One row that is being made. What is empty is not written. The first fields are those by which rows are ordered. */
final class Row {

    private final ObjectNode fields = JsonMapper.shared().createObjectNode();

    Row with(String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
        return this;
    }

    Row with(String name, @Nullable LocalDate day) {
        return day == null ? this : with(name, day.toString());
    }

    Row with(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    String line() {
        return fields.toString();
    }
}
