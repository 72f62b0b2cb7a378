package org.yearbook.warehouse.engine;

/**
 * What a statement that somebody runs may use of the machine.
 *
 * @param threads worker threads
 * @param memoryMegabytes before it spills
 * @param spillMegabytes on the disk, beyond the memory
 */
public record ReadingLimits(int threads, long memoryMegabytes, long spillMegabytes) {

    private static final long LEAST_MEMORY = 256;
    private static final long LEAST_SPILL = 512;

    public ReadingLimits {
        if (threads < 1 || memoryMegabytes < 16 || spillMegabytes < 0) {
            throw new IllegalArgumentException(
                    "DuckDB needs at least one thread and 16 MB, not " + threads + " and " + memoryMegabytes + " MB");
        }
    }

    /** {@return for one that runs alone: every core, 1 GB of memory and 4 GB of disk} */
    public static ReadingLimits usual() {
        return new ReadingLimits(Runtime.getRuntime().availableProcessors(), 1024, 4096);
    }

    /**
     * {@return for each of several that may run at once: together they take twice as much as one alone, but none has to
     * do with less than 256 MB of memory and 512 MB of disk}
     */
    public ReadingLimits among(int statements) {
        return new ReadingLimits(
                threads,
                Math.max(LEAST_MEMORY, 2 * memoryMegabytes / statements),
                Math.max(LEAST_SPILL, 2 * spillMegabytes / statements));
    }
}
