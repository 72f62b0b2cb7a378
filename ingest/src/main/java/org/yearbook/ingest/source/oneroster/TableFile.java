package org.yearbook.ingest.source.oneroster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.yearbook.ingest.source.folder.TextFile;

/** Writes one CSV file as the binding has it: RFC 4180, UTF-8, a header, no line break inside a value. */
final class TableFile implements AutoCloseable {

    private final Writer out;

    TableFile(Path file, List<String> header) {
        try {
            this.out = TextFile.create(file);
            line(header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void row(List<String> cells) {
        try {
            line(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(List<String> cells) throws IOException {
        for (int place = 0; place < cells.size(); place++) {
            if (place > 0) {
                out.write(',');
            }
            out.write(quoted(cells.get(place)));
        }
        out.write("\r\n");
    }

    private static String quoted(String cell) {
        boolean plain = cell.indexOf(',') < 0
                && cell.indexOf('"') < 0
                && cell.indexOf('\n') < 0
                && cell.indexOf('\r') < 0
                && cell.equals(cell.strip());
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
