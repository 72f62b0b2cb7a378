package org.yearbook.ingest.land;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.contract.CsvFormat;

/**
 * A file that is not regular, rewritten so that any reader of CSV reads the same rows: UTF-8, commas, every field
 * quoted, the source line of each row in the first column, and no header. Rows that cannot be split lie in a second
 * file with their line and the reason.
 *
 * @param rows how many lie in the first file
 * @param rejected how many lie in the second
 * @param firstRejected line of the first of them; 0 when there is none
 * @param firstReason why; empty when there is none
 * @param looseQuotes rows with a quotation mark inside a field that is not quoted
 * @param surplus rows with empty fields behind the last column
 * @param cutAt the line on which the file ends within a record; 0 when it is complete
 */
record Straightened(
        long rows, long rejected, long firstRejected, String firstReason, long looseQuotes, long surplus, long cutAt) {

    /**
     * Where the rows go.
     *
     * @param rows the first file
     * @param rejects the second
     * @param keepText whether a rejected row may be kept as delivered; not where passwords stand
     */
    record Target(Path rows, Path rejects, boolean keepText) {}

    /**
     * Rewrites {@code file}.
     *
     * @param width fields of the header
     * @param kept places of the columns to keep, from 0
     */
    static Straightened write(Path file, TextForm form, CsvFormat format, int width, int[] kept, Target target)
            throws IOException {
        try (Reader text = form.open(file);
                BufferedWriter rows = Files.newBufferedWriter(target.rows());
                BufferedWriter rejects = Files.newBufferedWriter(target.rejects())) {
            var records = new Records(text, format);
            records.next(0);
            return new Writing(records, rows, rejects, target.keepText()).all(width, kept);
        }
    }

    private static final class Writing {
        private final Records records;
        private final Writer rows;
        private final Writer rejects;
        private final boolean keepText;
        private long written;
        private long rejected;
        private long firstRejected;
        private String firstReason = "";
        private long looseQuotes;
        private long surplus;
        private long cutAt;

        Writing(Records records, Writer rows, Writer rejects, boolean keepText) {
            this.records = records;
            this.rows = rows;
            this.rejects = rejects;
            this.keepText = keepText;
        }

        Straightened all(int width, int[] kept) throws IOException {
            while (records.next(width)) {
                String fault = records.fault();
                if (fault == null) {
                    row(kept);
                } else {
                    reject(fault);
                }
                looseQuotes += records.looseQuote() ? 1 : 0;
                surplus += records.surplus() ? 1 : 0;
                if (records.cutShort(width)) {
                    cutAt = records.line();
                }
            }
            return new Straightened(written, rejected, firstRejected, firstReason, looseQuotes, surplus, cutAt);
        }

        private void row(int[] kept) throws IOException {
            written++;
            rows.write(Long.toString(records.line()));
            List<String> fields = records.fields();
            for (int place : kept) {
                rows.write(',');
                quoted(rows, fields.get(place));
            }
            rows.write('\n');
        }

        private void reject(String fault) throws IOException {
            rejected++;
            if (firstRejected == 0) {
                firstRejected = records.line();
                firstReason = fault;
            }
            rejects.write(Long.toString(records.line()));
            rejects.write(',');
            quoted(rejects, fault);
            rejects.write(',');
            quoted(rejects, keepText ? records.text().replace("\0", "\u2400") : null);
            rejects.write('\n');
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
