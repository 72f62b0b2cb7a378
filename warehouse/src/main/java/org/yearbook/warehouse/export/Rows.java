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

    /**
     * {@return whether there is such a table} What was never delivered has none, nor has what earlier releases made.
     */
    static boolean has(Duck duck, String table) {
        return !duck.sql()
                .fetch("select 1 from duckdb_tables() where database_name = 'source' and table_name = ?", table)
                .isEmpty();
    }
}
