package org.yearbook.warehouse.year;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.metric.Contents;

/**
 * The rows of closed years as they were frozen, of all years at once: a statement for each year would make a night
 * longer with every summer. They are put into a table only where it does not have them already. Of a closed year it
 * nearly always has, and what frozen rows say never changes, so that mostly two hashes of earlier nights are compared.
 */
final class FrozenRows {

    private final Duck duck;
    private final ClosedYears closed;

    FrozenRows(Duck duck, ClosedYears closed) {
        this.duck = duck;
        this.closed = closed;
    }

    /** {@return that file of every closed year which has it, by its path in the folder of a state} */
    List<Path> files(String name) {
        return closed.all().stream()
                .map(year -> closed.files(year, year.current()).resolve(name))
                .filter(Files::isRegularFile)
                .toList();
    }

    /** {@return what a query may read like a table: the rows of files, each column by its name} */
    static String read(List<Path> files) {
        return "read_parquet(" + Duck.fileList(files) + ", union_by_name = true)";
    }

    /** {@return the rows of that file of every closed year, with the year that they were frozen in} */
    String readByYear(String name) {
        return closed.all().stream()
                .map(year -> "select *, " + Duck.literal(year.year().toString()) + " as frozen_year from "
                        + YearFiles.parquet(closed.files(year, year.current()).resolve(name)))
                .collect(Collectors.joining(" union all by name ", "(", ")"));
    }

    /** {@return a condition: a row is of a closed year} */
    private String ofYears() {
        return closed.all().stream()
                .map(year -> Duck.literal(year.year().toString()))
                .collect(Collectors.joining(", ", "school_year in (", ")"));
    }

    /**
     * Gives a table the rows that were frozen of it, in place of those that it has of closed years. A table that did
     * not exist yet when a year was closed has no rows of it: nothing is known of it then.
     *
     * @param columns of the table, with their types
     * @param contents of the database that the table is in, as it is now
     */
    void putInto(String table, Map<String, String> columns, Contents contents) {
        String file = YearFiles.DATASETS + "/" + table + ".parquet";
        List<Path> files = files(file);
        if (has(table, columns, contents, file, files)) {
            return;
        }
        duck.run("delete from " + YearFiles.name(table) + " where " + ofYears());
        if (!files.isEmpty()) {
            insert(table, read(files), "");
        }
    }

    private boolean has(String table, Map<String, String> columns, Contents contents, String file, List<Path> files) {
        Map<String, String> now = contents.of(table, columns.keySet());
        Map<String, String> frozen =
                files.isEmpty() ? Map.of() : contents.ofFiles(hashes(file), columns, () -> as(columns, read(files)));
        return closed.all().stream()
                .map(year -> year.year().toString())
                .allMatch(year -> Objects.equals(now.get(year), frozen.get(year)));
    }

    private String hashes(String file) {
        return closed.all().stream()
                .map(year -> year.year() + " " + year.current().files().get(file))
                .collect(Collectors.joining(", ", file + " ", ""));
    }

    /** {@return what a table of these columns would hold, had the rows been put into it} */
    private String as(Map<String, String> columns, String from) {
        Set<String> frozen = columns(from);
        return columns.entrySet().stream()
                .map(column -> "cast("
                        + (frozen.contains(column.getKey()) ? YearFiles.name(column.getKey()) : "null")
                        + " as " + column.getValue() + ") as " + YearFiles.name(column.getKey()))
                .collect(Collectors.joining(", ", "(select ", " from " + from + ")"));
    }

    /** Adds rows to a table, of the columns that both have. */
    void insert(String table, String from, String where) {
        Set<String> columns = columns(YearFiles.name(table));
        columns.retainAll(columns(from));
        String list = columns.stream().map(YearFiles::name).sorted().collect(Collectors.joining(", "));
        duck.run("insert into " + YearFiles.name(table) + " by name select " + list + " from " + from + where);
    }

    private Set<String> columns(String from) {
        return new HashSet<>(duck.sql()
                .fetch("describe from " + from)
                .map(row -> Objects.requireNonNull(row.get("column_name", String.class))));
    }
}
