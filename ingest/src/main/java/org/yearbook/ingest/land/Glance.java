package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.FileFormat;
import org.yearbook.ingest.contract.WorkbookFormat;
import org.yearbook.ingest.land.FirstLook.Kind;

/**
 * What a table looks like that no contract knows yet. Grain: one file.
 *
 * @param columns their names, in order
 * @param rows the first rows, each as wide as the columns
 * @param format how it is written, as its contract would have to say it
 */
public record Glance(List<String> columns, List<List<String>> rows, FileFormat format) {

    private static final int LOOK = 200;

    private static final Pattern VALUE = Pattern.compile("[-$(]?\\d[\\d,./: -]*%?\\)?|.*@.*\\..*");

    public Glance {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * Looks at the beginning of a file.
     *
     * @throws NoTable when it is none, or does not name its columns
     */
    public static Glance at(Path file) throws IOException, NoTable {
        try {
            FirstLook look = FirstLook.at(file);
            if (look.kind() == Kind.TEXT) {
                return named(text(file, look.form()));
            }
            if (look.kind() == Kind.WORKBOOK) {
                return named(workbook(file));
            }
            throw new NoTable(
                    "The file is " + look.kind().words() + ", and only of tables a contract can be drafted.",
                    "Write it by hand; docs/contracts.md has the formats and an example.");
        } catch (Refusal refusal) {
            throw new NoTable(refusal.reason(), refusal.whatToDo());
        }
    }

    /** {@return the values of a column in the first rows, without those that say nothing} */
    public List<String> values(String column) {
        int at = columns.indexOf(column);
        return rows.stream()
                .map(row -> row.get(at).strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Names of columns may be told and written down; what stands in a first line of data may not. */
    private static Glance named(Glance seen) throws NoTable {
        long values = seen.columns().stream()
                .filter(name -> VALUE.matcher(name.strip()).matches())
                .count();
        if (values * 4 >= seen.columns().size()) {
            throw new NoTable(
                    "The first line seems to hold data, not the names of the columns.",
                    "Export the table with its column names. Where the system cannot, write the contract by hand, with"
                            + " 'header: absent' (docs/contracts.md).");
        }
        return seen;
    }

    /** A row of text, and the line on which it begins. */
    private record Line(long line, List<String> fields) {}

    private static Glance text(Path file, TextForm seen) throws IOException, Refusal, NoTable {
        TextForm form = seen.utf8() ? new TextForm(Encodings.of(file), seen.markBytes()) : seen;
        CsvFormat told = SeparatorLine.heeded(file, form, CsvFormat.RFC_4180);
        CsvFormat best = told;
        List<Line> lines = List.of();
        int width = 1;
        for (char delimiter : Identification.delimiters(told)) {
            CsvFormat format = told.withDelimiter(delimiter);
            List<Line> split = lines(file, form, format);
            int usual = usual(split.stream().map(Line::fields).toList());
            if (usual > width) {
                best = format;
                lines = split;
                width = usual;
            }
        }
        int wide = width;
        Line header = lines.stream()
                .filter(line -> line.fields().size() == wide && line.line() <= Identification.ROWS_OF_TITLES)
                .findFirst()
                .orElseThrow(() -> new NoTable(
                        "The text has no columns: nothing parts its lines in the same way.",
                        "Export the table as CSV (comma separated, UTF-8)."));
        int above = (int) header.line() - 1;
        return of(
                header.fields(),
                lines.stream()
                        .filter(line -> line.line() > header.line())
                        .map(Line::fields)
                        .toList(),
                above > told.skipLines() ? best.withSkipLines(above) : best.withSkipLines(0));
    }

    private static List<Line> lines(Path file, TextForm form, CsvFormat format) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (Reader text = form.open(file)) {
            var records = new Records(text, format);
            while (lines.size() < LOOK && records.next(0)) {
                if (records.fault() == null) {
                    lines.add(new Line(records.line(), List.copyOf(records.fields())));
                }
            }
        }
        return lines;
    }

    /** {@return how wide most rows are; 0 when they are of many widths} */
    private static int usual(List<List<String>> rows) {
        Map<Integer, Long> times = rows.stream().collect(Collectors.groupingBy(List::size, Collectors.counting()));
        return times.entrySet().stream()
                .filter(width -> width.getValue() * 2 > rows.size())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private static Glance workbook(Path file) throws IOException, Refusal, NoTable {
        try (var workbook = Workbook.open(file, ArchiveLimits.USUAL)) {
            List<Sheet> sheets = workbook.sheets();
            Glance widest = null;
            for (Sheet sheet : sheets) {
                Glance seen = sheet(sheet, sheets.size() > 1, SheetTable.first(workbook, sheet, LOOK));
                if (seen != null
                        && (widest == null
                                || seen.columns().size() > widest.columns().size())) {
                    widest = seen;
                }
            }
            if (widest == null) {
                throw new NoTable("No sheet of the workbook has a table.", FirstLook.AS_CSV);
            }
            return widest;
        }
    }

    private static @Nullable Glance sheet(Sheet sheet, boolean told, List<SheetTable.Names> rows) {
        int width = rows.stream().mapToInt(row -> row.names().size()).max().orElse(0);
        // A title is as wide as itself; the names are as wide as the table, or nearly so.
        return rows.stream()
                .filter(row -> row.names().size() * 4 > width * 3
                        && row.names().stream().noneMatch(String::isBlank))
                .min(Comparator.comparingInt(SheetTable.Names::row))
                .map(header -> of(
                        header.names(),
                        rows.stream()
                                .filter(row -> row.row() > header.row())
                                .map(SheetTable.Names::names)
                                .toList(),
                        new WorkbookFormat(
                                told ? sheet.getName() : null,
                                header.equals(rows.get(0)) ? 0 : header.row(),
                                List.of())))
                .orElse(null);
    }

    private static Glance of(List<String> names, List<List<String>> rows, FileFormat format) {
        List<String> columns = Header.of(names, null).names();
        return new Glance(
                columns, rows.stream().map(row -> fitted(row, columns.size())).toList(), format);
    }

    private static List<String> fitted(List<String> row, int width) {
        List<String> fitted = new ArrayList<>(row.subList(0, Math.min(row.size(), width)));
        while (fitted.size() < width) {
            fitted.add("");
        }
        return fitted;
    }
}
