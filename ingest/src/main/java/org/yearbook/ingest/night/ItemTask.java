package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * @param months what they write for each month
 * @param rows about how many they read
 * @param threads DuckDB may use
 * @param memoryMegabytes DuckDB may use
 * @param spill folder on the executor's machine
 */
record ItemTask(
        String key,
        List<Statement> statements,
        List<Delivered> files,
        List<Written> months,
        long rows,
        int threads,
        long memoryMegabytes,
        String spill)
        implements Serializable {

    /** A delivered file. */
    record Delivered(String delivery, String source, String file) implements Serializable {}

    /** The Parquet files of one month: rows, issues, standardization facts. */
    record Written(String month, String rows, String issues, String facts) implements Serializable {}

    /**
     * What came of it.
     *
     * @param broken whether some rule could not be run, on all rows or on some
     */
    record Outcome(String key, boolean broken, List<Done> months, double seconds) implements Serializable {

        long rows() {
            return months.stream().mapToLong(Done::rows).sum();
        }
    }

    /**
     * What came of one month.
     *
     * @param seen content of the watched fields
     * @param rows conformed rows
     * @param issues issues found or remembered
     * @param facts standardization facts
     * @param ahead whether some rows speak of days that have not come yet
     * @param repeated rows that were left out because another row has their key
     */
    record Done(
            Written files,
            String seen,
            long rows,
            long issues,
            long facts,
            boolean ahead,
            long repeated,
            List<ItemState.Account> accounts)
            implements Serializable {}

    /** {@return the same work with what it may use of a machine, where so many tasks run beside each other} */
    ItemTask within(Machine machine, int beside) {
        return new ItemTask(
                key,
                statements,
                files,
                months,
                rows,
                machine.threads(rows),
                machine.memoryMegabytes(beside),
                machine.spill().toString());
    }

    Outcome run() {
        long start = System.nanoTime();
        try (var duck = Duck.inMemory(new Limits(threads, memoryMegabytes, folder(spill)))) {
            boolean broken = !perform(duck, key, statements);
            // A rule that ran, but not on every row, was told of instead of judged.
            broken |= duck.sql()
                    .fetchSingle("select exists(from fault where _file = -1)")
                    .get(0, Boolean.class);
            Map<String, Long> rows = rows(duck);
            List<Done> done = new ArrayList<>();
            for (Written month : months) {
                done.add(done(duck, month, rows));
            }
            return new Outcome(key, broken, done, (System.nanoTime() - start) / 1e9);
        }
    }

    private Done done(Duck duck, Written month, Map<String, Long> rows) {
        String named = Duck.literal(month.month());
        var watched = duck.sql().fetchSingle("select seen, rows from watched where month = " + named);
        long written = number(watched.get("rows", Long.class));
        var account = duck.sql()
                .fetchSingle("select coalesce(sum(loaded - deleted), 0) as kept, coalesce(bool_or(ahead), false) as"
                        + " ahead, coalesce(sum(repeated), 0) as repeated from account where month = " + named);
        if (written != number(account.get("kept", Long.class))) {
            throw new IllegalStateException("Item " + key + " wrote " + written + " rows of " + month.month() + ", but "
                    + account.get("kept") + " of those delivered were to be kept");
        }
        String seen = watched.get("seen", String.class);
        return new Done(
                month,
                seen == null ? "" : seen,
                filled(month.rows(), rows),
                filled(month.issues(), rows),
                filled(month.facts(), rows),
                Boolean.TRUE.equals(account.get("ahead", Boolean.class)),
                number(account.get("repeated", Long.class)),
                accounts(duck, named));
    }

    private List<ItemState.Account> accounts(Duck duck, String month) {
        return List.copyOf(duck.sql()
                .fetch("select file, data_through, loaded, quarantined, duplicate from account where month = " + month
                        + " order by file")
                .map(row -> {
                    Delivered file = files.get(row.get("file", Integer.class));
                    return new ItemState.Account(
                            file.delivery(),
                            file.source(),
                            file.file(),
                            new ItemState.Account.Origin(file.delivery(), file.file()),
                            row.get("data_through", LocalDate.class),
                            row.get("loaded", Long.class),
                            row.get("quarantined", Long.class),
                            row.get("duplicate", Long.class));
                }));
    }

    /** Runs an item's statements and {@return whether all ran as they stand, and none had to be run in their place} */
    static boolean perform(Duck duck, String key, List<Statement> statements) {
        boolean asTheyStand = true;
        for (Statement statement : statements) {
            try {
                asTheyStand &= statement.run(duck);
            } catch (EngineException e) {
                throw new IllegalStateException("Item " + key + " failed. " + e.getMessage(), e);
            }
        }
        return asTheyStand;
    }

    /** {@return the rows of each file that was written, all asked for at once: a question costs more than an answer} */
    private Map<String, Long> rows(Duck duck) {
        List<Path> written = months.stream()
                .flatMap(month -> Stream.of(month.rows(), month.issues(), month.facts()))
                .map(Path::of)
                .toList();
        return duck
                .sql()
                .fetch("select file_name, num_rows from parquet_file_metadata(" + Duck.fileList(written) + ")")
                .stream()
                .collect(Collectors.toMap(
                        file -> file.get("file_name", String.class), file -> file.get("num_rows", Long.class)));
    }

    /** {@return the rows of a file; one without any does not stay} */
    private static long filled(String parquet, Map<String, Long> written) {
        Long rows = written.get(parquet);
        if (rows == null) {
            throw new IllegalStateException("Nobody knows how many rows " + parquet + " has");
        }
        try {
            if (rows == 0) {
                Files.delete(Path.of(parquet));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("An empty file cannot be removed: " + parquet, e);
        }
    }

    private static long number(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static @Nullable Path folder(String spill) {
        try {
            return Files.createDirectories(Path.of(spill));
        } catch (IOException e) {
            throw new UncheckedIOException("No place to spill to: " + spill, e);
        }
    }
}
