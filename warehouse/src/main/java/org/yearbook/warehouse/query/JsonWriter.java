package org.yearbook.warehouse.query;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** An array with one object a row. */
final class JsonWriter implements RowWriter {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Appendable out;
    private List<String> columns = List.of();
    private boolean first = true;

    JsonWriter(Appendable out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> names) throws IOException {
        columns = names;
        out.append("[");
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            object.put(unique(object, columns.get(i)), values.get(i));
        }
        out.append(first ? "\n" : ",\n").append(JSON.writeValueAsString(object));
        first = false;
    }

    @Override
    public void end(long rows) throws IOException {
        out.append(first ? "]\n" : "\n]\n");
    }

    private static String unique(Map<String, @Nullable Object> object, String column) {
        String name = column;
        for (int again = 2; object.containsKey(name); again++) {
            name = column + "_" + again;
        }
        return name;
    }
}
