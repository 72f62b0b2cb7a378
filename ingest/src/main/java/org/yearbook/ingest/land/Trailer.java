package org.yearbook.ingest.land;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The agreed last line of a file, which tells the number of rows: by it a file that was cut between two rows is known.
 */
final class Trailer {

    private static final String AGAIN =
            "Transfer the file again. What the source delivered before stays in force, since nobody knows how many rows"
                    + " are missing.";

    private final @Nullable Pattern pattern;
    private final RowSink to;
    private @Nullable String last;
    private long lastLine;
    private long rows;

    /**
     * Prepares for one file.
     *
     * @param pattern of the contract; null when no such line was agreed on
     */
    Trailer(@Nullable String pattern, RowSink to) {
        this.pattern = pattern == null ? null : Pattern.compile(pattern);
        this.to = to;
    }

    boolean agreed() {
        return pattern != null;
    }

    /** {@return whether a line is the trailer, unless another follows} Any other line is a row and is counted. */
    boolean takes(long line, String text) throws IOException {
        if (last != null) {
            rows++;
            to.reject(lastLine, "It looks like the line below the table, and more rows follow", last);
            last = null;
        }
        if (pattern != null && pattern.matcher(text.strip()).matches()) {
            last = text.strip();
            lastLine = line;
            return true;
        }
        rows++;
        return false;
    }

    /** Judges the file once all of it was read. */
    void check() throws Refusal {
        if (pattern == null) {
            return;
        }
        if (last == null) {
            throw new Refusal(
                    Rules.FILE,
                    "The file is cut short: its last line is not the agreed one, which tells the number of rows.",
                    AGAIN,
                    rows);
        }
        Matcher matcher = pattern.matcher(last);
        String told = matcher.matches() ? matcher.group(1) : null;
        if (told == null || !told.strip().replaceFirst("^0+(?=.)", "").equals(Long.toString(rows))) {
            throw new Refusal(
                    Rules.FILE,
                    "The file is cut short or was changed: its last line tells of " + told + " rows, and there are "
                            + rows + ".",
                    AGAIN,
                    rows);
        }
    }
}
