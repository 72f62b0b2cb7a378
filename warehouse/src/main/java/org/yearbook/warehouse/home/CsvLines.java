package org.yearbook.warehouse.home;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of a small CSV file that people may also open in a spreadsheet: commas, quotes where needed, one row a line. */
final class CsvLines {

    private static final String STARTS_A_FORMULA = "=+-@\t\r\0|%";

    private CsvLines() {}

    /**
     * One row.
     *
     * @param line in the file, from 1
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

    /** {@return the rows, one a line: a quote that is not closed spoils its own line and no other} */
    static List<Row> read(String text) {
        var rows = new ArrayList<Row>();
        for (String line : text.split("\\R", -1)) {
            rows.add(row(rows.size() + 1, line));
        }
        return rows;
    }

    private static Row row(int line, String raw) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < raw.length(); i++) {
            char sign = raw.charAt(i);
            if (sign == '"') {
                boolean twice = quoted && i + 1 < raw.length() && raw.charAt(i + 1) == '"';
                if (twice) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (sign == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(sign);
            }
        }
        cells.add(cell.toString().strip());
        return new Row(line, cells, !quoted);
    }

    /** {@return one line, without its end; a blank before what a spreadsheet would take for a formula} */
    static String line(List<String> cells) {
        return cells.stream().map(CsvLines::cell).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        String plain = text.replaceAll("\\s+", " ").strip();
        String safe = !plain.isEmpty() && STARTS_A_FORMULA.indexOf(plain.charAt(0)) >= 0 ? " " + plain : plain;
        boolean quote = safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0;
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
