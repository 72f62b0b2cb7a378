package org.yearbook.ingest.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yearbook.definitions.SchoolYear;

/**
 * One school year of the district: its school days, numbered from 0, its half days, and why the other weekdays have no
 * school. A school may be closed on one day more.
 */
final class SchoolCalendar {

    /** One day is 2520 units, which every fraction down to tenths divides. */
    static final int DAY_UNITS = 2520;

    private static final int PLANNED_DAYS = 180;

    private final SchoolYear year;
    private final List<LocalDate> days = new ArrayList<>();
    private final Map<LocalDate, String> off = new HashMap<>();
    private final Map<LocalDate, Integer> index = new HashMap<>();
    private final int[] units;
    private final int[] closed;

    SchoolCalendar(long seed, SchoolYear year, int schools) {
        this.year = year;
        var dice = Dice.of(seed, Dice.Purpose.CALENDAR, year.startYear());
        holidays();
        int snow = snowDays(dice);
        LocalDate day = LocalDate.of(year.startYear(), Month.AUGUST, 16)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.WEDNESDAY));
        // The first lost day is forgiven; the others are made up at the end.
        int wanted = PLANNED_DAYS - Math.min(snow, 1);
        for (; days.size() < wanted; day = day.plusDays(1)) {
            if (weekday(day) && !off.containsKey(day)) {
                index.put(day, days.size());
                days.add(day);
            }
        }
        units = new int[days.size()];
        for (int i = 0; i < units.length; i++) {
            units[i] = halfDay(i) ? DAY_UNITS / 2 : DAY_UNITS;
        }
        closed = new int[schools];
        for (int school = 0; school < schools; school++) {
            var own = Dice.of(seed, Dice.Purpose.CALENDAR, year.startYear(), school + 1L);
            int shut = own.between(50, 130);
            // Never most schools, so that the district's usual number of days is beyond doubt.
            closed[school] = school % 3 == 1 && own.chance(0.4) && !half(shut) ? shut : -1;
        }
    }

    SchoolYear year() {
        return year;
    }

    int length() {
        return units.length;
    }

    LocalDate day(int number) {
        return days.get(number);
    }

    LocalDate first() {
        return days.get(0);
    }

    LocalDate last() {
        return days.get(days.size() - 1);
    }

    LocalDate countDay() {
        return LocalDate.of(year.startYear(), Month.OCTOBER, 1);
    }

    /** {@return the number of the last school day on or before {@code date}; -1 when the year has not begun} */
    int lastOnOrBefore(LocalDate date) {
        int found = Collections.binarySearch(days, date);
        return found >= 0 ? found : -found - 2;
    }

    /** {@return the units of membership of one day at one school: 0 when it is closed} */
    int units(int school, int day) {
        return closed[school] == day ? 0 : units[day];
    }

    boolean half(int day) {
        return units[day] < DAY_UNITS;
    }

    long yearUnits(int school) {
        long sum = 0;
        for (int day = 0; day < units.length; day++) {
            sum += units(school, day);
        }
        return sum;
    }

    /** {@return why there is a school day or not; empty on an ordinary day} */
    String note(int school, LocalDate date) {
        Integer number = index.get(date);
        if (number == null) {
            return off.getOrDefault(date, "");
        }
        if (closed[school] == number) {
            return "Building closed";
        }
        return half(number) ? "Early release" : "";
    }

    int units(int school, LocalDate date) {
        Integer number = index.get(date);
        return number == null ? 0 : units(school, number);
    }

    /** {@return whether the next school day is more than a weekend away} */
    boolean beforeBreak(int day) {
        return day + 1 < units.length
                && days.get(day + 1).toEpochDay() - days.get(day).toEpochDay() > 3;
    }

    static boolean weekday(LocalDate day) {
        return day.getDayOfWeek().getValue() <= 5;
    }

    private boolean halfDay(int day) {
        LocalDate date = days.get(day);
        boolean longBreak = day + 1 < days.size() && days.get(day + 1).toEpochDay() - date.toEpochDay() > 4;
        return longBreak || day == days.size() - 1 || day == 44 || day == 134;
    }

    private void holidays() {
        int fall = year.startYear();
        int spring = fall + 1;
        close(nth(fall, Month.SEPTEMBER, 1), "Labor Day");
        close(nth(fall, Month.OCTOBER, 2), "Staff development day");
        close(LocalDate.of(fall, Month.NOVEMBER, 11), "Veterans Day");
        LocalDate thanks =
                LocalDate.of(fall, Month.NOVEMBER, 1).with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
        for (int i = -1; i <= 1; i++) {
            close(thanks.plusDays(i), "Thanksgiving break");
        }
        LocalDate winter =
                LocalDate.of(fall, Month.DECEMBER, 24).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (int i = 0; i < 12; i++) {
            close(winter.plusDays(i), "Winter break");
        }
        close(nth(spring, Month.JANUARY, 3), "Martin Luther King Jr. Day");
        close(nth(spring, Month.FEBRUARY, 3), "Presidents Day");
        LocalDate easter = LocalDate.of(spring, Month.MARCH, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY));
        for (int i = 0; i < 5; i++) {
            close(easter.plusDays(i), "Spring break");
        }
        close(LocalDate.of(spring, Month.MAY, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)), "Memorial Day");
    }

    private int snowDays(Dice dice) {
        int lost = 0;
        int wanted = dice.below(4);
        for (int i = 0; i < wanted; i++) {
            LocalDate day = LocalDate.of(year.startYear() + 1, Month.JANUARY, 8).plusDays(dice.below(45));
            if (weekday(day) && !off.containsKey(day)) {
                close(day, "Snow day");
                lost++;
            }
        }
        return lost;
    }

    private static LocalDate nth(int year, Month month, int week) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(week, DayOfWeek.MONDAY));
    }

    private void close(LocalDate day, String why) {
        if (weekday(day)) {
            off.putIfAbsent(day, why);
        }
    }
}
