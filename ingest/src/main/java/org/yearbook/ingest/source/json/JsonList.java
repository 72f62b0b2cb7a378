package org.yearbook.ingest.source.json;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.yearbook.ingest.source.folder.TextFile;
import tools.jackson.databind.JsonNode;

/**
 * A JSON document that is being written, of the shape in which an API answers: one list under a name, {@code {"users":
 * [...]}}, with the elements of all pages, each on a line of its own.
 */
public final class JsonList implements Closeable {

    private final BufferedWriter out;
    private long elements;
    private boolean ended;

    /**
     * Begins a file, in place of one that is there.
     *
     * @param name of the list
     */
    public JsonList(Path file, String name) {
        try {
            this.out = TextFile.create(file);
            out.write("{\"" + name + "\": [");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return how many elements were written} */
    public long elements() {
        return elements;
    }

    /** Writes one element. Compact JSON has no line break, whatever its texts hold. */
    public void add(JsonNode element) {
        try {
            out.write(elements == 0 ? "\n" : ",\n");
            out.write(element.toString());
            elements++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (!ended) {
                ended = true;
                out.write("\n]}\n");
            }
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
