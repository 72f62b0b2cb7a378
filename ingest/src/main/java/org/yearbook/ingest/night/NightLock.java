package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * One night at a time for each home; the lock ends with the process, however that ends. Who has it stands beside it, in
 * {@code night-holder.lock}: a locked file cannot be read everywhere. What stands there means nothing once nobody has
 * it.
 */
final class NightLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NightLock.class);
    private static final String HOLDER = "night-holder.lock";
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ROOT);

    private final Path holder;
    private final FileChannel channel;
    private final FileLock lock;

    private NightLock(Path holder, FileChannel channel, FileLock lock) {
        this.holder = holder;
        this.channel = channel;
        this.lock = lock;
    }

    /** {@return what is said to whoever would try something while another has the lock} */
    static String busy(DistrictHome home) {
        return held(home) + " Wait until it has ended; nothing was tried.";
    }

    /** {@return who has the lock, in a sentence; asked right after it was not to be had} */
    static String held(DistrictHome home) {
        Path holder = home.state().resolve(HOLDER);
        try {
            String who = Files.readString(holder).strip();
            if (!who.isEmpty()) {
                Instant since = Files.getLastModifiedTime(holder).toInstant();
                return "Another night or command is at work in this home: " + who + ", since "
                        + SINCE.format(since.atZone(ZoneId.systemDefault())) + ".";
            }
        } catch (IOException e) {
            // One of an earlier release says nothing, and one that began this very moment has not yet.
        }
        return "Another night of this home, a pull or a check is running.";
    }

    /**
     * {@return the lock, unless another night has it}
     *
     * @param what is done with it, for whoever would try something meanwhile
     */
    static Optional<NightLock> tryLock(DistrictHome home, String what) {
        try {
            Files.createDirectories(home.state());
            FileChannel channel = FileChannel.open(
                    home.state().resolve("night.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockOf(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            Path holder = home.state().resolve(HOLDER);
            tell(holder, what);
            return Optional.of(new NightLock(holder, channel, lock));
        } catch (IOException e) {
            throw new UncheckedIOException("The night cannot be locked in " + home.state(), e);
        }
    }

    /** On a disk that is full nobody hears who it is, and the night says what is the matter. */
    private static void tell(Path holder, String what) {
        try {
            Files.writeString(
                    holder, what + ", process " + ProcessHandle.current().pid() + " on " + host() + "\n");
        } catch (IOException e) {
            LOG.debug("Who has the lock of the home cannot be told", e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
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
            Files.deleteIfExists(holder);
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
