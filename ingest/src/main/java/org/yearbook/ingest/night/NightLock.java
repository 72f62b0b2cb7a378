package org.yearbook.ingest.night;

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

/** One night at a time for each home; the lock ends with the process, however that ends. */
final class NightLock implements AutoCloseable {

    /** What is said to whoever would try something meanwhile. */
    static final String BUSY = "A night of this home, a pull or another check is running. Wait until it has ended;"
            + " nothing was tried.";

    private final FileChannel channel;
    private final FileLock lock;

    private NightLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** {@return the lock, unless another night has it} */
    static Optional<NightLock> tryLock(DistrictHome home) {
        try {
            Files.createDirectories(home.state());
            FileChannel channel = FileChannel.open(
                    home.state().resolve("night.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockOf(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new NightLock(channel, lock));
        } catch (IOException e) {
            throw new UncheckedIOException("The night cannot be locked in " + home.state(), e);
        }
    }

    private static @Nullable FileLock lockOf(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another night in this very process
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
