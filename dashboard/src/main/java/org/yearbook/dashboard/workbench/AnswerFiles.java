package org.yearbook.dashboard.workbench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.CsvCell;
import org.yearbook.dashboard.print.XmlText;
import org.yearbook.warehouse.spool.Spool;
import org.yearbook.warehouse.spool.SpoolColumn;

/**
 * Kept answers as files: for spreadsheets row by row, with nothing in them that those take for a formula; as Arrow
 * batch by batch.
 */
public final class AnswerFiles {

    /** Excel takes no more, with the row of names. */
    public static final int ROWS_OF_EXCEL = Worksheet.MAX_ROWS - 1;

    private static final int LONGEST_CELL = 32_767;
    private static final int EXACT_DIGITS = 15;
    private static final int FLUSHED = 1000;

    /** Whole vectors of the engine; an answer is short enough that any of its batches fits. */
    private static final int ROWS_OF_BATCH = 8 * 2048;

    private static final long MEMORY = 256L << 20;

    private AnswerFiles() {}

    /** Writes the answer as a stream of Arrow, as the engine exports it. */
    public static void arrow(Spool spool, OutputStream out) {
        try (BufferAllocator allocator = allocator()) {
            spool.arrow(allocator, ROWS_OF_BATCH, batches -> stream(batches, out));
        }
    }

    private static void stream(Object exported, OutputStream out) throws IOException {
        try (var batches = (ArrowReader) exported;
                var writer = new ArrowStreamWriter(batches.getVectorSchemaRoot(), batches, out)) {
            writer.start();
            while (batches.loadNextBatch()) {
                writer.writeBatch();
            }
            writer.end();
        }
    }

    private static BufferAllocator allocator() {
        try {
            return new RootAllocator(MEMORY);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "Arrow needs the Java option --add-opens=java.base/java.nio=ALL-UNNAMED; the server's jar brings it"
                            + " along. Start the server with ./yearbook serve.",
                    e);
        }
    }

    /** Writes the answer as CSV in UTF-8. Nothing is an empty field. */
    public static void csv(Spool spool, OutputStream out) {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
            line(
                    writer,
                    spool.columns().stream()
                            .map(column -> CsvCell.of(column.name()))
                            .toList());
            spool.each(row -> line(
                    writer,
                    IntStream.range(0, row.size())
                            .mapToObj(i -> cell(spool.columns().get(i), row.get(i)))
                            .toList()));
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The engine wrote a number, so nobody could hide a formula in it.
    private static String cell(SpoolColumn column, @Nullable String value) {
        return value == null ? "" : column.number() ? value : CsvCell.of(value);
    }

    private static void line(Writer writer, List<String> cells) {
        try {
            writer.append(cells.stream().collect(Collectors.joining(","))).append("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the answer as an Excel workbook of one sheet. It holds as many rows as Excel takes. */
    public static void xlsx(Spool spool, OutputStream out) {
        try (var book = new Workbook(out, "Yearbook", "1.0")) {
            Worksheet sheet = book.newWorksheet("Answer");
            List<SpoolColumn> columns = spool.columns();
            for (int i = 0; i < columns.size(); i++) {
                sheet.inlineString(0, i, XmlText.of(columns.get(i).name()));
                sheet.style(0, i).bold().set();
            }
            sheet.freezePane(0, 1);
            int[] at = {0};
            spool.each(row -> {
                if (at[0] < ROWS_OF_EXCEL) {
                    at[0]++;
                    for (int i = 0; i < row.size(); i++) {
                        put(sheet, at[0], i, columns.get(i), row.get(i));
                    }
                    flush(sheet, at[0]);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flush(Worksheet sheet, int row) {
        if (row % FLUSHED == 0) {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void put(Worksheet sheet, int row, int column, SpoolColumn about, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (about.number() && exact(about, value)) {
            sheet.value(row, column, new BigDecimal(value));
        } else if (about.day() && value.matches("(19|20)\\d\\d-\\d\\d-\\d\\d")) {
            sheet.value(row, column, LocalDate.parse(value));
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else {
            sheet.inlineString(row, column, XmlText.of(value, LONGEST_CELL));
        }
    }

    /** Excel rounds whole numbers of more digits; those stay text. */
    private static boolean exact(SpoolColumn about, String value) {
        return !value.isEmpty()
                && Character.isDigit(value.charAt(value.length() - 1))
                && (about.real() || new BigDecimal(value).precision() <= EXACT_DIGITS);
    }
}
