package org.yearbook.ingest.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/**
 * Reads of Parquet files that DuckDB wrote how they look: their columns, as an Iceberg schema, and how many rows they
 * have. One engine answers for all tables of a lake, one question after another: to open it takes ten times as long as
 * to ask.
 */
final class ParquetShape implements AutoCloseable {

    private @Nullable Duck duck;

    private Duck duck() {
        if (duck == null) {
            duck = Duck.inMemory(Limits.small());
        }
        return duck;
    }

    synchronized Schema of(Path parquet) {
        List<Types.NestedField> fields = new ArrayList<>();
        duck().sql()
                .fetch("describe select * from read_parquet(" + Duck.literal(parquet) + ")")
                .forEach(column -> fields.add(Types.NestedField.optional(
                        fields.size() + 1,
                        column.get("column_name", String.class),
                        type(column.get("column_type", String.class), fields.size() + 1))));
        return new Schema(fields);
    }

    /** {@return the rows of each file} */
    synchronized Map<Path, Long> rows(List<Path> files) {
        if (files.isEmpty()) {
            return Map.of();
        }
        return duck()
                .sql()
                .fetch("select file_name, num_rows from parquet_file_metadata(" + Duck.fileList(files) + ")")
                .stream()
                .collect(Collectors.toMap(
                        file -> Path.of(file.get("file_name", String.class)),
                        file -> file.get("num_rows", Long.class)));
    }

    @Override
    public synchronized void close() {
        if (duck != null) {
            duck.close();
            duck = null;
        }
    }

    private static Type type(String duckType, int id) {
        String name = duckType.toUpperCase(Locale.ROOT);
        if (name.endsWith("[]")) {
            return Types.ListType.ofOptional(10_000 + id, type(name.substring(0, name.length() - 2), id));
        }
        if (name.startsWith("DECIMAL")) {
            String[] parts = name.replaceAll("[^0-9,]", "").split(",", -1);
            return Types.DecimalType.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
        return switch (name) {
            case "BOOLEAN" -> Types.BooleanType.get();
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> Types.IntegerType.get();
            case "BIGINT", "UINTEGER" -> Types.LongType.get();
            case "FLOAT" -> Types.FloatType.get();
            case "DOUBLE" -> Types.DoubleType.get();
            case "DATE" -> Types.DateType.get();
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS" -> Types.TimestampType.withoutZone();
            case "TIMESTAMP WITH TIME ZONE" -> Types.TimestampType.withZone();
            case "VARCHAR" -> Types.StringType.get();
            default -> throw new IllegalArgumentException("A lake table cannot hold a column of type " + duckType);
        };
    }
}
