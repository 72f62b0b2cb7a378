package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.yearbook.warehouse.home.DistrictHome;

/** {@code yearbook sources check FILE}: tells what a night would make of a file, without loading it. */
final class FileCheck {

    private FileCheck() {}

    /** {@return 0 when a night would take all of it, 1 when it would hold something back} */
    static int run(DistrictHome home, Path file, Clock clock, PrintWriter out) throws IOException {
        Rehearsed rehearsed = new Rehearsal(home, clock).of(file);
        out.println(RehearsalText.of(rehearsed));
        out.flush();
        return rehearsed.held().isEmpty() ? 0 : 1;
    }
}
