package org.yearbook.warehouse.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * One at a time writes to {@code exports/} of a home, among threads and among programs: the night, a command and a page
 * may all be at it. Whoever comes second waits.
 */
final class Alone {

    private static final Object ONE_AT_A_TIME = new Object();

    private Alone() {}

    /** {@return what work gives} Work may be done within other work. */
    static <T> T in(DistrictHome home, Supplier<T> work) {
        if (Thread.holdsLock(ONE_AT_A_TIME)) {
            return work.get();
        }
        Path lock = Kept.folder(home.exports()).resolve("export.lock");
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                return work.get();
            } catch (IOException e) {
                throw new UncheckedIOException("exports/ of the home cannot be written", e);
            }
        }
    }
}
