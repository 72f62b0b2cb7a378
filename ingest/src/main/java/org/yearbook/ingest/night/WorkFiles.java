package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;

/** Folders in a home that mean nothing once what filled them has ended. */
final class WorkFiles {

    /** Rehearsals lie in the home itself, so that what was landed can be linked instead of copied. */
    static final String REHEARSAL = ".rehearsal-";

    private WorkFiles() {}

    /** Removes a folder with all that is in it; absent is fine. */
    static void forget(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Work files cannot be removed: " + folder, e);
        }
    }

    /** Removes files that a process which was cut off had not brought into their place. */
    static void forgetUnfinished(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(DurableFile.UNFINISHED))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Work files cannot be removed: " + folder, e);
        }
    }

    /** Removes the rehearsals that were killed. The caller holds the lock of the home, so that none is running. */
    static void forgetRehearsals(DistrictHome home) {
        try (Stream<Path> folders = Files.list(home.root())) {
            folders.filter(folder -> String.valueOf(folder.getFileName()).startsWith(REHEARSAL))
                    .forEach(WorkFiles::forget);
        } catch (IOException e) {
            throw new UncheckedIOException("The home cannot be listed: " + home.root(), e);
        }
    }

    /** Removes what runs left behind that were cut off, all but one. */
    static void forgetOthers(DistrictHome home, String tonight) {
        if (!Files.isDirectory(home.runs())) {
            return;
        }
        try (Stream<Path> runs = Files.list(home.runs())) {
            runs.filter(Files::isDirectory)
                    .filter(run -> !run.endsWith(tonight))
                    .forEach(run -> {
                        forget(run.resolve(Night.WORK));
                        forgetUnfinished(run);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("The runs cannot be listed", e);
        }
    }
}
