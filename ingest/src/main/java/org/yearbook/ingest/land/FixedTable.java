package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yearbook.ingest.contract.FixedFormat;
import org.yearbook.ingest.contract.Positions;

/**
 * A table in text whose fields stand at fixed places of every line. Many programs leave blanks at the end of a line
 * out, so a short line is no fault; one that ends within a field has the rest of it blank.
 *
 * @param places where the columns are, in order
 */
record FixedTable(Path file, TextForm form, FixedFormat format, List<Positions> places) implements Table {

    static final int LOOKED_AT = 200;

    FixedTable {
        places = List.copyOf(places);
    }

    @Override
    public void read(RowSink to) throws IOException, Refusal {
        try (Reader text = form.open(file)) {
            var lines = new Lines(text);
            for (int skip = 0; skip < format.skipLines() && lines.next(); skip++) {
                // no part of the table
            }
            var trailer = new Trailer(format.trailer(), to);
            int length = 0;
            boolean equal = true;
            while (lines.next()) {
                String line = lines.text();
                if (line.isBlank() || line.equals("\u001A") || trailer.takes(lines.number(), line)) {
                    continue;
                }
                hand(lines, to);
                if (!lines.endedByBreak() && equal && line.length() < length) {
                    to.cut(lines.number());
                }
                equal &= length == 0 || line.length() == length;
                length = line.length();
            }
            trailer.check();
        }
    }

    /**
     * {@return whether a line near its beginning is as long as it has to be to fill the field at {@code place}} An
     * empty table is: nothing speaks against it. A table that is split by commas has a name that fits now and then.
     */
    boolean reaches(int place) throws IOException {
        try (Reader text = form.open(file)) {
            var lines = new Lines(text);
            boolean any = false;
            for (int line = 0; line < LOOKED_AT && lines.next(); line++) {
                if (line >= format.skipLines() && !lines.text().isBlank()) {
                    any = true;
                    if (lines.text().length() >= place) {
                        return true;
                    }
                }
            }
            return !any;
        }
    }

    private void hand(Lines lines, RowSink to) throws IOException {
        String line = lines.text();
        String shown = line.replace(Records.UNREADABLE, '\uFFFD');
        if (lines.tooLong()) {
            to.reject(lines.number(), "It is longer than any record can be", shown);
        } else if (line.indexOf(Records.UNREADABLE) >= 0) {
            to.reject(lines.number(), "It holds bytes that are no text in the encoding of the file", shown);
        } else if (line.indexOf('\0') >= 0) {
            to.reject(lines.number(), "It holds a NUL byte", shown);
        } else {
            fields(lines, to, shown);
        }
    }

    private void fields(Lines lines, RowSink to, String shown) throws IOException {
        String line = lines.text();
        List<String> fields = new ArrayList<>(places.size());
        boolean any = false;
        for (Positions place : places) {
            int from = Math.min(place.first() - 1, line.length());
            String field =
                    line.substring(from, Math.min(place.last(), line.length())).strip();
            any |= !field.isEmpty();
            if (Records.hasHalf(field)) {
                to.reject(lines.number(), "A character of two parts lies across the border of two fields", shown);
                return;
            }
            fields.add(field);
        }
        if (any) {
            to.row(lines.number(), fields);
        } else {
            to.reject(lines.number(), "All its fields are empty", shown);
        }
    }
}
