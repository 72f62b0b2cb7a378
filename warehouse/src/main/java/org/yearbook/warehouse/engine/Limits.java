package org.yearbook.warehouse.engine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What one DuckDB instance may use of the machine.
 *
 * @param threads worker threads
 * @param memoryMegabytes before it spills
 * @param spill folder to spill to; null when it may not spill
 */
public record Limits(
        int threads, long memoryMegabytes, @Nullable Path spill) {

    public Limits {
        if (threads < 1 || memoryMegabytes < 16) {
            throw new IllegalArgumentException(
                    "DuckDB needs at least one thread and 16 MB, not " + threads + " and " + memoryMegabytes + " MB");
        }
    }

    /** {@return small limits, for one reader among many} */
    public static Limits small() {
        return new Limits(1, 512, null);
    }
}
