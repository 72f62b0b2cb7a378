package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.conform.Statement;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;

/**
 * One item's work, as it travels to the executor that does it: statements for an embedded DuckDB, and where they write.
 *
 * @param key the item
 * @param statements in their order
 * @param files delivery, source and name of each delivered file, in the order in which the statements number them
 * @param rows Parquet file that the statements write
 * @param issues likewise
 * @param facts likewise
 * @param threads DuckDB may use
 * @param memoryMegabytes DuckDB may use
 * @param spill folder on the executor's machine
 */
record ItemTask(
        String key,
        List<Statement> statements,
        List<Delivered> files,
        String rows,
        String issues,
        String facts,
        int threads,
        long memoryMegabytes,
        String spill)
        implements Serializable {

    /** A delivered file. */
    record Delivered(String delivery, String source, String file) implements Serializable {}

    /**
     * What came of it.
     *
     * @param seen content of the watched fields
     * @param rows conformed rows
     * @param issues issues found or remembered
     * @param facts standardization facts
     */
    record Outcome(
            String key,
            String seen,
            long rows,
            long issues,
            long facts,
            List<ItemState.Account> accounts,
            double seconds)
            implements Serializable {}

    Outcome run() {
        long start = System.nanoTime();
        try (var duck = Duck.inMemory(new Limits(threads, memoryMegabytes, folder(spill)))) {
            statements.forEach(statement -> run(duck, statement));
            long written = count(duck, "select rows from watched");
            long kept = count(duck, "select coalesce(sum(loaded - deleted), 0) from account");
            if (written != kept) {
                throw new IllegalStateException("Item " + key + " wrote " + written + " rows, but " + kept
                        + " of those delivered were to be kept");
            }
            var accounts = duck.sql()
                    .fetch("select file, data_through, loaded, quarantined, duplicate from account order by file")
                    .map(row -> {
                        Delivered file = files.get(row.get("file", Integer.class));
                        return new ItemState.Account(
                                file.delivery(),
                                file.source(),
                                file.file(),
                                row.get("data_through", LocalDate.class),
                                row.get("loaded", Long.class),
                                row.get("quarantined", Long.class),
                                row.get("duplicate", Long.class));
                    });
            String seen = duck.sql().fetch("select seen from watched").get(0).get(0, String.class);
            return new Outcome(
                    key,
                    seen == null ? "" : seen,
                    written,
                    count(duck, "select count(*) from read_parquet(" + Duck.literal(issues) + ")"),
                    count(duck, "select count(*) from read_parquet(" + Duck.literal(facts) + ")"),
                    List.copyOf(accounts),
                    (System.nanoTime() - start) / 1e9);
        }
    }

    private void run(Duck duck, Statement statement) {
        String otherwise = statement.otherwise();
        try {
            duck.run(statement.sql());
        } catch (EngineException e) {
            if (otherwise == null) {
                throw new IllegalStateException("Item " + key + " failed. " + e.getMessage(), e);
            }
            duck.run(otherwise);
        }
    }

    private static long count(Duck duck, String query) {
        Long count = duck.sql().fetchSingle(query).get(0, Long.class);
        return count == null ? 0 : count;
    }

    private static @Nullable Path folder(String spill) {
        try {
            return Files.createDirectories(Path.of(spill));
        } catch (IOException e) {
            throw new UncheckedIOException("No place to spill to: " + spill, e);
        }
    }
}
