package org.yearbook.ingest.simulate;

/** Hears how far the simulation is. */
@FunctionalInterface
public interface Progress {

    /** A file was finished: its name below the output folder, and its rows without the header. */
    void wrote(String file, long rows);
}
