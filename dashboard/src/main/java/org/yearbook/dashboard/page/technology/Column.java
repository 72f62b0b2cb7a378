package org.yearbook.dashboard.page.technology;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;

/**
 * A column of a work list.
 *
 * @param code its name in the file, which scripts rely on
 * @param heading on the page; empty where the page does not show it
 * @param look how its cells are set: num to the right, day in one line, words across the whole of a phone, or nothing
 * @param file the cell in the file: days as 2026-05-15, yes or no, empty when unknown
 * @param page the cell on the page
 * @param truth whether its cells say yes or no
 */
record Column<T>(
        String code, String heading, String look, Function<T, String> file, Function<T, String> page, boolean truth) {

    Column(String code, String heading, String look, Function<T, String> file, Function<T, String> page) {
        this(code, heading, look, file, page, false);
    }

    static <T> Column<T> text(String code, String heading, Function<T, String> cell) {
        return new Column<>(code, heading, "", cell, cell);
    }

    /** What is longer than a name. */
    static <T> Column<T> words(String code, String heading, Function<T, String> cell) {
        return new Column<>(code, heading, "words", cell, cell);
    }

    static <T> Column<T> day(String code, String heading, Function<T, @Nullable LocalDate> cell) {
        return new Column<>(
                code,
                heading,
                "day",
                row -> {
                    LocalDate day = cell.apply(row);
                    return day == null ? "" : day.toString();
                },
                row -> Dates.brief(cell.apply(row)));
    }

    static <T> Column<T> whole(String code, String heading, Function<T, @Nullable Long> cell) {
        return new Column<>(
                code,
                heading,
                "num",
                row -> {
                    Long number = cell.apply(row);
                    return number == null ? "" : number.toString();
                },
                row -> {
                    Long number = cell.apply(row);
                    return number == null ? "–" : Numbers.whole(number);
                });
    }

    /** A column of the file alone. */
    static <T> Column<T> yes(String code, Function<T, Boolean> cell) {
        Function<T, String> words = row -> cell.apply(row) ? "yes" : "no";
        return new Column<>(code, "", "", words, words, true);
    }

    /** {@return the cell of the file as what it is: a text, a number, true or false; null when unknown} */
    @Nullable
    Object data(T row) {
        String text = file.apply(row);
        if (text.isEmpty()) {
            return null;
        }
        if (truth) {
            return "yes".equals(text);
        }
        return "num".equals(look) ? new BigDecimal(text) : text;
    }
}
