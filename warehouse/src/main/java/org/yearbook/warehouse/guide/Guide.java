package org.yearbook.warehouse.guide;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.guide.TableGuide.Column;

/**
 * The tables of one publication file as it describes itself.
 *
 * @param tables by subject, in the order of a newcomer's questions, and by name within it
 */
public record Guide(List<TableGuide> tables) {

    private static final Limits LIMITS = new Limits(1, 128, null);

    public Guide {
        tables = List.copyOf(tables);
    }

    /** {@return what a finished publication file holds} Only its catalogue is read, no row of a table. */
    public static Guide of(Path file) {
        // Beside whoever has it open with limits of their own.
        try (Duck duck = Duck.inMemory(LIMITS)) {
            duck.run("attach " + Duck.literal(file) + " as publication (read_only)");
            return of(duck.sql());
        }
    }

    private static Guide of(DSLContext sql) {
        GuideBook book = GuideBook.shipped();
        Map<String, List<Column>> columns = columns(sql);
        return new Guide(book.inOrder(sql.fetch(
                        "select table_name, coalesce(comment, '') as about, false as is_view, estimated_size as size"
                                + " from duckdb_tables() where database_name = 'publication'"
                                + " union all select view_name, coalesce(comment, ''), true, 0"
                                + " from duckdb_views() where database_name = 'publication' and not internal order by 1")
                .map(row -> {
                    String name = row.get(0, String.class);
                    List<Column> own = columns.getOrDefault(name, List.of());
                    return new TableGuide(
                            name,
                            row.get(1, String.class),
                            book.subject(name),
                            row.get(2, Boolean.class),
                            row.get(3, Long.class),
                            own,
                            book.joins(name, names(own), columns.keySet()));
                })));
    }

    private static Map<String, List<Column>> columns(DSLContext sql) {
        return sql
                .fetch("select table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns()"
                        + " where database_name = 'publication' and not internal order by table_name, column_index")
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.get(0, String.class),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                row -> new Column(
                                        row.get(1, String.class), row.get(2, String.class), row.get(3, String.class)),
                                Collectors.toList())));
    }

    private static Set<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return the table of a name} */
    public Optional<TableGuide> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** {@return the tables by what they are about} */
    public Map<String, List<TableGuide>> bySubject() {
        return tables.stream()
                .collect(Collectors.groupingBy(TableGuide::subject, LinkedHashMap::new, Collectors.toList()));
    }
}
