package org.yearbook.warehouse.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecification;
import org.yearbook.warehouse.fingerprint.FileMark;
import org.yearbook.warehouse.fingerprint.ProgramParts;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * How a night fared with a file that it made no new version of, kept as {@code tried.json} beside its versions. The
 * next night tries it again when anything that a file is made of, or checked against, is not as it was.
 *
 * @param of fingerprint of all that
 * @param said why the file could not be made; empty when the version before says the same
 */
record Tried(String of, String said) {

    private static final String FILE = "tried.json";

    /** What says how making or checking went, and changes nothing of how it goes. */
    private static final Set<String> OUTCOMES = Set.of(FILE, "lacks.json", Exports.FINDINGS);

    /** Looked at once a process, as soon as it is asked. */
    private static final class Program {

        private static final String PARTS = ProgramParts.fingerprint(ExportRun.class, FileSpecification.class);
    }

    /** {@return whether a night that finds things so would come to the same} */
    boolean holds(String now) {
        return of.equals(now);
    }

    static Path in(Path folder) {
        return folder.resolve(FILE);
    }

    /** {@return why a file could not be made in a night, a sentence each; none when it could, or nothing is noted} */
    static List<String> said(Path folder) {
        return read(in(folder))
                .map(tried -> tried.said().lines().map(String::strip).toList())
                .orElse(List.of());
    }

    /** Forgets how a file fared that can be made now. */
    static void forget(Path folder) {
        try {
            Files.deleteIfExists(in(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be removed from exports/", e);
        }
    }

    /** {@return what was noted; one that cannot be read costs a try and no more} */
    static Optional<Tried> read(Path file) {
        try {
            return Kept.readJson(file, Tried.class);
        } catch (ExportException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return a fingerprint of what a file is made of, and checked against}
     *
     * @param around what {@link #around} says of its year
     * @param rows that it is made from, or may be
     */
    static String fingerprint(String around, Manifest.Source source, Stream<Path> rows) {
        var text = new StringBuilder(around).append('\n').append(source).append('\n');
        rows.map(FileMark::of).forEach(mark -> text.append(mark).append('\n'));
        return Sha256.of(text.toString());
    }

    /** {@return a fingerprint of what all files of a year are made by, and of the versions that there are} */
    static String around(DistrictHome home, SchoolYear year) {
        var text = new StringBuilder(Program.PARTS).append('\n');
        for (Path said : List.of(home.settings(), home.federal(), home.stateFiles())) {
            files(said)
                    .forEach(file -> text.append(file)
                            .append(' ')
                            .append(Kept.sha256(file))
                            .append('\n'));
        }
        for (SchoolYear one : List.of(year.previous(), year)) {
            files(home.exports().resolve(one.toString())).stream()
                    .filter(file -> !OUTCOMES.contains(String.valueOf(file.getFileName())))
                    .map(FileMark::of)
                    .forEach(mark -> text.append(mark).append('\n'));
        }
        return Sha256.of(text.toString());
    }

    private static List<Path> files(Path from) {
        if (!Files.exists(from)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(from)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(from.getFileName() + " cannot be read", e);
        }
    }
}
