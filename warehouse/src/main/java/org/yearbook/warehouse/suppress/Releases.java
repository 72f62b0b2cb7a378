package org.yearbook.warehouse.suppress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was shared so far: a folder with one Parquet file for each release, in the order of nights and publications. A
 * file holds the rows of the series and school years that the release showed anew, as everybody could see them, whether
 * each was shown anew, and the numbers as they really were, hidden ones too: it never leaves the home. Its name says
 * the night, the publication, and the edition: which definitions and which states of closed years the numbers followed.
 */
public final class Releases {

    private static final String SUFFIX = ".parquet";
    private static final Pattern NAME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}_.+_[^_]+\\.parquet");

    // Not simply by name: a night's second publication, "-002", would come before its first, whose name ends there.
    private static final Comparator<Path> OLDEST_FIRST = Comparator.comparing((Path file) -> nightOf(nameOf(file)))
            .thenComparing(Releases::publicationOf)
            .thenComparing(file -> editionOf(nameOf(file)));

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
            return new Releases(files.filter(file -> NAME.matcher(nameOf(file)).matches())
                    .filter(file -> !publicationOf(file).equals(publication))
                    .sorted(OLDEST_FIRST)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("releases/ cannot be listed", e);
        }
    }

    /** {@return the name of a release's file; {@code edition} has no underscore} */
    public static String fileName(LocalDate night, String publication, String edition) {
        return night + "_" + publication + "_" + edition + SUFFIX;
    }

    /** {@return the night of the last release; empty before the first} */
    public Optional<LocalDate> lastNight() {
        return last().map(Releases::nightOf).map(LocalDate::parse);
    }

    /** {@return the edition of the last release; empty before the first} */
    public Optional<String> lastEdition() {
        return last().map(Releases::editionOf);
    }

    /** {@return the file of the last release; empty before the first} */
    public Optional<Path> lastFile() {
        return files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
    }

    private Optional<String> last() {
        return lastFile().map(Releases::nameOf);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** {@return the oldest first} */
    public List<Path> files() {
        return files;
    }

    private static String nightOf(String name) {
        return name.substring(0, name.indexOf('_'));
    }

    private static String editionOf(String name) {
        return name.substring(name.lastIndexOf('_') + 1, name.length() - SUFFIX.length());
    }

    private static String publicationOf(Path file) {
        String name = nameOf(file);
        return name.substring(name.indexOf('_') + 1, name.lastIndexOf('_'));
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }
}
