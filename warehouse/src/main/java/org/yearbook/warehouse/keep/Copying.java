package org.yearbook.warehouse.keep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * Holds the files of a home in place while a backup copies them: a night that would remove some leaves it to the next
 * one. The lock ends with the process that has it, however that ends.
 */
public final class Copying implements AutoCloseable {

    private static final String FILE = "copying.lock";

    private final FileChannel channel;

    private Copying(FileChannel channel) {
        this.channel = channel;
    }

    /** {@return what keeps files from being removed; waits while some are} */
    static Copying begin(DistrictHome home) throws IOException {
        FileChannel channel = open(home);
        try {
            channel.lock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException e) {
            // Another backup of this very process holds them in place.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Copying(channel);
    }

    /** {@return what keeps backups from beginning, to remove files meanwhile; nothing while one is under way} */
    public static Optional<Copying> none(DistrictHome home) {
        try {
            FileChannel channel = open(home);
            if (alone(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Copying(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody can tell whether a backup is under way in " + home.state(), e);
        }
    }

    private static @Nullable FileLock alone(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // in this very process
        }
    }

    private static FileChannel open(DistrictHome home) throws IOException {
        Files.createDirectories(home.state());
        return FileChannel.open(
                home.state().resolve(FILE),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
