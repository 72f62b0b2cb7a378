package org.yearbook.warehouse.stateform;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How states write a day. */
enum DayForm {
    ISO("yyyy-mm-dd", "uuuu-MM-dd"),
    SLASHED("mm/dd/yyyy", "MM/dd/uuuu"),
    MONTH_FIRST("mmddyyyy", "MMdduuuu"),
    YEAR_FIRST("yyyymmdd", "uuuuMMdd");

    private final String word;
    private final DateTimeFormatter form;

    DayForm(String word, String pattern) {
        this.word = word;
        this.form = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(DayForm::word).toList();
    }

    static Optional<DayForm> called(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** {@return what the description calls it} */
    String word() {
        return word;
    }

    String write(LocalDate day) {
        return form.format(day);
    }

    boolean reads(String text) {
        try {
            form.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
