package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Text files of a home that one process writes and others read: a reader sees the old text or the new one, never a part
 * of it, after a power cut too.
 */
public final class DurableFile {

    /** How the name of a file ends that is not in its place yet. */
    public static final String UNFINISHED = ".tmp";

    private DurableFile() {}

    /** Writes a file in UTF-8 in place of what was there; its folder exists, and nobody else writes it meanwhile. */
    public static void write(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + UNFINISHED);
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Before its name: a name that outlasts a power cut without its text would show an empty file.
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.resolveSibling(""), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
