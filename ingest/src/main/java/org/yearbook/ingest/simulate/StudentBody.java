package org.yearbook.ingest.simulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.simulate.PupilYear.Entry;
import org.yearbook.ingest.simulate.PupilYear.Exit;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/**
 * The students from year to year. Each class that begins kindergarten together has seats; a seat is taken by one person
 * after another as families come and go. Ask for the years in order, each once.
 */
final class StudentBody {

    private static final int PERSONS_PER_SEAT = 32;
    private static final int GRADUATION = 12;
    /** A stint shorter than this could be one half day, which no rule of membership speaks about. */
    private static final int SHORTEST = 4;

    private final long seed;
    private final Schools schools;
    private final int firstClass;
    private final int[] classStart;
    private final byte[] person;
    private final short[] zone;
    private final boolean[] begun;

    /** Seats for classes that are in school at any time from {@code first} to {@code last}. */
    StudentBody(long seed, Schools schools, int students, SchoolYear first, SchoolYear last) {
        this.seed = seed;
        this.schools = schools;
        firstClass = first.startYear() - GRADUATION;
        int classes = last.startYear() + 1 - firstClass + 1;
        classStart = new int[classes + 1];
        double usual = students * 1.03 / 13.35;
        for (int i = 0; i < classes; i++) {
            var dice = Dice.of(seed, Dice.Purpose.COHORT, firstClass + i);
            // Birth rates have been falling: each class is a little smaller than the one before.
            double trend = 1 - 0.006 * (firstClass + i - last.startYear() + 6);
            int seats = Math.max(1, (int) Math.round(usual * trend * (0.975 + 0.05 * dice.next())));
            classStart[i + 1] = classStart[i] + seats;
        }
        person = new byte[classStart[classes]];
        zone = new short[classStart[classes]];
        begun = new boolean[classStart[classes]];
        Arrays.fill(zone, (short) -1);
    }

    /** Plays one school year: everybody who was on the rolls for any part of it. */
    YearRoster play(SchoolCalendar calendar) {
        int year = calendar.year().startYear();
        int from = Math.max(0, year - GRADUATION - firstClass);
        int to = Math.min(classStart.length - 2, year + 1 - firstClass);
        var roster = new YearRoster(calendar, (classStart[to + 1] - classStart[from]) * 21 / 20 + 16);
        for (int cohort = from; cohort <= to; cohort++) {
            for (int seat = classStart[cohort]; seat < classStart[cohort + 1]; seat++) {
                new SeatYear(seat, firstClass + cohort, calendar, roster).play();
            }
        }
        return roster;
    }

    /** One seat in one year. */
    private final class SeatYear {

        private final int seat;
        private final int kindergarten;
        private final int grade;
        private final SchoolCalendar calendar;
        private final YearRoster roster;
        private final Dice dice;
        private final int lastDay;

        SeatYear(int seat, int kindergarten, SchoolCalendar calendar, YearRoster roster) {
            this.seat = seat;
            this.kindergarten = kindergarten;
            this.calendar = calendar;
            this.roster = roster;
            int year = calendar.year().startYear();
            this.grade = year - kindergarten;
            this.dice = Dice.of(seed, Dice.Purpose.SEAT, seat, year);
            this.lastDay = calendar.length() - 1;
        }

        void play() {
            if (grade < 0 && Dice.unit(Dice.hash(seed, Dice.Purpose.SEAT, seat, 0)) > 0.35) {
                return;
            }
            Entry how = arrival();
            if (how == null) {
                return;
            }
            int entry = dice.chance(how == Entry.RETURNING ? 0.02 : 0.08) ? dice.between(1, 20) : 0;
            if (dice.chance(0.012)) {
                noShow();
            } else {
                stay(how, entry);
            }
            if (zone[seat] >= 0 && dice.chance(0.045)) {
                zone[seat] = -1;
            }
        }

        /** Who sits here when the year begins, and whether they are new; null when nobody does. */
        private @Nullable Entry arrival() {
            if (!begun[seat]) {
                begun[seat] = true;
                moveTo(traits().homeZone());
                return grade <= 0 ? Entry.FIRST : Entry.RETURNING;
            }
            if (zone[seat] < 0) {
                return dice.chance(0.93) && nextPerson() ? Entry.FROM_ELSEWHERE : null;
            }
            if (dice.chance(0.04)) {
                moveTo(schools.zone(dice.next()));
            }
            return Entry.RETURNING;
        }

