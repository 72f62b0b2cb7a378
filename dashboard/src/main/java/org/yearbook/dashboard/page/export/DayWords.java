package org.yearbook.dashboard.page.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.yearbook.dashboard.page.export.StudentsPage.DayRow;
import org.yearbook.dashboard.page.export.StudentsPage.Opened;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.export.AbsentDay;
import org.yearbook.warehouse.export.DaysCounted;

/** How pages speak of days of attendance. Tables have them in 1/2520 of a day, which nobody counts in. */
final class DayWords {

    private static final int DAY = 2520;

    private DayWords() {}

    /** {@return 22 of 172 days} */
    static String told(DaysCounted days) {
        return days(days.missed()) + " of " + days(days.enrolled()) + (days.enrolled() == DAY ? " day" : " days");
    }

    static Opened opened(String name, String everybody, List<AbsentDay> absences, DaysCounted days) {
        long missed = absences.stream()
                .filter(AbsentDay::missed)
                .mapToLong(AbsentDay::expected)
                .sum();
        String known = Numbers.of(absences.size(), "absence is", "absences are") + " known now";
        return new Opened(
                name,
                everybody,
                "The file counts " + told(days) + " as missed. " + known
                        + (missed == days.missed()
                                ? "."
                                : ", of which it would count " + days(missed)
                                        + " days: attendance has changed since the file was made."),
                absences.stream().map(DayWords::row).toList());
    }

    private static DayRow row(AbsentDay day) {
        return new DayRow(
                Dates.brief(day.date()),
                day.meaning().isEmpty() || day.meaning().equals(day.code())
                        ? day.code()
                        : day.code() + ", " + day.meaning(),
                part(day),
                day.missed() ? "Yes" : "No, less than half",
                day.lines().stream().map(RecordWords::line).toList());
    }

    private static String part(AbsentDay day) {
        if (day.expected() == DAY) {
            return day.absent() == DAY ? "Whole day" : days(day.absent()) + " day";
        }
        return days(day.absent()) + " of " + days(day.expected()) + " day";
    }

    private static String days(long units) {
        return new BigDecimal(units)
                .divide(BigDecimal.valueOf(DAY), 2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
