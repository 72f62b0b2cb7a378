package org.yearbook.warehouse.suppress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was shared so far: a folder with one Parquet file for each release, in the order of their names. A file holds
 * the rows of the series and school years that the release showed anew, as everybody could see them, whether each was
 * shown anew, and the numbers as they really were, hidden ones too: it never leaves the home.
 */
public final class Releases {

    private static final String SCHEDULED = "_scheduled.parquet";

    private final List<Path> files;

    private Releases(List<Path> files) {
        this.files = files;
    }

    /** {@return no release at all, for numbers that are shared once and never again} */
    public static Releases none() {
        return new Releases(List.of());
    }

    /** {@return the releases in {@code folder}, which need not exist; without the one of {@code publication} itself} */
    public static Releases in(Path folder, String publication) {
        if (!Files.isDirectory(folder)) {
            return none();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new Releases(files.filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file -> !publicationOf(file).equals(publication))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("releases/ cannot be listed", e);
        }
    }

    /** {@return the name of a release's file} */
    public static String fileName(LocalDate night, String publication, boolean scheduled) {
        return night + "_" + publication + (scheduled ? SCHEDULED : ".parquet");
    }

    /** {@return the night of the last release of a release day; empty before the first} */
    public Optional<LocalDate> lastScheduled() {
        return files.stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(SCHEDULED))
                .map(name -> LocalDate.parse(name.substring(0, 10)))
                .max(Comparator.naturalOrder());
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    List<Path> files() {
        return files;
    }

    private static String publicationOf(Path file) {
        String name = file.getFileName().toString();
        int end = name.endsWith(SCHEDULED) ? name.length() - SCHEDULED.length() : name.length() - ".parquet".length();
        return name.length() > 11 ? name.substring(11, Math.max(11, end)) : "";
    }
}
