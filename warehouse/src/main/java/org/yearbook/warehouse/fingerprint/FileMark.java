package org.yearbook.warehouse.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** By what a file is seen to have been touched, without reading it. */
public record FileMark(Path file, long bytes, Instant modified) {

    /**
     * {@return the mark of a file}
     *
     * @throws UncheckedIOException when it cannot be looked at, or is gone
     */
    public static FileMark of(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileMark(
                    file, attributes.size(), attributes.lastModifiedTime().toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be looked at", e);
        }
    }

    @Override
    public String toString() {
        return file + " " + bytes + " " + modified;
    }
}
