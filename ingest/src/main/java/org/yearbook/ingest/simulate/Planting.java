package org.yearbook.ingest.simulate;

import java.util.Arrays;

/**
 * Students who are absent on exactly one day in ten: the line that every rule of chronic absence draws, and that sums
 * of decimal thirds and sixths miss.
 */
final class Planting {

    /** The smallest absence is a sixth of a day; ten times that must divide the days enrolled. */
    private static final int STEP = SchoolCalendar.DAY_UNITS / 6 * 10;

    private Planting() {}

    /** {@return the first day from {@code entry} on that makes a tenth of the year expressible in sixths of days} */
    static int entry(SchoolCalendar calendar, int school, int entry) {
        for (int begin = entry; begin < entry + 20; begin++) {
            if (enrolled(calendar, school, begin) % STEP == 0) {
                return begin;
            }
        }
        return entry;
    }

    /** Replaces the marks of a student who is enrolled from the first mark on, so that a tenth is absent. */
    static void absences(SchoolCalendar calendar, int school, Dice dice, byte[] marks) {
        int begin = 0;
        while (begin < marks.length && marks[begin] == 0) {
            begin++;
        }
        long enrolled = enrolled(calendar, school, begin);
        if (enrolled % STEP != 0) {
            return;
        }
        for (int day = 0; day < marks.length; day++) {
            if (marks[day] != 0) {
                marks[day] = Mark.PRESENT.index();
            }
        }
        long wanted = enrolled / 10;
        Mark[] partial = {Mark.ONE_PERIOD, Mark.TWO_PERIODS, Mark.HALF_DAY};
        for (int tries = 0; tries < 9 && wanted > SchoolCalendar.DAY_UNITS; tries++) {
            wanted = place(calendar, school, dice, marks, partial[tries % partial.length], wanted);
        }
        while (wanted >= SchoolCalendar.DAY_UNITS) {
            wanted = place(calendar, school, dice, marks, Mark.ILL, wanted);
        }
        while (wanted > 0) {
            wanted = place(calendar, school, dice, marks, Mark.ONE_PERIOD, wanted);
        }
    }

    private static long place(SchoolCalendar calendar, int school, Dice dice, byte[] marks, Mark mark, long wanted) {
        int day = dice.below(marks.length);
        while (marks[day] != Mark.PRESENT.index() || calendar.units(school, day) != SchoolCalendar.DAY_UNITS) {
            day = (day + 1) % marks.length;
        }
        marks[day] = mark.index();
        return wanted - mark.absent(SchoolCalendar.DAY_UNITS);
    }

    private static long enrolled(SchoolCalendar calendar, int school, int begin) {
        return Arrays.stream(days(begin, calendar.length()))
                .mapToLong(day -> calendar.units(school, day))
                .sum();
    }

    private static int[] days(int from, int to) {
        int[] days = new int[Math.max(0, to - from)];
        Arrays.setAll(days, i -> from + i);
        return days;
    }
}
