package org.yearbook.ingest.land;

import java.time.Duration;

/** Hears of each file as soon as it is landed. */
@FunctionalInterface
public interface LandingProgress {

    /** Says nothing. */
    LandingProgress SILENT = (file, source, rows, took) -> {};

    void landed(String file, String source, long rows, Duration took);
}
