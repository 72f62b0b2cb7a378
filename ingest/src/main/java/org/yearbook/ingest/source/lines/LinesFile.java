package org.yearbook.ingest.source.lines;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** A file of JSON lines that is being written: one element a line, UTF-8, each line ended. */
public final class LinesFile implements Closeable {

    private final Path file;
    private final BufferedWriter out;
    private long lines;

    /** Begins a file, in place of one that is there. */
    public LinesFile(Path file) {
        this.file = file;
        try {
            this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file() {
        return file;
    }

    /** {@return how many elements were written} */
    public long lines() {
        return lines;
    }

    /** Writes one element. Compact JSON has no line break, whatever its texts hold. */
    public void add(JsonNode element) {
        try {
            out.write(element.toString());
            out.write('\n');
            lines++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
