package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.yearbook.warehouse.home.DistrictHome;

/** {@code yearbook sources check FILE}: tells what a night would make of a file, without loading it. */
final class FileCheck {

    private static final int HELD = 1;
    private static final int BUSY = 4;

    private FileCheck() {}

    /** {@return 0 when a night would take all of it, 1 when it would hold something back, 4 while a night runs} */
    static int run(DistrictHome home, Path file, Clock clock, PrintWriter out) throws IOException {
        Optional<NightLock> lock = NightLock.tryLock(home, "a check of a file");
        if (lock.isEmpty()) {
            out.println(NightLock.busy(home));
            out.flush();
            return BUSY;
        }
        try (var held = lock.get()) {
            Rehearsed rehearsed = new Rehearsal(home, clock).of(file);
            out.println(RehearsalText.of(rehearsed));
            out.flush();
            return rehearsed.held().isEmpty() ? 0 : HELD;
        }
    }
}
