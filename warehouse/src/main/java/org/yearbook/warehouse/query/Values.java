package org.yearbook.warehouse.query;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;

/**
 * Values of an answer in the few kinds that every format knows: null, Boolean, BigDecimal, String, List and Map. Dates
 * are ISO, numbers plain.
 */
final class Values {

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private Values() {}

    /** {@return the values of the current row} */
    static List<@Nullable Object> of(ResultSet row, int columns) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
            values.add(value(row.getObject(column)));
        }
        return values;
    }

    private static @Nullable Object value(@Nullable Object raw) throws SQLException {
        if (raw == null || raw instanceof Boolean || raw instanceof String) {
            return raw;
        }
        if (raw instanceof Number number) {
            return number(number);
        }
        if (raw instanceof Timestamp timestamp) {
            return MOMENT.format(timestamp.toLocalDateTime());
        }
        if (raw instanceof OffsetDateTime time) {
            return MOMENT.format(time) + time.getOffset();
        }
        if (raw instanceof Blob blob) {
            return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        }
        return container(raw);
    }

    private static Object container(Object raw) throws SQLException {
        if (raw instanceof Array array) {
            return list((Object[]) array.getArray());
        }
        if (raw instanceof Struct struct) {
            return map(Duck.fields(struct));
        }
        return raw instanceof Map<?, ?> map ? map(map) : raw.toString();
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> raw) throws SQLException {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : raw.entrySet()) {
            entries.put(String.valueOf(entry.getKey()), value(entry.getValue()));
        }
        return entries;
    }

    private static List<@Nullable Object> list(@Nullable Object[] elements) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(elements.length);
        for (Object element : elements) {
            values.add(value(element));
        }
        return values;
    }

    private static Object number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof Double || number instanceof Float) {
            double real = number.doubleValue();
            return Double.isFinite(real) ? new BigDecimal(number.toString()) : number.toString();
        }
        return new BigDecimal(number.toString());
    }

    /** {@return a value as text, for formats that know nothing else} */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Values::text).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> entries = new LinkedHashMap<>();
            map.forEach((key, element) -> entries.put(key.toString(), text(element)));
            return entries.toString();
        }
        return value.toString();
    }
}
