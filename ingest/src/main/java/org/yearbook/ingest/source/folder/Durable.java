package org.yearbook.ingest.source.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.yearbook.warehouse.home.DurableFile;

/** File steps that survive a loss of power: contents reach the disk before the name that shows them. */
public final class Durable {

    private Durable() {}

    /** Forces all files and folders below {@code root}, and {@code root}, to disk. */
    public static void tree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                DurableFile.force(path);
            }
        }
    }

    /** Moves in one step, within one file system. */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Path folder = to.getParent();
        if (folder != null) {
            DurableFile.force(folder);
        }
    }

    /** Deletes a folder with all that is in it; absent is fine. Links are deleted, never followed. */
    public static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Nothing there.
        }
    }
}
