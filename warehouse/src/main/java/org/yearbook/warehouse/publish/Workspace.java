package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.yearbook.warehouse.home.DurableFile;

/** Files that appear whole or not at all, and folders that are unfinished until they are renamed. */
final class Workspace {

    private static final String UNFINISHED = ".tmp";

    private Workspace() {}

    static Path unfinished(Path folder) {
        return folder.resolveSibling(folder.getFileName() + UNFINISHED);
    }

    static boolean isUnfinished(Path folder) {
        return folder.getFileName().toString().endsWith(UNFINISHED);
    }

    /** A reader sees the old text or the new one; after a power cut too. */
    static void writeAtomically(Path file, String text) {
        try {
            Path beside = Files.createTempFile(parent(file), file.getFileName() + ".", UNFINISHED);
            writeDurably(beside, text);
            DurableFile.replace(beside, file);
            DurableFile.force(parent(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.getFileName() + " cannot be written", e);
        }
    }

    static void writeDurably(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Gives a finished folder its name. */
    static void finish(Path unfinished, Path folder) throws IOException {
        DurableFile.force(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.force(parent(folder));
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder.getFileName() + " cannot be deleted", e);
        }
    }

    private static Path parent(Path file) {
        return file.resolveSibling("");
    }
}
