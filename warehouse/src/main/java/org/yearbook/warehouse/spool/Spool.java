package org.yearbook.warehouse.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.engine.Reading;
import org.yearbook.warehouse.query.Answer;
import org.yearbook.warehouse.query.AnswerColumn;
import tools.jackson.databind.json.JsonMapper;

/**
 * One answer, kept in a DuckDB file with its own types and in its own order. Nobody asks it by statements: rows are
 * read by their place, or taken away whole. A list lies in it twice: as the text of JSON, which pages and spreadsheets
 * show, and with its type, for those who take it along.
 *
 * @param file where it is; whoever keeps it deletes it
 * @param columns in order
 * @param rows how many there are
 */
public record Spool(Path file, List<SpoolColumn> columns, long rows) {

    private static final Limits LIMITS = new Limits(1, 256, null);
    private static final int BATCH = 2000;
    // What the driver makes of infinity, in any time zone.
    private static final Pattern END_OF_TIME =
            Pattern.compile("\\+5881580-07-11|\\+294247-01-\\d\\d [\\d:]+\\.775807\\D?.*");
    private static final Pattern BEGIN_OF_TIME = Pattern.compile(
            "-5877641-06-24|\\+290309-12-21 19:59:05\\.224193|-290308-12-\\d\\d [\\d:]+\\.224193\\D?.*");
    private static final JsonMapper JSON = JsonMapper.shared();

    public Spool {
        columns = List.copyOf(columns);
    }

    /** {@return the rest of an answer, kept in a file that is not there yet} Its limits are those of the answer. */
    public static Spool fill(Path file, Answer answer) throws SQLException {
        List<SpoolColumn> columns = columns(answer.columns());
        try (Duck duck = Duck.inMemory(LIMITS)) {
            duck.run("set timezone = 'UTC'");
            duck.run("create table stage (" + each(columns, i -> cell(i) + " varchar")
                    + lists(columns, i -> typed(i) + " varchar") + ")");
            duck.attachUnfinished(file, "kept");
            duck.run("create table kept.answer ("
                    + each(columns, i -> cell(i) + " " + shown(columns.get(i)))
                    + lists(columns, i -> typed(i) + " " + columns.get(i).type()) + ")");
            var batch = new ArrayList<List<@Nullable String>>();
            while (answer.next()) {
                batch.add(texts(columns, answer.row()));
                if (batch.size() == BATCH) {
                    keep(duck, columns, batch);
                }
            }
            keep(duck, columns, batch);
            duck.detach("kept");
        }
        return new Spool(file, columns, answer.rows());
    }

    private static void keep(Duck duck, List<SpoolColumn> columns, List<List<@Nullable String>> batch) {
        duck.append("memory", "stage", batch);
        duck.run("insert into kept.answer select "
                + each(columns, i -> "cast(" + cell(i) + " as " + shown(columns.get(i)) + ")")
                + lists(
                        columns,
                        i -> "cast(cast(" + typed(i) + " as json) as "
                                + columns.get(i).type() + ")")
                + " from memory.main.stage");
        duck.run("delete from memory.main.stage");
        batch.clear();
    }

    private static List<SpoolColumn> columns(List<AnswerColumn> answer) {
        Set<String> taken = new HashSet<>();
        var columns = new ArrayList<SpoolColumn>();
        for (AnswerColumn column : answer) {
            String name = column.name();
            // Parquet and Arrow know a column by its name, whatever its letters' case.
            for (int again = 2; !taken.add(name.toLowerCase(java.util.Locale.ROOT)); again++) {
                name = column.name() + "_" + again;
            }
            columns.add(SpoolColumn.of(column, name));
        }
        return columns;
    }

