package org.yearbook.ingest.source.edfi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.ingest.source.pull.Sha256;

/** Knows by their fingerprints which files were brought already, so that only those that changed are brought again. */
final class Sent {

    private static final String PREFIX = "sent.";

    /** How many digits of a fingerprint are kept. */
    private static final int PRINT = 32;

    private final Map<String, String> before;
    private final Map<String, String> marks = new LinkedHashMap<>();

    /**
     * Prepares.
     *
     * @param before the marks of the last pull; empty when everything is to be brought
     */
    Sent(Map<String, String> before) {
        this.before = before;
    }

    List<Path> changed(List<Path> files) {
        List<Path> changed = new ArrayList<>();
        for (Path file : files) {
            String mark = PREFIX + file.getFileName();
            String print = fingerprint(file);
            marks.put(mark, print);
            if (!print.equals(before.get(mark))) {
                changed.add(file);
            }
        }
        return changed;
    }

    Map<String, String> marks() {
        return marks;
    }

    /** A file that is no longer made cannot be brought empty: landing takes that for a fault, and rightly so. */
    List<PullNote> notes(Map<String, String> last) {
        return last.keySet().stream()
                .filter(mark -> mark.startsWith(PREFIX) && !marks.containsKey(mark))
                .map(mark -> mark.substring(PREFIX.length()))
                .sorted()
                .map(file -> new PullNote(
                        "major",
                        file,
                        "The source has no more rows for " + file + "; those that it had stay in force.",
                        "If they were all entered by mistake, put an empty file of that name into the inbox, with one"
                                + " named like it and .accept behind."))
                .toList();
    }

    private static String fingerprint(Path file) {
        try {
            return Sha256.of(file).substring(0, PRINT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
