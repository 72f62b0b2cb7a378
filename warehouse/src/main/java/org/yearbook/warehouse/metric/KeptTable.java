package org.yearbook.warehouse.metric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.OwnerOnly;

/**
 * A table that one night leaves to the next, in a file for its owner alone: it holds true numbers. The file's name
 * tells its SHA-256, so that one which is not as it was written is not read.
 *
 * @param before the folder of the last night; it need not be there
 * @param tonight the folder to leave it in
 * @param name such as {@code cells}
 */
public record KeptTable(Path before, Path tonight, String name) {

    private static final Logger LOG = LoggerFactory.getLogger(KeptTable.class);
    private static final String SUFFIX = ".parquet";

    /** {@return another table between the same nights} */
    public KeptTable named(String other) {
        return new KeptTable(before, tonight, other);
    }

    /** Fills an empty temporary table with what was left; it stays empty where nothing was, or not of its columns. */
    public void read(Duck duck, String table) {
        try {
            for (Path file : left()) {
                if (fileName(hash(file)).equals(String.valueOf(file.getFileName()))) {
                    duck.run("insert into " + table + " by name from read_parquet(" + Duck.literal(file) + ")");
                } else {
                    LOG.warn("What was kept as {} is not as it was written; it is made anew", name);
                }
            }
        } catch (IOException | EngineException e) {
            LOG.warn("What was kept as {} cannot be read; it is made anew", name, e);
        }
    }

    private List<Path> left() throws IOException {
        if (!Files.isDirectory(before)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(before)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(name + "."))
                    .toList();
        }
    }

    private String fileName(String hash) {
        return name + "." + hash + SUFFIX;
    }

    /** Leaves the rows of a query. */
    public void write(Duck duck, String query) {
        Path beside = tonight.resolve(name + ".tmp");
        try {
            Files.createFile(beside, OwnerOnly.file());
            duck.run("copy (" + query + ") to " + Duck.literal(beside)
                    + " (format parquet, compression zstd, use_tmp_file false)");
            Files.move(beside, tonight.resolve(fileName(hash(beside))), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("What was computed tonight cannot be kept for the next night", e);
        }
    }

    private static String hash(Path file) throws IOException {
        return Sha256.of(file);
    }
}