    private static List<@Nullable String> texts(List<SpoolColumn> columns, List<@Nullable Object> row) {
        var texts = new ArrayList<@Nullable String>(row.size());
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            boolean moment = columns.get(i).moment() && !columns.get(i).list();
            texts.add(value == null ? null : moment ? moment(text(value)) : text(value));
        }
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).list()) {
                Object list = row.get(i);
                texts.add(
                        list == null
                                ? null
                                : JSON.writeValueAsString(
                                        exact(list, columns.get(i).moment())));
            }
        }
        return texts;
    }

    /** {@return the same with every value as its text: the engine reads numbers of JSON as if they were not exact} */
    private static @Nullable Object exact(@Nullable Object value, boolean moment) {
        if (!(value instanceof List<?> list)) {
            return value == null ? null : moment ? moment(text(value)) : text(value);
        }
        var texts = new ArrayList<@Nullable Object>(list.size());
        list.forEach(element -> texts.add(exact(element, moment)));
        return texts;
    }

    /** {@return a day or a moment as the engine reads it: Java has a sign before long years, and no end of time} */
    private static String moment(String text) {
        if (END_OF_TIME.matcher(text).matches()) {
            return "infinity";
        }
        if (BEGIN_OF_TIME.matcher(text).matches()) {
            return "-infinity";
        }
        return text.startsWith("+") ? text.substring(1) : text;
    }

    private static String text(Object value) {
        if (value instanceof java.math.BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof List<?> || value instanceof Map<?, ?>
                ? JSON.writeValueAsString(value)
                : value.toString();
    }

    private static String cell(int column) {
        return "c" + column;
    }

    private static String typed(int column) {
        return "l" + column;
    }

    private static String shown(SpoolColumn column) {
        return column.list() ? "VARCHAR" : column.type();
    }

    private static String lists(List<SpoolColumn> columns, Function<Integer, String> part) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).list())
                .mapToObj(i -> ", " + part.apply(i))
                .collect(Collectors.joining());
    }

    private static String each(List<SpoolColumn> columns, Function<Integer, String> part) {
        return IntStream.range(0, columns.size()).mapToObj(part::apply).collect(Collectors.joining(", "));
    }

    /**
     * {@return some of the rows as text: dates as in ISO, numbers plain, null where there is nothing}
     *
     * @param from place of the first, from 0
     */
    public List<List<@Nullable String>> rows(long from, int size) {
        return open(duck -> rows(duck, from, size));
    }

    private List<List<@Nullable String>> rows(Duck duck, long from, int size) {
        return duck.sql()
                .fetch(
                        "select " + each(columns, i -> cell(i) + "::varchar")
                                + " from kept.answer where rowid >= ? and rowid < ? order by rowid",
                        from,
                        from + size)
                .map(Spool::cells);
    }

    private static List<@Nullable String> cells(Record row) {
        var cells = new ArrayList<@Nullable String>(row.size());
        for (int i = 0; i < row.size(); i++) {
            cells.add(row.get(i, String.class));
        }
        return cells;
    }

    /** Hands over every row as text, without ever holding all of them. */
    public void each(Consumer<List<@Nullable String>> reader) {
        open(duck -> {
            for (long from = 0; from < rows; from += BATCH) {
                rows(duck, from, BATCH).forEach(reader);
            }
            return rows;
        });
    }

    /** Writes a Parquet file of the answer. */
    public void parquet(OutputStream out) {
        // One for each who takes it away, for two at once must not write or remove the other's.
        Path copy = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".parquet");
        try {
            open(duck -> {
                duck.run("copy (" + named() + ") to " + Duck.literal(copy) + " (format parquet, compression zstd)");
                return copy;
            });
            Files.copy(copy, out);
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be handed over", e);
        } finally {
            delete(copy);
        }
    }

    /**
     * Hands the whole over as Arrow batches, as the engine exports them. Needs Arrow on the class path.
     *
     * @param allocator a {@code BufferAllocator}
     */
    public void arrow(Object allocator, long batchRows, ArrowTaker taker) {
        open(duck -> {
            try (PreparedStatement call = duck.connection().prepareStatement(named());
                    ResultSet result = call.executeQuery()) {
                taker.take(Reading.arrow(result, allocator, batchRows));
                return rows;
            } catch (IOException e) {
                throw new UncheckedIOException("The file could not be handed over", e);
            } catch (SQLException e) {
                throw new EngineException("A kept answer could not be read", e);
            }
        });
    }

    /** Takes an answer as Arrow batches. */
    @FunctionalInterface
    public interface ArrowTaker {

        /** Takes it; {@code batches} is an {@code ArrowReader}, which the taker closes. */
        void take(Object batches) throws IOException;
    }

    private String named() {
        return "select "
                + each(
                        columns,
                        i -> (columns.get(i).list() ? typed(i) : cell(i)) + " as \""
                                + columns.get(i).name().replace("\"", "\"\"") + '"')
                + " from kept.answer order by rowid";
    }

    private <T> T open(Function<Duck, T> reader) {
        try (Duck duck = Duck.inMemory(LIMITS)) {
            duck.run("set timezone = 'UTC'");
            duck.run("attach " + Duck.literal(file) + " as kept (read_only)");
            return reader.apply(duck);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("A file that is no longer needed could not be removed", e);
        }
    }
}
