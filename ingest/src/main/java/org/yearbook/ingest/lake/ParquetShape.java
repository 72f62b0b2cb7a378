package org.yearbook.ingest.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.yearbook.warehouse.engine.Duck;

/** Reads the columns of a Parquet file that DuckDB wrote, as an Iceberg schema. */
final class ParquetShape {

    private ParquetShape() {}

    static Schema of(Duck duck, Path parquet) {
        List<Types.NestedField> fields = new ArrayList<>();
        duck.sql()
                .fetch("describe select * from read_parquet(" + Duck.literal(parquet) + ")")
                .forEach(column -> fields.add(Types.NestedField.optional(
                        fields.size() + 1,
                        column.get("column_name", String.class),
                        type(column.get("column_type", String.class), fields.size() + 1))));
        return new Schema(fields);
    }

    static long rows(Duck duck, Path parquet) {
        Long rows = duck.sql()
                .fetchOne("select count(*) from read_parquet(" + Duck.literal(parquet) + ")")
                .get(0, Long.class);
        return rows == null ? 0 : rows;
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
