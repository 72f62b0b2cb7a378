package org.yearbook.ingest.source.edfi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.warehouse.fingerprint.Sha256;

/** Knows by their fingerprints which files were brought already, so that only those that changed are brought again. */
final class Sent {

    private static final String PREFIX = "sent.";

    /** Stands for the fingerprint of a file that is no longer made; no file has it, so a later one is brought. */
    private static final String GONE = "gone";

    /** How many digits of a fingerprint are kept. */
    private static final int PRINT = 32;

    private final Map<String, String> before;
    private final PullContext context;
    private final Map<String, String> marks = new LinkedHashMap<>();

    /**
     * Prepares.
     *
     * @param before the marks of the last pull; empty when it brought other data
     */
    Sent(Map<String, String> before, PullContext context) {
        this.before = before;
        this.context = context;
    }

    List<Path> changed(List<Path> files) {
        List<Path> changed = new ArrayList<>();
        for (Path file : files) {
            String mark = PREFIX + file.getFileName();
            String print = fingerprint(file);
            marks.put(mark, print);
            if (context.full() || !print.equals(before.get(mark))) {
                changed.add(file);
            }
        }
        return changed;
    }

    Map<String, String> marks() {
        return marks;
    }

    /**
     * A file that is no longer made cannot be brought empty: landing takes that for a fault, and rightly so. It is told
     * every night, as its rows are in force every night, until a person lets everything be pulled.
     */
    List<PullNote> notes() {
        List<String> gone = before.keySet().stream()
                .filter(mark -> mark.startsWith(PREFIX) && !marks.containsKey(mark))
                .sorted()
                .toList();
        if (!context.again()) {
            gone.forEach(mark -> marks.put(mark, GONE));
        }
        return gone.stream()
                .map(mark -> mark.substring(PREFIX.length()))
                .map(file -> new PullNote(
                        "major",
                        file,
                        "The source has no more rows for " + file + "; those that it had stay in force.",
                        "If they were all entered by mistake, put an empty file of that name into the inbox, with one"
                                + " named like it and .accept behind. To be told no longer, pull the source once with"
                                + " --full.",
                        List.of(file)))
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
