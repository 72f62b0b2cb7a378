package org.yearbook.warehouse.engine;

/**
 * What all statements that people run on one file may use of the machine together.
 *
 * @param threads worker threads
 * @param memoryMegabytes before it spills
 * @param spillMegabytes on the disk, beyond the memory
 */
public record ReadingLimits(int threads, long memoryMegabytes, long spillMegabytes) {

    public ReadingLimits {
        if (threads < 1 || memoryMegabytes < 16 || spillMegabytes < 0) {
            throw new IllegalArgumentException(
                    "DuckDB needs at least one thread and 16 MB, not " + threads + " and " + memoryMegabytes + " MB");
        }
    }

    /** {@return for a server: every core, 1 GB of memory and 4 GB of disk} */
    public static ReadingLimits usual() {
        return new ReadingLimits(Runtime.getRuntime().availableProcessors(), 1024, 4096);
    }
}
