package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.home.OwnerOnly;
import org.yearbook.warehouse.metric.KeptTable;

/**
 * What a publication keeps of the work that went into it, for the next one where nothing changed: a folder among its
 * own files, so that it comes into force, is gone back to, is backed up and is removed together with them. Whoever
 * reads one of its files finds out whether it holds tonight; without it everything is made anew.
 *
 * @param before what the publication in force kept; it need not be there
 * @param tonight where the one that is built keeps its own
 */
record Kept(Path before, Path tonight) {

    private static final String FOLDER = "numbers";

    /** {@return the table of a name} */
    KeptTable table(String name) {
        return new KeptTable(before, tonight, name);
    }

    /** Keeps a file, for its owner alone. */
    void write(String name, byte[] bytes) {
        try {
            Path file = Files.createFile(tonight.resolve(name), OwnerOnly.file());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("What was found out tonight cannot be kept for the next night", e);
        }
    }

    /** Makes all of it outlast a power cut. */
    void sync() throws IOException {
        try (Stream<Path> files = Files.list(tonight)) {
            for (Path file : files.toList()) {
                DurableFile.force(file);
            }
        }
        DurableFile.force(tonight);
    }

    /** {@return those of a publication under construction} */
    static Kept begin(DistrictHome home, Path folder) throws IOException {
        Path tonight = folder.resolve(FOLDER);
        Files.createDirectory(tonight, OwnerOnly.folder());
        return new Kept(
                Publications.lastKnown(home)
                        .map(publication -> publication.folder().resolve(FOLDER))
                        .orElse(tonight),
                tonight);
    }
}
