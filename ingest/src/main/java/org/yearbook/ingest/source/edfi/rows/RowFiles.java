package org.yearbook.ingest.source.edfi.rows;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.source.folder.TextFile;

/**
 * The files of one pull, {@code edfi-<kind>-<school year>-<source>.jsonl}, or without a school year what has none. Rows
 * are ordered by their own text, so that the same data makes the same bytes, and landing sees that nothing changed.
 */
final class RowFiles {

    private static final String ALL = "";

    private final Path folder;
    private final String source;
    private final List<Path> files = new ArrayList<>();
    private Map<String, List<String>> lines = new TreeMap<>();

    RowFiles(Path folder, String source) {
        this.folder = folder;
        this.source = source;
    }

    List<Path> files() {
        return List.copyOf(files);
    }

    void add(@Nullable SchoolYear year, Row row) {
        lines.computeIfAbsent(year == null ? ALL : year.toString(), any -> new ArrayList<>())
                .add(row.line());
    }

    /** Writes what was added since the last call. */
    void write(String kind) {
        lines.forEach((year, rows) -> {
            rows.sort(null);
            Path file = folder.resolve("edfi-" + kind + (year.isEmpty() ? "" : "-" + year) + "-" + source + ".jsonl");
            try (BufferedWriter out = TextFile.create(file)) {
                for (String row : rows) {
                    out.write(row);
                    out.write('\n');
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.add(file);
        });
        lines = new TreeMap<>();
    }
}
