package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.simulate.MetricFile.Where;
import org.yearbook.ingest.simulate.ProgramSpell.Program;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/**
 * What the student metrics of one year must come to, counted in whole units from what the simulator knows. The last
 * place among the organizations is the district.
 */
final class StudentTruth {

    private static final long DAY = SchoolCalendar.DAY_UNITS;
    private static final int LOWEST_GRADE = -1;
    private static final Map<String, List<String>> GROUPS = groups();

    private final World world;
    private final SchoolCalendar calendar;
    private final int district;
    private final long[] instructional;
    private final long[] onRolls;
    private final long[] onRollsFromKindergarten;
    private final long[] member;
    private final long[] present;
    private final long[] presentByRule;
    private final Map<String, Map<String, long[][]>> absence = new LinkedHashMap<>();

    StudentTruth(World world, SchoolCalendar calendar) {
        this.world = world;
        this.calendar = calendar;
        district = world.schools().count();
        onRolls = new long[district + 1];
        onRollsFromKindergarten = new long[district + 1];
        member = new long[district + 1];
        present = new long[district + 1];
        presentByRule = new long[district + 1];
        instructional = new long[district + 1];
        for (int school = 0; school < district; school++) {
            instructional[school] = calendar.yearUnits(school);
        }
        instructional[district] = mostCommon();
        int columns = 2 * MetricVersion.ABSENCE.size();
        GROUPS.forEach((dimension, values) -> {
            var cells = new LinkedHashMap<String, long[][]>();
            values.forEach(value -> cells.put(value, new long[district + 1][columns]));
            absence.put(dimension, cells);
        });
    }

    /** Counts one student, whose marks are given by school day. */
    void count(PupilYear pupil, Person person, List<ProgramSpell> programs, byte[] marks) {
        var whole = new Days();
        List<Days> bySchool = new ArrayList<>(2);
        for (Stint stint : pupil.stints()) {
            if (!stint.noShow()) {
                Days days = days(bySchool, stint.school());
                for (int day = stint.entry(); day <= stint.exit(); day++) {
                    if (marks[day] != 0) {
                        int units = calendar.units(stint.school(), day);
                        int absent = Mark.at(marks[day]).absent(units);
                        days.add(units, absent);
                        whole.add(units, absent);
                    }
                }
                boolean counted = covers(stint, calendar.countDay());
                days.onCountDay |= counted;
                whole.onCountDay |= counted;
            }
        }
        boolean learnsEnglish = ProgramSpell.has(programs, Program.EL);
        whole.school = district;
        bySchool.add(whole);
        for (Days days : bySchool) {
            tally(days, pupil, person, learnsEnglish);
        }
    }

    /** {@return students on the rolls on the count day, place by place; the last is the district} */
    long[] onRolls() {
        return onRolls.clone();
    }

    void write(MetricFile file) throws IOException {
        for (int place = 0; place <= district; place++) {
            var where = new Where(
                    calendar.year(), place == district ? null : world.schools().get(place));
            file.write(MetricVersion.ENROLLMENT_1, where, onRolls[place]);
            file.write(MetricVersion.ENROLLMENT_2, where, onRollsFromKindergarten[place]);
            file.write(MetricVersion.ATTENDANCE_1, where, presentByRule[place], member[place]);
            file.write(MetricVersion.ATTENDANCE_2, where, present[place], member[place]);
            for (var dimension : absence.entrySet()) {
                for (var cell : dimension.getValue().entrySet()) {
                    long[] counts = cell.getValue()[place];
                    Where group = where.group(dimension.getKey(), cell.getKey());
                    for (int i = 0; i < MetricVersion.ABSENCE.size(); i++) {
                        file.write(MetricVersion.ABSENCE.get(i), group, counts[2 * i], counts[2 * i + 1]);
                    }
                }
            }
        }
    }

