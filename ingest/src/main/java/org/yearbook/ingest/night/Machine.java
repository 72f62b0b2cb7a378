package org.yearbook.ingest.night;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.yearbook.warehouse.engine.Limits;

/**
 * What a night may use of the machine it runs on.
 *
 * @param cores processors
 * @param memoryMegabytes for all DuckDB instances together
 * @param spill where they spill to
 */
record Machine(int cores, long memoryMegabytes, Path spill) {

    private static final long MANY_ROWS = 1_000_000;

    /** {@return all processors and half of the memory; the rest is for Spark, the system and the server} */
    static Machine here(Path spill) {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean bean
                        ? bean.getTotalMemorySize() / (1024 * 1024)
                        : 4_096;
        return new Machine(Runtime.getRuntime().availableProcessors(), Math.max(512, memory / 2), spill);
    }

    /** {@return threads for one task: small ones run side by side, a large one takes all} */
    int threads(long rows) {
        return rows >= MANY_ROWS ? cores : 1;
    }

    /** {@return memory for one of several tasks} */
    long memoryMegabytes(int beside) {
        return Math.max(256, memoryMegabytes / Math.min(cores, Math.max(1, beside)));
    }

    Limits whole() {
        return new Limits(cores, memoryMegabytes, spill);
    }
}
