package org.yearbook.ingest.land;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.warehouse.engine.Duck;

/**
 * Writes Parquet from CSV with DuckDB: text as delivered, empty fields and null tokens as NULL, rows in the order of
 * the file. One file keeps that order and costs no more than several: a task that wants a part of it asks for a range
 * of {@code file_row_number}, and DuckDB reads only the row groups of that range.
 *
 * <p>Rows that DuckDB cannot read are left out without a word, on purpose: whoever calls knows how many there must be.
 * Told to fail instead, DuckDB 2.0.0.1 sometimes waits for itself for ever (two in 25 tries with two threads).
 */
final class ParquetCopy {

    /** Else the first line break decides, even one inside a field. */
    private static final String OURS = "header = false, new_line = '\\n'";

    private final Duck duck;

    ParquetCopy(Duck duck) {
        this.duck = duck;
    }

    /**
     * What goes where.
     *
     * @param all columns of the delivered file
     * @param kept those to write
     * @param constants further ones, each with the value that every row has; they come first
     */
    record Columns(List<String> all, List<String> kept, Map<String, String> constants) {

        private List<String> selected() {
            List<String> selected = new ArrayList<>();
            constants.forEach((name, value) -> selected.add(Duck.literal(value) + " as " + identifier(name)));
            kept.forEach(name -> selected.add(identifier(name)));
            return selected;
        }
    }

    /**
     * {@return how many rows it wrote}
     *
     * @param csv with a header line, unless the format says otherwise
     */
    long fromRegular(Path csv, CsvFormat format, Columns columns, Path to) {
        String header = "header = " + !format.headless();
        return copy(read(csv, format, columns.all(), header, format.nullTokens()), columns.selected(), to);
    }

    /** {@return how many rows it wrote from a file that {@link Straightened} made} */
    long fromStraightened(Path csv, List<String> nullTokens, Columns columns, Path to) {
        List<String> written = new ArrayList<>(List.of(LandedFile.LINE_COLUMN));
        written.addAll(columns.kept());
        List<String> selected = new ArrayList<>(List.of("cast(_line as bigint) as _line"));
        selected.addAll(columns.selected());
        return copy(read(csv, CsvFormat.RFC_4180, written, OURS, nullTokens), selected, to);
    }

    /** Writes the rejects that {@link Straightened} kept; without any, a file that has none. */
    void rejects(Path csv, Path to) {
        List<String> columns = List.of("line", "reason", "text");
        duck.run("copy (select cast(line as bigint) as line, reason, text from "
                + read(csv, CsvFormat.RFC_4180, columns, OURS, List.of()) + ") to " + Duck.literal(to)
                + " (format parquet)");
    }

    /** Writes that nothing was rejected. */
    void noRejects(Path to) {
        duck.run("copy (select null::bigint as line, null::varchar as reason, null::varchar as text limit 0) to "
                + Duck.literal(to) + " (format parquet)");
    }

    private long copy(String from, List<String> selected, Path to) {
        duck.run("copy (select " + String.join(", ", selected) + " from " + from + ") to " + Duck.literal(to)
                + " (format parquet, compression zstd)");
        return rows(to);
    }

    /** {@return the rows of a Parquet file, from its footer} */
    long rows(Path parquet) {
        var row = duck.sql().fetchSingle("select count(*) from read_parquet(" + Duck.literal(parquet) + ")");
        return row.get(0, long.class);
    }

    /** {@return whether a row has these values, the first of which may have a byte order mark in front} */
    boolean has(Path parquet, Map<String, String> values) {
        List<String> conditions = new ArrayList<>();
        values.forEach((column, value) -> conditions.add(identifier(column) + " in (" + Duck.literal(value)
                + (conditions.isEmpty() ? ", " + Duck.literal("\uFEFF" + value) : "") + ")"));
        var row = duck.sql()
                .fetchSingle("select count(*) from read_parquet(" + Duck.literal(parquet) + ") where "
                        + String.join(" and ", conditions));
        return row.get(0, long.class) > 0;
    }

    private static String read(
            Path csv, CsvFormat format, List<String> columns, String header, List<String> nullTokens) {
        List<String> nulls = new ArrayList<>(List.of(""));
        nulls.addAll(nullTokens);
        String quote = Duck.literal(String.valueOf(format.quote()));
        return "read_csv(" + Duck.literal(csv)
                + ", auto_detect = false, strict_mode = true, null_padding = false, ignore_errors = true"
                + ", " + header
                + ", delim = " + Duck.literal(String.valueOf(format.delimiter()))
                + ", quote = " + quote
                + ", escape = " + quote
                + ", nullstr = "
                + nulls.stream().map(Duck::literal).collect(Collectors.joining(", ", "[", "]"))
                + ", columns = "
                + columns.stream()
                        .map(name -> Duck.literal(name) + ": 'VARCHAR'")
                        .collect(Collectors.joining(", ", "{", "}"))
                + ")";
    }

    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
