package org.yearbook.warehouse.year;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * What of one school year is frozen, as Parquet: every table that metrics may read ({@code datasets/}), the schools and
 * the year itself ({@code dims/}), and the numbers with the definitions behind them ({@code results/}).
 */
public final class YearFiles {

    static final String DATASETS = "datasets";
    static final String DIMS = "dims";
    static final String VALUES = "results/metric_value.parquet";

    /** What a number says; from whom it is hidden, each night decides anew. */
    private static final String NUMBERS =
            "metric, version, authority, policy, school_year, as_of, organization_id, organization_type,"
                    + " group_dimension, group_value, numerator, denominator, n, value, status, definition_hash";
    /** Where in a state the definitions lie that its numbers were computed with. */
    public static final String DEFINITIONS = "results/metric_definition.parquet";

    static final List<String> DIM_TABLES = List.of("dim_school_year", "dim_organization");

    private YearFiles() {}

    /**
     * Writes the year as an internal publication holds it.
     *
     * @param database the publication's name in {@code duck}
     * @param named tables that definitions read besides {@code agg_}
     */
    public static void write(Duck duck, String database, SchoolYear year, Set<String> named, Path folder) {
        try {
            Files.createDirectories(folder.resolve(DATASETS));
            Files.createDirectories(folder.resolve(DIMS));
            Files.createDirectories(folder.resolve("results"));
        } catch (IOException e) {
            throw new UncheckedIOException("What is to be frozen of " + year + " cannot be written", e);
        }
        for (String table : datasets(duck, database, named).keySet()) {
            copy(duck, rows(database, table, year), folder.resolve(DATASETS).resolve(table + ".parquet"));
        }
        copy(duck, rows(database, "dim_school_year", year), folder.resolve(DIMS).resolve("dim_school_year.parquet"));
        copy(
                duck,
                "select * from " + name(database) + ".dim_organization",
                folder.resolve(DIMS).resolve("dim_organization.parquet"));
        String values = "select " + NUMBERS + " from " + name(database) + ".metric_value where school_year = "
                + Duck.literal(year.toString()) + " and policy = 'in_force'";
        copy(duck, values, folder.resolve(VALUES));
        copy(
                duck,
                "select d.* from " + name(database) + ".metric_definition d semi join (" + values
                        + ") v on v.metric = d.metric and v.authority = d.authority and v.version = d.version",
                folder.resolve(DEFINITIONS));
    }

    /** {@return the tables of a publication that metrics may read, year by year, with the types of their columns} */
    static Map<String, Map<String, String>> datasets(Duck duck, String database, Set<String> named) {
        var tables = columns(duck, database);
        tables.keySet().removeIf(table -> !table.startsWith("agg_") && !named.contains(table));
        tables.values().removeIf(columns -> !columns.containsKey("school_year"));
        return tables;
    }

    /** {@return the tables of a database with the types of their columns, in their order} */
    static Map<String, Map<String, String>> columns(Duck duck, String database) {
        var tables = new TreeMap<String, Map<String, String>>();
        for (Record row : duck.sql()
                .fetch(
                        "select c.table_name, c.column_name, c.data_type from duckdb_columns() c"
                                + " join duckdb_tables() t using (database_oid, table_oid)"
                                + " where c.database_name = ? order by c.table_name, c.column_index",
                        database)) {
            tables.computeIfAbsent(row.get(0, String.class), table -> new LinkedHashMap<>())
                    .put(row.get(1, String.class), row.get(2, String.class));
        }
        return tables;
    }

    /** Lays a view over each frozen table, as the open database holds them. */
    static void view(Duck duck, Path folder) {
        for (String kind : List.of(DATASETS, DIMS)) {
            tables(folder.resolve(kind))
                    .forEach((table, file) -> duck.run("create view " + name(table) + " as from " + parquet(file)));
        }
    }

    /** {@return the frozen tables, by name} */
    static Map<String, Path> tables(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".parquet", ""),
                            file -> file,
                            (one, other) -> one,
                            TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(folder.getFileName() + " of a closed year cannot be listed", e);
        }
    }

    static List<String> dims() {
        return DIM_TABLES;
    }

    static String parquet(Path file) {
        return "read_parquet(" + Duck.literal(file) + ")";
    }

    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static String rows(String database, String table, SchoolYear year) {
        return "select * from " + name(database) + "." + name(table) + " where school_year = "
                + Duck.literal(year.toString());
    }

    private static void copy(Duck duck, String rows, Path file) {
        duck.run("copy (" + rows + ") to " + Duck.literal(file) + " (format parquet)");
    }
}
