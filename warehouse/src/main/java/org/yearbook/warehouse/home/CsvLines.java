package org.yearbook.warehouse.home;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Small CSV files that people may also open in a spreadsheet: how their rows are read, and how rows are added. What is
 * read is exactly what was written, whatever it holds.
 */
final class CsvLines {

    /** What a spreadsheet takes for a formula; in some also behind blanks, or with a sign of full width. */
    private static final Pattern FORMULA = Pattern.compile("\\s*[=+\\-@\t\r\n\0|%＝＋－＠].*", Pattern.DOTALL);
    /** One writer at a time in this process; the lock on the file keeps others out. */
    private static final Object WRITING = new Object();

    private CsvLines() {}

    /**
     * One row.
     *
     * @param line in the file where it begins, from 1
     * @param cells as they were written, blanks and all
     * @param complete whether its quotes were closed
     */
    record Row(int line, List<String> cells, boolean complete) {

        Row {
            cells = List.copyOf(cells);
        }

        boolean blank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /**
     * {@return the rows} A quoted cell may hold commas, quotes and line breaks. Where quotes do not fit together, a row
     * is one line: a quote that is not closed spoils its own line and no other.
     */
    static List<Row> read(String text) {
        String bare = text.startsWith("\ufeff") ? text.substring(1) : text;
        var rows = new ArrayList<Row>();
        int line = 1;
        int at = 0;
        while (at < bare.length()) {
            int end = lineEnd(bare, at);
            var row = new Cells(bare, at, bare.length(), true);
            if (!row.fits()) {
                row = new Cells(bare, at, end, false);
            }
            rows.add(new Row(line, row.cells, row.closed));
            while (end < row.at) {
                end = lineEnd(bare, afterLineEnd(bare, end));
                line++;
            }
            line++;
            at = afterLineEnd(bare, row.at);
        }
        return rows;
    }

    private static int lineEnd(String text, int from) {
        int at = from;
        while (at < text.length() && !endsLine(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int afterLineEnd(String text, int at) {
        return text.startsWith("\r\n", at) ? at + 2 : Math.min(at + 1, text.length());
    }

    /** Other signs that separate lines may stand in a cell, and no spreadsheet ends a row there. */
    private static boolean endsLine(char sign) {
        return sign == '\n' || sign == '\r';
    }

    /** The cells of one row, and where it ends. */
    private static final class Cells {
        private final String text;
        private final int until;
        private final boolean strict;
        private final List<String> cells = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private int at;
        private boolean closed = true;
        private boolean astray;

        /** @param strict whether a quote must stand at the edge of its cell; then a quoted cell may span lines */
        Cells(String text, int from, int until, boolean strict) {
            this.text = text;
            this.at = from;
            this.until = until;
            this.strict = strict;
            while (at < until && !astray && (!closed || !endsLine(text.charAt(at)))) {
                take(text.charAt(at));
                at++;
            }
            endCell();
        }

        boolean fits() {
            return closed && !astray;
        }

        private void take(char sign) {
            if (sign == '"') {
                quote();
            } else if (sign == ',' && closed) {
                endCell();
            } else {
                cell.append(sign);
            }
        }

        private void quote() {
            boolean twice = !closed && at + 1 < until && text.charAt(at + 1) == '"';
            if (twice) {
                cell.append('"');
                at++;
                return;
            }
            astray = strict && (closed ? !cell.toString().isBlank() : !endsCell(at + 1));
            if (closed && strict) {
                cell.setLength(0);
            }
            closed = !closed;
        }

        private boolean endsCell(int next) {
            return next >= until || text.charAt(next) == ',' || endsLine(text.charAt(next));
        }

        private void endCell() {
            String raw = cell.toString();
            cells.add(raw.startsWith(" ") && FORMULA.matcher(raw).matches() ? raw.substring(1) : raw);
            cell.setLength(0);
        }
    }

    /** {@return one line, without its end; one more blank before what a spreadsheet would take for a formula} */
    static String line(List<String> cells) {
        return cells.stream().map(CsvLines::cell).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        boolean formula = FORMULA.matcher(text).matches();
        String safe = formula ? " " + text : text;
        boolean plain = safe.chars().noneMatch(sign -> sign == ',' || sign == '"' || endsLine((char) sign))
                && text.equals(text.strip());
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    /**
     * Adds rows at the end of a file, all of them or none, and has them on the disk when it returns; a reader sees the
     * file before or after. What stands in the file stays as it is. A row that was cut off, when somebody copied the
     * file for example, does not run into what is added.
     *
     * @param rows asked for while nobody else may write
     */
    static void append(Path named, Supplier<List<List<String>>> rows) throws IOException {
        synchronized (WRITING) {
            Files.createDirectories(named.resolveSibling(""));
            // A district may keep the file elsewhere, behind a link.
            Path file = Files.exists(named) ? named.toRealPath() : named;
            String name = String.valueOf(file.getFileName());
            try (FileChannel lock = FileChannel.open(
                            file.resolveSibling(name.replace(".csv", ".lock")),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                String fresh = rows.get().stream().map(row -> line(row) + "\n").collect(Collectors.joining());
                Path beside = file.resolveSibling(name + ".tmp");
                copy(file, beside);
                byte[] before = Files.readAllBytes(beside);
                boolean cut = before.length > 0 && before[before.length - 1] != '\n';
                try (OutputStream out = Files.newOutputStream(beside, StandardOpenOption.APPEND)) {
                    out.write(((cut ? "\n" : "") + fresh).getBytes(StandardCharsets.UTF_8));
                }
                try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                DurableFile.replace(beside, file);
                DurableFile.force(file.resolveSibling(""));
            }
        }
    }

    /** With its owner and its rights, where there is one. */
    private static void copy(Path file, Path beside) throws IOException {
        if (Files.exists(file)) {
            Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } else {
            Files.write(beside, new byte[0]);
        }
    }

    /** {@return why a file could not be used, without saying where it lies: pages show it} */
    static String why(IOException fault) {
        if (fault instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (fault instanceof FileSystemException place) {
            return place.getReason() == null ? place.getClass().getSimpleName() : place.getReason();
        }
        return String.valueOf(fault.getMessage());
    }
}
