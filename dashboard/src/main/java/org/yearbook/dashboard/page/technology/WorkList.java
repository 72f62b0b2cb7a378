package org.yearbook.dashboard.page.technology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.CsvCell;
import org.yearbook.dashboard.state.AuditTrail.Seen;

/**
 * One list with all its rows.
 *
 * @param finding what the list says, in a sentence
 * @param unanswerable why nobody can tell; empty when the list can be relied on
 * @param seen the records of people that each row shows
 * @param unknown what the list cannot say, a sentence each
 */
record WorkList<T>(
        ListKind kind,
        String finding,
        String unanswerable,
        List<T> rows,
        List<Column<T>> columns,
        java.util.function.Function<T, List<Seen>> seen,
        List<String> unknown) {

    WorkList {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        unknown = List.copyOf(unknown);
    }

    /** {@return a list that cannot be made} */
    static WorkList<String> impossible(ListKind kind, String why) {
        return new WorkList<>(
                kind, kind.title() + ": not known", why, List.of(), List.of(), row -> List.of(), List.of());
    }

    /** {@return the records of people in the first rows} */
    List<Seen> seenInFirst(int size) {
        return rows.stream()
                .limit(size)
                .flatMap(row -> seen.apply(row).stream())
                .toList();
    }

    /** {@return the first rows as the page shows them} */
    List<List<TechnologyPage.Cell>> cells(int size) {
        return rows.stream()
                .limit(size)
                .map(row -> shown().map(
                                column -> new TechnologyPage.Cell(column.page().apply(row), column.look()))
                        .toList())
                .toList();
    }

    /** {@return the lines of the file, the names of the columns first} */
    Stream<String> lines() {
        return Stream.concat(
                Stream.of(line(columns.stream().map(Column::code))),
                rows.stream()
                        .map(row -> line(
                                columns.stream().map(column -> column.file().apply(row)))));
    }

    /** {@return the rows of the file, each cell by the name of its column} */
    List<Map<String, @Nullable Object>> data() {
        return rows.stream()
                .map(row -> {
                    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
                    columns.forEach(column -> cells.put(column.code(), column.data(row)));
                    return cells;
                })
                .toList();
    }

    private Stream<Column<T>> shown() {
        return columns.stream().filter(column -> !column.heading().isEmpty());
    }

    private static String line(Stream<String> cells) {
        return cells.map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n"));
    }
}
