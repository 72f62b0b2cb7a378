package org.yearbook.dashboard;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * How to start.
 *
 * @param home the district's folder
 * @param address the network address to listen on
 * @param port 0 takes any free one
 * @param demo whether to make demo people
 * @param monitor the port on this machine at which programs read health and metrics, 0 for any free one; none without
 * @param log how the log is written
 */
record Settings(Path home, String address, int port, boolean demo, OptionalInt monitor, Log log) {

    Settings(Path home, String address, int port, boolean demo) {
        this(home, address, port, demo, OptionalInt.empty(), Log.TEXT);
    }

    /** How the log is written. */
    enum Log {
        /** For people. */
        TEXT,
        /** For programs: each line an object in the Elastic Common Schema. */
        JSON
    }
}
