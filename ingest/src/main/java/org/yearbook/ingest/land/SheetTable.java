package org.yearbook.ingest.land;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table in a sheet of a workbook. Every cell has its place, so what stands beside the named columns shifts nothing:
 * it is dropped and told. Hidden rows and columns are read like others; of merged cells, the first has the value.
 *
 * @param sheet its name
 * @param headerRow the row of the column names, from 1
 * @param width how many columns it has
 */
record SheetTable(Path file, String sheet, int headerRow, int width) implements Table {

    private static final Logger LOG = LoggerFactory.getLogger(SheetTable.class);

    /** SUBTOTAL of a column of a table, or of a range with its first and its last row. */
    private static final Pattern SUM = Pattern.compile(
            "SUBTOTAL\\(\\d+,(?:[^\\[\\]@:]*\\[[^\\[\\]@#]+\\]|\\$?[A-Z]+\\$?(?<first>\\d+):\\$?[A-Z]+\\$?(?<last>\\d+))\\)");

    /**
     * The names in a sheet's header row.
     *
     * @param row where they stand, from 1; 0 when the sheet is empty
     */
    record Names(int row, List<String> names) {}

    @Override
    public void read(RowSink to) throws IOException, Refusal {
        try (var workbook = Workbook.open(file, ArchiveLimits.USUAL)) {
            Sheet found = workbook.sheet(sheet).orElseThrow(Workbook::damaged);
            try (Stream<Row> rows = open(found)) {
                var reading = new Reading(rows.iterator(), workbook.text());
                long last = headerRow;
                List<String> header = null;
                for (Cells row = reading.next(); row != null; row = reading.next()) {
                    if (row.number() <= headerRow) {
                        header = named(row.fields());
                        continue;
                    }
                    if (row.number() <= last) {
                        throw Workbook.damaged();
                    }
                    last = row.number();
                    hand(row, header, to);
                }
            }
        }
    }

    private static Stream<Row> open(Sheet sheet) throws Refusal {
        try {
            return sheet.openStream();
        } catch (IOException | RuntimeException e) {
            throw Workbook.damaged();
        }
    }

    /**
     * A row.
     *
     * @param uncomputed places of formulas that have no value
     * @param wrong places that show an error
     * @param totals whether it sums up others
     */
    private record Cells(
            int number, List<String> fields, List<Integer> uncomputed, List<Integer> wrong, boolean totals) {}

    /** Reads row by row; whatever the library throws at a cell, its workbook is damaged. */
    private record Reading(Iterator<Row> rows, CellText text) {

        @Nullable
        Cells next() throws Refusal {
            try {
                if (!rows.hasNext()) {
                    return null;
                }
                Row row = rows.next();
                List<String> fields = SheetTable.fields(row, text);
                List<Integer> wrong = SheetTable.wrong(fields);
                wrong.forEach(at -> fields.set(at, ""));
                return new Cells(row.getRowNum(), fields, SheetTable.uncomputed(row), wrong, SheetTable.totals(row));
            } catch (RuntimeException e) {
                // Its message may hold what stands in a cell.
                LOG.warn("A workbook could not be read on: {}", e.getClass().getName());
                throw Workbook.damaged();
            }
        }
    }

    private void hand(Cells row, @Nullable List<String> header, RowSink to) throws IOException {
        List<String> fields = row.fields();
        if (header != null && header.equals(named(fields))) {
            to.headerAgain(row.number(), null);
            return;
        }
        if (row.totals()) {
            to.reject(row.number(), LandedFile.SUMS_UP, null);
            return;
        }
        boolean beside = fields.size() > width
                && fields.subList(width, fields.size()).stream().anyMatch(field -> !field.isBlank());
        while (fields.size() < width) {
            fields.add("");
        }
        if (row.uncomputed().stream().anyMatch(at -> at < width)) {
            to.odd(RowSink.Oddity.UNCOMPUTED, row.number());
        }
        if (row.wrong().stream().anyMatch(at -> at < width)) {
            to.odd(RowSink.Oddity.ERROR, row.number());
        }
        List<String> named = fields.subList(0, width);
        if (named.stream().allMatch(String::isBlank)) {
            if (beside) {
                to.reject(row.number(), "It has values only beside the columns that have a name", null);
            }
            return;
        }
        to.row(row.number(), named);
        if (beside) {
            to.odd(RowSink.Oddity.BESIDE, row.number());
        }
    }

    /** As the totals row of a table and the groups of an outline have it: over a column, or over several rows. */
    private static boolean totals(Row row) {
        return IntStream.range(0, row.getCellCount())
                .mapToObj(row::getOptionalCell)
                .flatMap(Optional::stream)
                .map(Cell::getFormula)
                .anyMatch(formula -> formula != null && sumsUpRows(formula));
    }

    /** Within its own row it is a value like any other, or marks what a filter shows. */
    private static boolean sumsUpRows(String formula) {
        Matcher sum = SUM.matcher(formula);
        return sum.matches()
                && (sum.group("first") == null || !sum.group("first").equals(sum.group("last")));
    }

    /** A formula that comes to an empty text has a value, that text; one that nobody computed has none. */
    private static List<Integer> uncomputed(Row row) {
        return IntStream.range(0, row.getCellCount())
                .filter(at -> row.getOptionalCell(at)
                        .filter(cell -> cell.getFormula() != null && cell.getRawValue() == null)
                        .isPresent())
                .boxed()
                .toList();
    }

    private static List<Integer> wrong(List<String> fields) {
        return IntStream.range(0, fields.size())
                .filter(at -> Bare.isError(fields.get(at)))
                .boxed()
                .toList();
    }

    private static List<String> fields(Row row, CellText text) {
        List<String> fields = new ArrayList<>(row.getCellCount());
        for (int at = 0; at < row.getCellCount(); at++) {
            fields.add(text.of(row.getOptionalCell(at).orElse(null)).replace('\0', ' '));
        }
        return fields;
    }

    /**
     * {@return the column names of a sheet}
     *
     * @param headerRow where they stand, from 1; 0 for the first row with anything in it
     */
    static Names names(Workbook workbook, Sheet sheet, int headerRow) throws Refusal {
        try (Stream<Row> rows = open(sheet)) {
            var reading = new Reading(rows.iterator(), workbook.text());
            for (Cells row = reading.next(); row != null; row = reading.next()) {
                List<String> names = headerRow > 0 && row.number() != headerRow ? null : named(row.fields());
                if (names != null) {
                    return new Names(row.number(), names);
                }
            }
        }
        return new Names(0, List.of());
    }

    /** {@return what stands in the first rows with anything in them, as if it were names} */
    static List<Names> first(Workbook workbook, Sheet sheet, int most) throws Refusal {
        List<Names> first = new ArrayList<>();
        try (Stream<Row> rows = open(sheet)) {
            var reading = new Reading(rows.iterator(), workbook.text());
            for (Cells row = reading.next(); row != null && row.number() <= most; row = reading.next()) {
                List<String> names = named(row.fields());
                if (names != null) {
                    first.add(new Names(row.number(), names));
                }
            }
        }
        return first;
    }

    /** {@return the names up to the last one; null when there is none} */
    private static @Nullable List<String> named(List<String> fields) {
        int width = fields.size();
        while (width > 0 && fields.get(width - 1).isBlank()) {
            width--;
        }
        return width == 0 ? null : List.copyOf(fields.subList(0, width));
    }
}
