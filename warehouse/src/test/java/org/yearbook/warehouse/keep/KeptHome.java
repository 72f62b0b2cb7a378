package org.yearbook.warehouse.keep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A backup of a small home as an earlier release made it, to be opened by every later one. */
public final class KeptHome {

    private KeptHome() {}

    /** {@return the backup, in a file of its own} */
    public static Path in(Path folder) {
        try (InputStream zip = KeptHome.class.getResourceAsStream("home-format-1.zip")) {
            Path file = folder.resolve("home-format-1.zip");
            Files.copy(zip, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
