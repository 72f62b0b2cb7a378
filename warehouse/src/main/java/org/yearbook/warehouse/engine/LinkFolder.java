package org.yearbook.warehouse.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second name for a file, in a folder of its own. DuckDB knows a file that is open by its name, behind symbolic links
 * too, and one process opens a name with one set of limits only. Under a second name it is opened anew, and what was
 * opened stays whole when the first name is deleted.
 *
 * <p>The folder lies beside the file's, since links reach no further than a file system. A process that was killed
 * leaves its folders behind, and the next one clears them away.
 */
final class LinkFolder {

    private static final Logger LOG = LoggerFactory.getLogger(LinkFolder.class);
    private static final Pattern NAME = Pattern.compile("\\.reading-(\\d+)-.*");
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private LinkFolder() {}

    /** {@return a new folder, of its owner alone, near the file} One after the other: none clears another's away. */
    static synchronized Path beside(Path file) {
        Path near = file.toAbsolutePath().resolveSibling("").normalize().resolveSibling("");
        String prefix = ".reading-" + ProcessHandle.current().pid() + "-";
        Path folder;
        try {
            clear(near);
            folder = make(near, prefix);
        } catch (IOException e) {
            LOG.debug("A file is read from a place where nothing can be written", e);
            folder = elsewhere(prefix);
        }
        OURS.add(folder);
        return folder;
    }

    private static Path make(Path near, String prefix) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            return Files.createTempDirectory(near, prefix, ownerOnly);
        } catch (UnsupportedOperationException e) {
            // Windows: it has the rights of the folder in which it lies.
            return Files.createTempDirectory(near, prefix);
        }
    }

    private static Path elsewhere(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("There is no place for temporary files", e);
        }
    }

    /** {@return another name of the file; a copy of it, where the file system has no second names} */
    static Path link(Path folder, Path file) throws IOException {
        Path name = folder.resolve(file.getFileName());
        try {
            return Files.createLink(name, file.toRealPath());
        } catch (IOException | UnsupportedOperationException e) {
            return Files.copy(file, name);
        }
    }

    private static void clear(Path near) throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(near)) {
            left = entries.filter(LinkFolder::leftBehind).toList();
        }
        left.forEach(LinkFolder::delete);
    }

    private static boolean leftBehind(Path folder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        if (!name.matches() || OURS.contains(folder)) {
            return false;
        }
        long owner = Long.parseLong(name.group(1));
        return owner == ProcessHandle.current().pid() || ProcessHandle.of(owner).isEmpty();
    }

    /** Windows deletes no file that is open, as by a question that is being stopped: the next one clears it away. */
    static void delete(Path folder) {
        OURS.remove(folder);
        try (var entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("Temporary files are still in use, or another process clears them away", e);
        }
    }
}
