package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.folder.TextFile;

/**
 * A file that is not regular, rewritten so that any reader of CSV reads the same rows: UTF-8, commas, every field
 * quoted, the source line of each row in the first column, and no header. Rows that cannot be split, and lines that
 * name the columns again, lie in a second file with their line and the reason.
 *
 * @param rows how many lie in the first file
 * @param rejected how many lie in the second
 * @param firstRejected line of the first of them that cannot be split; 0 when there is none
 * @param firstReason why; empty when there is none
 * @param headers how many of the second file name the columns again
 * @param firstHeader line of the first of them; 0 when there is none
 * @param letters rows with letters beyond ASCII
 * @param odd rows that are odd, by what is odd about them
 * @param cutAt the line on which the file ends within a record; 0 when it is complete
 */
record Straightened(
        long rows,
        long rejected,
        long firstRejected,
        String firstReason,
        long headers,
        long firstHeader,
        Garbled.Count letters,
        Map<RowSink.Oddity, Odd> odd,
        long cutAt) {

    Straightened {
        odd = Map.copyOf(odd);
    }

    /**
     * Rows that are odd in the same way.
     *
     * @param first the line of the first of them
     * @param last the line of the last
     */
    record Odd(long rows, long first, long last) {

        /** A row is counted once, however many of its fields are odd. */
        Odd and(long line) {
            return line == last ? this : new Odd(rows + 1, first, line);
        }
    }

    /** {@return how many rows cannot be split} */
    long unreadable() {
        return rejected - headers;
    }

    Optional<Odd> odd(RowSink.Oddity oddity) {
        return Optional.ofNullable(odd.get(oddity));
    }

    /**
     * Where the rows go.
     *
     * @param rows the first file
     * @param rejects the second
     * @param keepText whether a rejected row may be kept as delivered; not where passwords stand
     */
    record Target(Path rows, Path rejects, boolean keepText) {}

    /**
     * Rewrites a file.
     *
     * @param kept places of the columns to keep, from 0
     */
    static Straightened write(Table table, int[] kept, Target target) throws IOException, Refusal {
        try (Writer rows = TextFile.create(target.rows());
                Writer rejects = TextFile.create(target.rejects())) {
            var writing = new Writing(rows, rejects, kept, target.keepText());
            table.read(writing);
            return writing.result();
        }
    }

    private static final class Writing implements RowSink {
        private final Writer rows;
        private final Writer rejects;
        private final int[] kept;
        private final boolean keepText;
        private final Map<Oddity, Odd> odd = new EnumMap<>(Oddity.class);
        private long written;
        private long rejected;
        private long firstRejected;
        private String firstReason = "";
        private long headers;
        private long firstHeader;
        private Garbled.Count letters = Garbled.Count.NONE;
        private long cutAt;

        Writing(Writer rows, Writer rejects, int[] kept, boolean keepText) {
            this.rows = rows;
            this.rejects = rejects;
            this.kept = kept;
            this.keepText = keepText;
        }

        Straightened result() {
            return new Straightened(
                    written, rejected, firstRejected, firstReason, headers, firstHeader, letters, odd, cutAt);
        }

        @Override
        public void row(long line, List<? extends @Nullable String> fields) throws IOException {
            written++;
            rows.write(Long.toString(line));
            boolean foreign = false;
            boolean wrong = false;
            for (int place : kept) {
                String field = bare(fields.get(place), line);
                rows.write(',');
                quoted(rows, field);
                if (field != null && Garbled.foreign(field)) {
                    foreign = true;
                    wrong |= Garbled.in(field);
                }
            }
            rows.write('\n');
            letters = foreign ? letters.and(line, wrong) : letters;
        }

        private @Nullable String bare(@Nullable String field, long line) {
            if (field == null) {
                return null;
            }
            String bare = Bare.of(field);
            if (bare.length() < field.length()) {
                odd(Oddity.UNSEEN, line);
            }
            if (Bare.isError(bare)) {
                odd(Oddity.ERROR, line);
                return null;
            }
            return bare;
        }

        @Override
        public void reject(long line, String fault, @Nullable String text) throws IOException {
            if (firstRejected == 0) {
                firstRejected = line;
                firstReason = fault;
            }
            aside(line, fault, text);
        }

        @Override
        public void headerAgain(long line, @Nullable String text) throws IOException {
            headers++;
            firstHeader = firstHeader == 0 ? line : firstHeader;
            aside(line, LandedFile.HEADER_AGAIN, text);
        }

        private void aside(long line, String fault, @Nullable String text) throws IOException {
            rejected++;
            rejects.write(Long.toString(line));
            rejects.write(',');
            quoted(rejects, fault);
            rejects.write(',');
            quoted(rejects, keepText && text != null ? text.replace("\0", "\u2400") : null);
            rejects.write('\n');
        }

        @Override
        public void odd(Oddity oddity, long line) {
            odd.merge(oddity, new Odd(1, line, line), (before, one) -> before.and(line));
        }

        @Override
        public void cut(long line) {
            cutAt = line;
        }

        private static void quoted(Writer to, @Nullable String field) throws IOException {
            if (field == null || field.isEmpty()) {
                return;
            }
            to.write('"');
            to.write(field.indexOf('"') < 0 ? field : field.replace("\"", "\"\""));
            to.write('"');
        }
    }
}
