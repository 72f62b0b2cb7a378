package org.yearbook.warehouse.home;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Text files of a home that one process writes and others read: a reader sees the old text or the new one, never a part
 * of it, after a power cut too.
 */
public final class DurableFile {

    /** How the name of a file ends that is not in its place yet. */
    public static final String UNFINISHED = ".tmp";

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final int PATIENCE = 100;

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
        replace(beside, file);
        force(file.resolveSibling(""));
    }

    /**
     * Moves in one step, in place of what is there. Windows does not replace a file while somebody reads it, and ours
     * are read in a moment.
     */
    public static void replace(Path from, Path to) throws IOException {
        for (int left = PATIENCE; ; left--) {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (AccessDeniedException e) {
                if (!WINDOWS || left == 0) {
                    throw e;
                }
                LockSupport.parkNanos(MOMENT.toNanos());
            }
        }
    }

    /**
     * Forces a file, or a folder's list of names, to disk. Windows opens no folders, and its file system keeps names by
     * itself; a file it forces only for whoever may write it.
     */
    public static void force(Path path) throws IOException {
        if (WINDOWS && Files.isDirectory(path)) {
            return;
        }
        try (FileChannel channel =
                FileChannel.open(path, WINDOWS ? StandardOpenOption.WRITE : StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
