package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yearbook.ingest.contract.CsvFormat;

/**
 * A table in text whose fields are parted by a character, split record by record.
 *
 * @param width how many columns it has
 */
record CsvTable(Path file, TextForm form, CsvFormat format, int width) implements Table {

    /** So many records tell how wide a table without column names is. */
    private static final int LOOK = 100;

    private static final Pattern HYPHENS = Pattern.compile("\\s*-+\\s*");

    @Override
    public void read(RowSink to) throws IOException, Refusal {
        try (Reader text = form.open(file)) {
            var records = new Records(text, format);
            String header = format.headless() || !records.next(0) ? "" : unmarked(records.text());
            var trailer = new Trailer(format.trailer(), to);
            boolean belowNames = !header.isEmpty();
            while (records.next(width)) {
                if (belowNames && underlines(records)) {
                    to.reject(records.line(), LandedFile.UNDERLINES, records.text());
                } else if (!trailer.agreed() || !trailer.takes(records.line(), records.text())) {
                    hand(records, header, to);
                }
                belowNames = !header.isEmpty() && records.isAs(header);
            }
            trailer.check();
        }
    }

    /** SQL Server's sqlcmd draws a line of hyphens under each name, and so do others. */
    private static boolean underlines(Records records) {
        boolean drawn = records.fields().stream()
                .allMatch(field -> HYPHENS.matcher(field).matches());
        return drawn
                && records.fields().stream().anyMatch(field -> field.strip().length() > 1);
    }

    /** {@return whether the names of the columns are underlined} */
    boolean underlined() throws IOException {
        try (Reader text = form.open(file)) {
            var records = new Records(text, format);
            return !format.headless() && records.next(0) && records.next(width) && underlines(records);
        }
    }

    /** {@return the columns as the first record names them} */
    List<String> names() throws IOException {
        try (Reader text = form.open(file)) {
            var records = new Records(text, format);
            return records.next(0)
                    ? records.fields().stream()
                            .map(name -> Bare.of(unmarked(name)))
                            .toList()
                    : List.of();
        }
    }

    /** Files with a byte order mark that were put together have one in their middle. */
    private static String unmarked(String text) {
        return text.replace("\uFEFF", "");
    }

    private void hand(Records records, String header, RowSink to) throws IOException {
        if (!header.isEmpty() && records.isAs(header)) {
            to.headerAgain(records.line(), records.text());
            return;
        }
        if (records.empty()) {
            to.odd(RowSink.Oddity.EMPTY, records.line());
            return;
        }
        String fault = records.fault();
        if (fault == null) {
            to.row(records.line(), records.fields());
        } else {
            to.reject(records.line(), fault, records.text());
        }
        if (records.looseQuote()) {
            to.odd(RowSink.Oddity.LOOSE_QUOTE, records.line());
        }
        if (records.surplus()) {
            to.odd(RowSink.Oddity.SURPLUS, records.line());
        }
        if (fault == null && records.asFormula()) {
            to.odd(RowSink.Oddity.AS_FORMULA, records.line());
        }
        if (records.cutShort(width)) {
            to.cut(records.line());
        }
    }

    /** {@return how many fields most of the first records have; 0 when there are no records} */
    static int usualWidth(Path file, TextForm form, CsvFormat format) throws IOException {
        Map<Integer, Integer> times = new LinkedHashMap<>();
        try (Reader text = form.open(file)) {
            var records = new Records(text, format);
            for (int seen = 0; seen < LOOK && records.next(0); seen++) {
                times.merge(records.fields().size(), 1, Integer::sum);
            }
        }
        return times.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
    }
}
