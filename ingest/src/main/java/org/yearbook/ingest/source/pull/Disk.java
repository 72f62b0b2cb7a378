package org.yearbook.ingest.source.pull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** File steps that survive a loss of power: contents reach the disk before the name that shows them. */
final class Disk {

    private Disk() {}

    /** Forces a file, or a folder with all that is in it, to disk. */
    static void force(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isDirectory(path)) {
                    names(path);
                } else {
                    try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                        file.force(true);
                    }
                }
            }
        }
    }

    /** Moves in one step, within one file system. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = to.getParent();
        if (folder != null) {
            names(folder);
        }
    }

    private static void names(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows cannot open folders; its file system keeps names in order by itself.
        }
    }

    /** Deletes a folder with all that is in it; absent is fine. */
    static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Nothing there.
        }
    }
}