    private static Days days(List<Days> bySchool, int school) {
        for (Days days : bySchool) {
            if (days.school == school) {
                return days;
            }
        }
        var days = new Days();
        days.school = school;
        bySchool.add(days);
        return days;
    }

    private boolean covers(Stint stint, LocalDate date) {
        return !calendar.day(stint.entry()).isAfter(date)
                && !calendar.day(stint.exit()).isBefore(date);
    }

    private void tally(Days days, PupilYear pupil, Person person, boolean learnsEnglish) {
        int place = days.school;
        member[place] += days.enrolled;
        present[place] += days.enrolled - days.absent;
        presentByRule[place] += days.presentByRule;
        if (days.onCountDay) {
            onRolls[place]++;
            onRollsFromKindergarten[place] += pupil.grade() >= 0 ? 1 : 0;
        }
        for (int i = 0; i < MetricVersion.ABSENCE.size(); i++) {
            Boolean absent = chronic(MetricVersion.ABSENCE.get(i), days, pupil.grade(), instructional[place]);
            if (absent != null) {
                add("all", "all", place, i, absent);
                add("grade_level", pupil.gradeCode(), place, i, absent);
                add("race_ethnicity", person.race().text, place, i, absent);
                add("el", Boolean.toString(learnsEnglish), place, i, absent);
            }
        }
    }

    private void add(String dimension, String value, int place, int version, boolean absent) {
        Map<String, long[][]> cells = absence.getOrDefault(dimension, Map.of());
        long[][] places = cells.get(value);
        if (places == null) {
            throw new IllegalStateException("no cell for " + dimension + " " + value);
        }
        places[place][2 * version] += absent ? 1 : 0;
        places[place][2 * version + 1]++;
    }

    /** {@return whether a student is chronically absent; null when the rule does not look at the student} */
    private static @Nullable Boolean chronic(MetricVersion version, Days days, int grade, long instructional) {
        long enrolled = days.enrolled;
        long absent = days.absent;
        boolean looked = switch (version) {
            case ABSENCE_DISTRICT_1 -> enrolled >= DAY;
            case ABSENCE_DISTRICT_2 -> enrolled >= 10 * DAY;
            case ABSENCE_STATE_1 -> enrolled > 0 && enrolled * 2 >= instructional;
            case ABSENCE_STATE_2 -> enrolled >= 45 * DAY;
            case ABSENCE_FEDERAL_1 -> enrolled >= 10 * DAY && grade >= 0;
            default -> throw new IllegalArgumentException(version + " is not about absence");
        };
        if (!looked) {
            return null;
        }
        return version == MetricVersion.ABSENCE_DISTRICT_1 ? absent * 10 > enrolled : absent * 10 >= enrolled;
    }

    private long mostCommon() {
        long found = 0;
        int most = 0;
        for (int i = 0; i < district; i++) {
            int times = 0;
            for (int j = 0; j < district; j++) {
                times += instructional[i] == instructional[j] ? 1 : 0;
            }
            if (times > most) {
                most = times;
                found = instructional[i];
            }
        }
        return found;
    }

    private static Map<String, List<String>> groups() {
        var groups = new LinkedHashMap<String, List<String>>();
        groups.put("all", List.of("all"));
        var grades = new ArrayList<String>();
        for (int grade = LOWEST_GRADE; grade <= School.Level.HIGH.highest; grade++) {
            grades.add(PupilYear.gradeCode(grade));
        }
        groups.put("grade_level", grades);
        groups.put(
                "race_ethnicity",
                Arrays.stream(Race.values()).map(race -> race.text).toList());
        groups.put("el", List.of("true", "false"));
        return groups;
    }

    /** A student's year at one school, or in the district. */
    private static final class Days {

        private int school;
        private long enrolled;
        private long absent;
        private long presentByRule;
        private boolean onCountDay;

        void add(int units, int absentUnits) {
            enrolled += units;
            absent += absentUnits;
            presentByRule += absentUnits * 2 < units ? units : 0;
        }
    }
}
