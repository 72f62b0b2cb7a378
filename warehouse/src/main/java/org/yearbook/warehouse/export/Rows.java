package org.yearbook.warehouse.export;

import java.nio.file.Path;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** Opens tables that files are made from. */
final class Rows {

    private Rows() {}

    /**
     * {@return a database beside the file, whose tables are found by their names} Others in this process may have the
     * file open with limits of their own.
     */
    static Duck open(Path file, Limits limits) {
        Duck duck = Duck.inMemory(limits);
        duck.run("attach " + Duck.literal(file) + " as source (read_only)");
        duck.run("use source");
        return duck;
    }
}
