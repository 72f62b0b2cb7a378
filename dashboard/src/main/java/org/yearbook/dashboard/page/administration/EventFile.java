package org.yearbook.dashboard.page.administration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.page.CsvCell;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.words.Deeds;

/**
 * Events as lines of a CSV file. Times are in UTC, as ISO 8601 writes them, so that they can be sorted and compared.
 */
public final class EventFile {

    private final Writer out;

    /** Begins a file; Excel takes it for UTF-8 only with the mark. */
    public EventFile(Writer out) throws IOException {
        this.out = out;
        out.write('\ufeff');
        line("number", "at", "sign_in", "role", "seen_as", "action", "what", "which", "records");
    }

    /** Adds one event. */
    public void add(AuditTrail.Entry entry) {
        line(
                Long.toString(entry.id()),
                entry.at().toString(),
                entry.signIn(),
                entry.role(),
                entry.seenAs(),
                entry.action(),
                Deeds.words(entry.action()),
                entry.subject(),
                Long.toString(entry.rowsSeen()));
    }

    private void line(String... cells) {
        try {
            out.write(Stream.of(cells).map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
