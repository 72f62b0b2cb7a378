package org.yearbook.dashboard.flight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.query.AnswerColumn;

/**
 * As what DuckDB hands its types to Arrow. Tools are told the columns of an answer before it is asked, and some compare
 * them with those of the answer.
 */
final class ArrowTypes {

    private static final ArrowType TEXT = ArrowType.Utf8.INSTANCE;
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");
    private static final int WIDE = 128;

    private static final Map<String, ArrowType> PLAIN = Map.ofEntries(
            Map.entry("BOOLEAN", ArrowType.Bool.INSTANCE),
            Map.entry("TINYINT", new ArrowType.Int(8, true)),
            Map.entry("SMALLINT", new ArrowType.Int(16, true)),
            Map.entry("INTEGER", new ArrowType.Int(32, true)),
            Map.entry("BIGINT", new ArrowType.Int(64, true)),
            Map.entry("UTINYINT", new ArrowType.Int(8, false)),
            Map.entry("USMALLINT", new ArrowType.Int(16, false)),
            Map.entry("UINTEGER", new ArrowType.Int(32, false)),
            Map.entry("UBIGINT", new ArrowType.Int(64, false)),
            Map.entry("HUGEINT", new ArrowType.Decimal(38, 0, WIDE)),
            Map.entry("FLOAT", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
            Map.entry("DOUBLE", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            Map.entry("VARCHAR", TEXT),
            Map.entry("BLOB", ArrowType.Binary.INSTANCE),
            Map.entry("DATE", new ArrowType.Date(DateUnit.DAY)),
            Map.entry("TIME", new ArrowType.Time(TimeUnit.MICROSECOND, 64)),
            Map.entry("TIMESTAMP", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
            Map.entry("TIMESTAMP_S", new ArrowType.Timestamp(TimeUnit.SECOND, null)),
            Map.entry("TIMESTAMP_MS", new ArrowType.Timestamp(TimeUnit.MILLISECOND, null)),
            Map.entry("TIMESTAMP_NS", new ArrowType.Timestamp(TimeUnit.NANOSECOND, null)),
            Map.entry("INTERVAL", new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO)));

    private ArrowTypes() {}

    /** {@return the Arrow type of a DuckDB type, where it is known to be exactly that} */
    static Optional<ArrowType> exact(String type) {
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            return Optional.of(new ArrowType.Decimal(
                    Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)), WIDE));
        }
        return Optional.ofNullable(PLAIN.get(type));
    }

    /** {@return a column}; what it cannot be told exactly is told as text */
    static Field field(String name, String type, @Nullable Map<String, String> metadata) {
        return new Field(name, new FieldType(true, exact(type).orElse(TEXT), null, metadata), List.of());
    }

    /** {@return what an answer will look like, as far as that can be told} */
    static Schema likely(List<AnswerColumn> columns) {
        return new Schema(columns.stream()
                .map(column -> field(column.name(), column.type(), null))
                .toList());
    }

    /** {@return what an answer will look like exactly; empty where that cannot be told} */
    static Optional<Schema> exact(List<AnswerColumn> columns) {
        List<Field> fields = new ArrayList<>();
        for (AnswerColumn column : columns) {
            if (exact(column.type()).isEmpty()) {
                return Optional.empty();
            }
            fields.add(field(column.name(), column.type(), null));
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Schema(fields));
    }
}
