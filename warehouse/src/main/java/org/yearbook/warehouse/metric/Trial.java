package org.yearbook.warehouse.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Example;
import org.yearbook.definitions.Example.Cell;
import org.yearbook.definitions.Example.Expectation;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.Fault;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;

/** Tries definitions on a database of its own, in memory: do the queries run, and do the examples come out? */
final class Trial implements AutoCloseable {

    private static final LocalDate ANY_DAY = LocalDate.EPOCH;

    private final Map<String, Dataset> datasets;
    private final Duck duck = Duck.inMemory(Limits.small());
    private final DSLContext sql = Evaluation.readable(duck);
    private final Set<String> filled = new TreeSet<>();

    Trial(Map<String, Dataset> datasets) {
        this.datasets = datasets;
        datasets.values().forEach(dataset -> {
            List<Field<?>> columns = new ArrayList<>();
            dataset.columns().forEach(column -> columns.add(DSL.field(DSL.name(column.name()), type(column))));
            sql.createTable(DSL.name(dataset.name())).columns(columns).execute();
        });
    }

    /** {@return why DuckDB refuses a version's query, if it does} */
    List<Fault> bind(ReadyVersion version) {
        try {
            sql.fetch(new CellQuery(version, version.dimensions(), DSL.noCondition()).select());
            return List.of();
        } catch (DataAccessException e) {
            return List.of(
                    new Fault(version.version().place(), version.name() + ": DuckDB refuses its query: " + reason(e)));
        }
    }

    /**
     * {@return what did not come out as expected}
     *
     * @param versions those that the example speaks of
     */
    List<Fault> run(Example example, List<ReadyVersion> versions) {
        try {
            filled.forEach(
                    dataset -> sql.deleteFrom(DSL.table(DSL.name(dataset))).execute());
            filled.clear();
            for (var given : example.given().entrySet()) {
                Dataset dataset = Objects.requireNonNull(datasets.get(given.getKey()));
                filled.add(dataset.name());
                for (Example.Row row : given.getValue()) {
                    insert(dataset, row);
                }
            }
        } catch (DataAccessException e) {
            return List.of(new Fault(example.place(), "a row of example '" + example.name() + "': " + reason(e)));
        }
        new Evaluation(duck, ANY_DAY, true, datasets, KeptCells.none(duck)).run(versions);
        List<Fault> faults = new ArrayList<>();
        for (Expectation expected : example.expect()) {
            String told = compare(example, expected);
            if (!told.isEmpty()) {
                faults.add(new Fault(
                        expected.place(),
                        example.metric() + ", " + expected.authority() + " " + expected.version() + ", example '"
                                + example.name() + "': " + told));
            }
        }
        return faults;
    }

    private void insert(Dataset dataset, Example.Row row) {
        List<Field<?>> columns = new ArrayList<>();
        List<Field<?>> values = new ArrayList<>();
        for (Dataset.Column column : dataset.columns()) {
            Expression cell = row.cells().get(column.name());
            if (cell != null) {
                columns.add(DSL.field(DSL.name(column.name())));
                values.add(
                        column.number()
                                ? number(cell).cast(type(column))
                                : DSL.inline(cell.sql()).cast(type(column)));
            }
        }
        sql.insertInto(DSL.table(DSL.name(dataset.name())), columns)
                .select(DSL.select(values))
                .execute();
    }

    private String compare(Example example, Expectation expected) {
        var values = DSL.table(DSL.name("metric_value"));
        Cell cell = expected.cell();
        var condition = text("metric")
                .eq(example.metric())
                .and(text("authority").eq(expected.authority()))
                .and(DSL.field(DSL.name("version")).eq(DSL.inline(expected.version())))
                .and(text("group_dimension").eq(cell.dimension()))
                .and(text("group_value").eq(cell.group()));
        if (cell.year() != null) {
            condition = condition.and(text("school_year").eq(cell.year()));
        }
        if (cell.organization() != null) {
            condition = condition.and(text("organization_id").eq(cell.organization()));
        }
        List<? extends Record> rows = sql.selectFrom(values).where(condition).fetch();
        if (expected.numerator() == null) {
            return rows.isEmpty()
                    ? ""
                    : "there is a number, " + rows.get(0).get("value") + ", where there must be none";
        }
        if (rows.size() != 1) {
            return rows.isEmpty()
                    ? "there is no number"
                    : rows.size() + " numbers fit; name the school year and the organization";
        }
        Record row = rows.get(0);
        return Stream.of(
                        differs(row, "numerator", expected.numerator()),
                        differs(row, "denominator", expected.denominator()),
                        differs(row, "value", expected.value()),
                        differs(row, "n", expected.n()))
                .filter(told -> !told.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String differs(Record row, String column, @Nullable Expression expected) {
        if (expected == null) {
            return "";
        }
        BigDecimal wanted = value(number(expected).cast(SQLDataType.DECIMAL(18, 6)));
        BigDecimal found = row.get(column, BigDecimal.class);
        return wanted != null && found != null && wanted.compareTo(found) == 0
                ? ""
                : column + " is " + plain(found) + ", not " + plain(wanted);
    }

    private @Nullable BigDecimal value(Field<BigDecimal> field) {
        return sql.select(field).fetchSingle().value1();
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "nothing" : number.stripTrailingZeros().toPlainString();
    }

    private Field<?> number(Expression expression) {
        var reader = new FormulaReader(datasets);
        Field<?> field = reader.number(expression);
        if (!reader.faults().isEmpty()) {
            throw new DataAccessException(reader.faults().get(0).message());
        }
        return field;
    }

    private static DataType<?> type(Dataset.Column column) {
        String type = column.type();
        if (type.startsWith("decimal")) {
            String[] sizes = type.replaceAll("[^0-9,]", "").split(",", -1);
            return SQLDataType.DECIMAL(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
        }
        return switch (type) {
            case "boolean" -> SQLDataType.BOOLEAN;
            case "integer" -> SQLDataType.INTEGER;
            case "bigint" -> SQLDataType.BIGINT;
            case "date" -> SQLDataType.LOCALDATE;
            default -> SQLDataType.VARCHAR;
        };
    }

    private static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }

    private static String reason(DataAccessException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() throws EngineException {
        duck.close();
    }
}
