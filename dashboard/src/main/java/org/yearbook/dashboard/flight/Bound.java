package org.yearbook.dashboard.flight;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/** Values that a tool bound to the parameters of a statement, as the desk takes them. */
final class Bound {

    private static final int MOST = 1000;

    private static final List<Class<?>> AS_THEY_ARE = List.of(
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            BigDecimal.class,
            LocalDateTime.class,
            byte[].class);

    private Bound() {}

    /** {@return the one row of values that a stream brings} */
    static List<@Nullable Object> values(FlightStream stream) {
        List<@Nullable Object> values = new ArrayList<>();
        boolean found = false;
        while (stream.next()) {
            VectorSchemaRoot root = stream.getRoot();
            if (root.getRowCount() == 0) {
                continue;
            }
            if (found || root.getRowCount() > 1 || root.getFieldVectors().size() > MOST) {
                throw refused("A statement is asked with one set of values at a time.");
            }
            found = true;
            for (FieldVector vector : root.getFieldVectors()) {
                values.add(value(vector));
            }
        }
        return Collections.unmodifiableList(values);
    }

    // Arrow hands out numbers without a sign as letters and negative ones, unless it is asked otherwise.
    static @Nullable Object value(FieldVector vector) {
        if (vector.isNull(0)) {
            return null;
        }
        if (vector instanceof DateDayVector days) {
            return LocalDate.ofEpochDay(days.get(0));
        }
        if (vector instanceof TimeStampVector moments) {
            return moment(moments);
        }
        if (vector instanceof UInt1Vector || vector instanceof UInt2Vector) {
            return (int) ((BaseIntVector) vector).getValueAsLong(0);
        }
        if (vector instanceof UInt4Vector unsigned) {
            return unsigned.getObjectNoOverflow(0);
        }
        if (vector instanceof UInt8Vector unsigned) {
            return new BigDecimal(unsigned.getObjectNoOverflow(0));
        }
        return taken(vector.getObject(0), vector);
    }

    private static Object taken(Object value, FieldVector vector) {
        if (value instanceof Text || value instanceof LocalTime) {
            return value.toString();
        }
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (AS_THEY_ARE.stream().anyMatch(type -> type.isInstance(value))) {
            return value;
        }
        throw refused("A value of the type " + vector.getField().getType()
                + " cannot be bound. Bind a text, a number, a date or a time, or write it into the statement.");
    }

    // Moments with a zone are the same moment in UTC, as the tables have them.
    private static LocalDateTime moment(TimeStampVector moments) {
        TimeUnit unit = ((ArrowType.Timestamp) moments.getField().getType()).getUnit();
        long perSecond = switch (unit) {
            case SECOND -> 1L;
            case MILLISECOND -> 1_000L;
            case MICROSECOND -> 1_000_000L;
            case NANOSECOND -> 1_000_000_000L;
        };
        long value = moments.get(0);
        long nanos = Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond);
        return LocalDateTime.ofEpochSecond(Math.floorDiv(value, perSecond), (int) nanos, ZoneOffset.UTC);
    }

    private static RuntimeException refused(String why) {
        return CallStatus.INVALID_ARGUMENT.withDescription(why).toRuntimeException();
    }
}