        private void noShow() {
            int school = schools.schoolOf(zone[seat], grade);
            add(false, new Stint(school, 0, 0, Entry.NO_SHOW, Exit.NO_SHOW), null);
            zone[seat] = -1;
            if (dice.chance(0.5) && nextPerson()) {
                stay(Entry.FROM_ELSEWHERE, dice.between(3, 40));
            }
        }

        private void stay(Entry how, int entry) {
            boolean poor = traits().poor();
            double turnover = poor ? 1.5 : 0.7;
            double event = dice.next();
            int school = schools.schoolOf(zone[seat], grade);
            int latestExit = lastDay - SHORTEST;
            int exit = entry + SHORTEST + dice.below(Math.max(1, latestExit - entry - SHORTEST));
            if (exit + 1 + SHORTEST >= lastDay) {
                wholeYear(how, entry, school);
            } else if (event < 0.033 * turnover) {
                leave(how, entry, school, exit);
            } else if (event < 0.066 * turnover) {
                transfer(how, entry, school, exit);
            } else {
                wholeYear(how, entry, school);
            }
        }

        private void wholeYear(Entry how, int entry, int school) {
            long thrown = Dice.hash(
                    seed, Dice.Purpose.ATTENDANCE, code(), -calendar.year().startYear());
            boolean planted = Dice.unit(thrown) < 0.006;
            int begin = planted ? Planting.entry(calendar, school, entry) : entry;
            add(planted, new Stint(school, begin, lastDay, how, yearEnd()), null);
        }

        private void leave(Entry how, int entry, int school, int exit) {
            double thrown = dice.next();
            Exit why = thrown < 0.62
                    ? Exit.OTHER_DISTRICT
                    : thrown < 0.84 ? Exit.OTHER_STATE : grade >= 9 ? Exit.DROPPED_OUT : Exit.HOME_SCHOOL;
            var gone = new Stint(school, entry, exit, how, why);
            int back = exit + 12 + dice.below(30);
            if (why == Exit.OTHER_DISTRICT && back + SHORTEST < lastDay && dice.chance(0.12)) {
                add(false, gone, new Stint(school, back, lastDay, Entry.REENTRY, yearEnd()));
                return;
            }
            add(false, gone, null);
            zone[seat] = -1;
            int late = exit + 1 + dice.below(25);
            if (late + SHORTEST < lastDay && dice.chance(0.6) && nextPerson()) {
                int there = schools.schoolOf(zone[seat], grade);
                add(false, new Stint(there, late, lastDay, Entry.FROM_ELSEWHERE, yearEnd()), null);
            }
        }

        private void transfer(Entry how, int entry, int school, int exit) {
            moveTo(schools.zone(dice.next()));
            int there = schools.schoolOf(zone[seat], grade);
            if (there == school) {
                wholeYear(how, entry, school);
                return;
            }
            int gap = dice.chance(0.7) ? 1 : dice.between(2, 4);
            add(
                    false,
                    new Stint(school, entry, exit, how, Exit.WITHIN_DISTRICT),
                    new Stint(there, exit + gap, lastDay, Entry.WITHIN_DISTRICT, yearEnd()));
        }

        private Exit yearEnd() {
            if (grade < GRADUATION) {
                return Exit.END_OF_YEAR;
            }
            return dice.chance(0.94) ? Exit.GRADUATED : Exit.COMPLETED;
        }

        private void add(boolean planted, Stint first, @Nullable Stint second) {
            roster.add(new PupilYear(
                    roster.size(), code(), kindergarten, grade, Math.max(0, zone[seat]), planted, first, second));
        }

        private boolean nextPerson() {
            if (person[seat] + 1 >= PERSONS_PER_SEAT) {
                return false;
            }
            person[seat]++;
            moveTo(traits().homeZone());
            return true;
        }

        private void moveTo(int newZone) {
            zone[seat] = (short) newZone;
        }

        private int code() {
            return seat * PERSONS_PER_SEAT + person[seat];
        }

        private Person traits() {
            return Person.of(seed, schools, code(), kindergarten);
        }
    }
}
