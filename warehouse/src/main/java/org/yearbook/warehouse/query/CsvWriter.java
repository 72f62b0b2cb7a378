package org.yearbook.warehouse.query;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180: commas, lines that end with CR LF, quotes where they are needed. Null is empty, an empty text is quoted.
 */
final class CsvWriter implements RowWriter {

    private final Appendable out;

    CsvWriter(Appendable out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> columns) throws IOException {
        line(columns);
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        line(values);
    }

    @Override
    public void end(long rows) {
        // a CSV says nothing of its end
    }

    private void line(List<? extends @Nullable Object> values) throws IOException {
        out.append(values.stream().map(CsvWriter::field).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String field(@Nullable Object value) {
        String text = Values.text(value);
        boolean quote = text.isEmpty() ? value != null : text.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
