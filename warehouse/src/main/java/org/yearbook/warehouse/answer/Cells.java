package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a row whose types are those of the file, whatever they are. */
final class Cells {

    private Cells() {}

    /** {@return the text; empty when the cell is} */
    static String word(Record row, String column) {
        String value = row.get(column, String.class);
        return value == null ? "" : value;
    }

    /** {@return the text; empty when the cell is, or when this publication has no such column} */
    static String wordIfThere(Record row, String column) {
        return row.indexOf(column) < 0 ? "" : word(row, column);
    }

    /** {@return the whole number; 0 when the cell is empty} */
    static long whole(Record row, String column) {
        Long value = row.get(column, Long.class);
        return value == null ? 0 : value;
    }

    static double real(Record row, String column) {
        Double value = row.get(column, Double.class);
        return value == null ? 0 : value;
    }

    /** {@return whether the cell says yes; an empty one does not} */
    static boolean yes(Record row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }

    static @Nullable LocalDate day(Record row, String column) {
        return row.get(column, LocalDate.class);
    }

    static @Nullable String wordOrNull(Record row, String column) {
        String value = row.get(column, String.class);
        return value == null || value.isBlank() ? null : value;
    }

    static BigDecimal number(Record row, String column) {
        BigDecimal value = row.get(column, BigDecimal.class);
        return value == null ? BigDecimal.ZERO : value;
    }
}
