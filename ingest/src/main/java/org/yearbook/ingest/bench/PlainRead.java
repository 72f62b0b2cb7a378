package org.yearbook.ingest.bench;

import java.nio.file.Path;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** The least that a night can do with a file that it must look at: DuckDB alone reads every column of it, once. */
public final class PlainRead {

    private PlainRead() {}

    /** Argument: the attendance CSV. */
    public static void main(String[] arguments) {
        int cores = Runtime.getRuntime().availableProcessors();
        try (var duck = Duck.inMemory(new Limits(cores, 4_000, null))) {
            duck.run("select bit_xor(hash(columns(*))) from read_csv(" + Duck.literal(Path.of(arguments[0]))
                    + ", all_varchar = true, header = true)");
        }
    }
}
