package org.yearbook.definitions;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A school year, named as people name it: {@code 2025-26}.
 *
 * @param startYear the calendar year in which it begins
 */
public record SchoolYear(int startYear) implements Comparable<SchoolYear> {

    private static final Pattern NAME = Pattern.compile("(\\d{4})-(\\d{2})");

    /** {@return the year of a name such as {@code 2025-26}} */
    public static SchoolYear parse(String name) {
        var matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a school year; write it like 2025-26");
        }
        var year = new SchoolYear(Integer.parseInt(matcher.group(1)));
        if (!year.toString().equals(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a school year; did you mean " + year + "?");
        }
        return year;
    }

    /** {@return the year of a name; nothing for any other text, such as {@code all} or a slip of the pen} */
    public static Optional<SchoolYear> named(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the school year that a day belongs to, when years begin on {@code firstDay}} */
    public static SchoolYear of(LocalDate day, MonthDay firstDay) {
        boolean begun = !day.isBefore(firstDay.atYear(day.getYear()));
        return new SchoolYear(begun ? day.getYear() : day.getYear() - 1);
    }

    /** {@return the year in which a year named by its ending calendar year (OneRoster's {@code schoolYear}) began} */
    public static SchoolYear endingIn(int calendarYear) {
        return new SchoolYear(calendarYear - 1);
    }

    public SchoolYear next() {
        return new SchoolYear(startYear + 1);
    }

    public SchoolYear previous() {
        return new SchoolYear(startYear - 1);
    }

    @Override
    public int compareTo(SchoolYear other) {
        return Integer.compare(startYear, other.startYear);
    }

    @Override
    public String toString() {
        int end = (startYear + 1) % 100;
        return startYear + "-" + (end < 10 ? "0" : "") + end;
    }
}
