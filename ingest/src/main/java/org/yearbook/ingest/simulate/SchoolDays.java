package org.yearbook.ingest.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/**
 * What each school day of a student was like: chance by person, poverty, grade, year, season and weekday, runs of
 * illness, days suspended.
 */
final class SchoolDays {

    private final long seed;
    private final SchoolCalendar calendar;
    private final double[] dayFactor;
    private final double yearFactor;
    private final byte[] marks;

    SchoolDays(long seed, YearRoster roster) {
        this.seed = seed;
        this.calendar = roster.calendar();
        this.marks = new byte[calendar.length()];
        this.yearFactor = yearFactor(calendar.year().startYear());
        this.dayFactor = new double[calendar.length()];
        for (int day = 0; day < dayFactor.length; day++) {
            dayFactor[day] = dayFactor(day);
        }
    }

    /** {@return the marks of one student's year, by school day; valid until the next call} */
    byte[] of(PupilYear pupil, Person person) {
        var dice = Dice.of(
                seed, Dice.Purpose.ATTENDANCE, pupil.code(), calendar.year().startYear());
        for (int day = 0; day < marks.length; day++) {
            marks[day] = 0;
        }
        double rate = Math.min(
                0.6, 0.043 * yearFactor * person.absence() * gradeFactor(pupil.grade()) * Math.exp(0.3 * dice.bell()));
        for (Stint stint : pupil.stints()) {
            if (!stint.noShow()) {
                attend(stint, rate, dice);
            }
        }
        illness(dice, person);
        suspensions(pupil, person);
        if (pupil.planted()) {
            Planting.absences(calendar, pupil.first().school(), dice, marks);
        }
        return marks;
    }

    private void attend(Stint stint, double rate, Dice dice) {
        for (int day = stint.entry(); day <= stint.exit(); day++) {
            if (calendar.units(stint.school(), day) > 0) {
                double today = rate * dayFactor[day];
                double thrown = dice.next();
                marks[day] = thrown < today
                        ? absent(thrown / today).index()
                        : here(dice, rate).index();
            }
        }
    }

    private static Mark absent(double thrown) {
        return thrown < 0.45
                ? Mark.UNEXCUSED
                : thrown < 0.74
                        ? Mark.EXCUSED
                        : thrown < 0.82
                                ? Mark.MEDICAL
                                : thrown < 0.9 ? Mark.HALF_DAY : thrown < 0.97 ? Mark.ONE_PERIOD : Mark.TWO_PERIODS;
    }

    private static Mark here(Dice dice, double rate) {
        return dice.chance(Math.min(0.15, rate * 0.5)) ? Mark.TARDY : Mark.PRESENT;
    }

    private void illness(Dice dice, Person person) {
        int runs = dice.below(dice.chance(0.25) ? 4 : 2);
        for (int run = 0; run < runs; run++) {
            // Two throws of three fall into the winter, when colds go round.
            int begin = dice.chance(0.66) ? 60 + dice.below(60) : dice.below(marks.length);
            int length = 1 + dice.below(person.absence() > 1.5 ? 5 : 3);
            for (int day = begin; day < Math.min(marks.length, begin + length); day++) {
                if (marks[day] != 0) {
                    marks[day] = Mark.ILL.index();
                }
            }
        }
    }

    private void suspensions(PupilYear pupil, Person person) {
        for (Incident incident : Incident.of(seed, calendar, pupil, person)) {
            for (int day = incident.actionDay(); day < incident.actionDay() + incident.daysOut(); day++) {
                marks[day] = Mark.SUSPENDED.index();
            }
        }
    }

    private double dayFactor(int day) {
        LocalDate date = calendar.day(day);
        double factor = switch (date.getMonth()) {
            case AUGUST, SEPTEMBER -> 0.8;
            case OCTOBER, NOVEMBER -> 0.95;
            case DECEMBER, JANUARY, FEBRUARY -> 1.2;
            case MARCH, APRIL -> 1.0;
            default -> 1.15;
        };
        if (date.getDayOfWeek() == DayOfWeek.MONDAY) {
            factor *= 1.12;
        } else if (date.getDayOfWeek() == DayOfWeek.FRIDAY) {
            factor *= 1.22;
        }
        return calendar.beforeBreak(day) || calendar.half(day) ? factor * 1.35 : factor;
    }

    private static double gradeFactor(int grade) {
        return switch (grade) {
            case -1 -> 1.35;
            case 0 -> 1.2;
            case 9, 10 -> 1.2;
            case 11 -> 1.3;
            case 12 -> 1.5;
            default -> 0.95;
        };
    }

    /** Absence doubled after the schools reopened and falls back slowly. */
    private static double yearFactor(int startYear) {
        return switch (startYear) {
            case 2020 -> 1.25;
            case 2021 -> 1.75;
            case 2022 -> 1.65;
            case 2023 -> 1.5;
            case 2024 -> 1.4;
            case 2025 -> 1.32;
            default -> startYear < 2020 ? 1 : 1.25;
        };
    }
}
