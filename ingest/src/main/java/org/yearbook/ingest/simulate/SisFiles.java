package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/** The extracts of the student information system, all but daily attendance. */
final class SisFiles {

    static final String[] CALENDAR = {"school_number", "calendar_date", "in_session", "membership_value", "note"};
    static final String[] CODES = {"attendance_code", "description", "absent_portion", "excused"};
    static final String[] ENROLLMENTS = {
        "student_number", "school_number", "grade_level", "entry_date", "entry_code", "exit_date", "exit_code"
    };
    static final String[] PROGRAMS = {"student_number", "program", "begin_date", "end_date"};
    static final String[] DISCIPLINE = {
        "incident_id",
        "student_number",
        "school_number",
        "incident_date",
        "behavior",
        "action",
        "action_begin_date",
        "action_days",
        "interim_removal",
        "interim_removal_reason"
    };
    static final String[] ASSESSMENTS = {
        "student_number",
        "school_number",
        "test",
        "subject",
        "grade_level",
        "test_date",
        "scale_score",
        "performance_level",
        "administration"
    };
    static final String[] COURSE_RESULTS = {
        "student_number",
        "school_number",
        "course_code",
        "course_title",
        "term",
        "grade_level",
        "mark",
        "credit_attempted",
        "credit_earned"
    };

    private final YearView view;
    private final Delivery delivery;

    SisFiles(YearView view, Delivery delivery) {
        this.view = view;
        this.delivery = delivery;
    }

    void write() throws IOException {
        delivery.write("sis-calendar", view.year(), CALENDAR, this::calendar);
        delivery.write("sis-attendance-codes", view.year(), CODES, SisFiles::codes);
        delivery.write("sis-enrollments", view.year(), ENROLLMENTS, this::enrollments);
        delivery.write("sis-programs", view.year(), PROGRAMS, this::programs);
        delivery.write("sis-discipline", view.year(), DISCIPLINE, this::discipline);
        delivery.write("sis-assessments", view.year(), ASSESSMENTS, this::assessments);
        delivery.write("sis-course-results", view.year(), COURSE_RESULTS, this::courseResults);
    }

    private void calendar(Sheet sheet) throws IOException {
        SchoolCalendar calendar = view.calendar();
        for (School school : view.schools().all()) {
            for (LocalDate day = calendar.first(); !day.isAfter(calendar.last()); day = day.plusDays(1)) {
                if (SchoolCalendar.weekday(day)) {
                    calendarDay(sheet, school, day);
                }
            }
        }
    }

    private void calendarDay(Sheet sheet, School school, LocalDate day) throws IOException {
        SchoolCalendar calendar = view.calendar();
        long key = school.index() * 100_000L + day.toEpochDay();
        int units = calendar.units(school.index(), day);
        String session = units == 0 ? "N" : "Y";
        String value = units == 0 ? "0" : units == SchoolCalendar.DAY_UNITS ? "1" : "0.5";
        Dirt.Chance open = sheet.chances().of(DirtProfile.Fault.Planted.HOLIDAY_IN_SESSION);
        // On the first day of a holiday somebody may have taken attendance, which is another fault.
        boolean withinHoliday = units == 0
                && calendar.units(school.index(), weekdayBefore(day)) == 0
                && day.isAfter(calendar.first())
                && day.isBefore(calendar.day(view.lastDay()));
        if (open != null && withinHoliday && sheet.chances().strike(open, key) != null) {
            sheet.plant(open, "membership_value", value, "1");
            sheet.plant(open, "in_session", session, "Y");
            session = "Y";
            value = "1";
        }
        sheet.row(key, school.number(), day.toString(), session, value, calendar.note(school.index(), day));
    }

    private static LocalDate weekdayBefore(LocalDate day) {
        LocalDate before = day.minusDays(1);
        while (!SchoolCalendar.weekday(before)) {
            before = before.minusDays(1);
        }
        return before;
    }

    private static void codes(Sheet sheet) throws IOException {
        for (Mark mark : Mark.values()) {
            if (mark != Mark.NOT_A_MEMBER) {
                sheet.row(mark.index(), mark.code, mark.description, mark.portion(), mark.excused ? "Y" : "N");
            }
        }
    }

    private void enrollments(Sheet sheet) throws IOException {
        for (int row = 0; row < view.roster().size(); row++) {
            PupilYear pupil = view.roster().get(row);
            for (Stint stint : pupil.stints()) {
                if (view.begun(stint)) {
                    enrollment(sheet, pupil, stint);
                }
            }
        }
    }

    private void enrollment(Sheet sheet, PupilYear pupil, Stint stint) throws IOException {
        long key = pupil.code() * 256L + stint.entry();
        LocalDate exit = view.exit(stint);
        LocalDate delivered = exit == null ? null : leaves(sheet, pupil, stint, exit);
        String number = Integer.toString(Person.number(pupil.code()));
        Dirt.Chance missing = DirectoryFiles.missing(view, sheet.chances(), pupil);
        if (missing != null && stint.equals(view.current(pupil))) {
            sheet.plant(missing, "student_number", number, number);
        }
        String code = exit == null ? "" : exitCode(sheet, stint, key);
        sheet.row(
                key,
                number,
                number(stint.school()),
                pupil.gradeCode(),
                view.entry(stint).toString(),
                stint.how().code,
                text(delivered),
                code);
    }

    /** The day that is delivered as the last one: that of the stay, or some days into the next stay. */
    private LocalDate leaves(Sheet sheet, PupilYear pupil, Stint stint, LocalDate exit) throws IOException {
        Dirt.Chance chance = sheet.chances().of(DirtProfile.Fault.Planted.OVERLAPPING_STINTS);
        Stint second = pupil.second();
        if (chance == null || second == null || !stint.equals(pupil.first()) || stint.noShow()) {
            return exit;
        }
        LocalDate late = view.entry(second).plusDays(3);
        // An overlap on the count day would count the student in two schools, and one over a long gap hide a move.
        boolean shortGap = view.entry(second).toEpochDay() - exit.toEpochDay() <= 11;
        LocalDate countDay = view.calendar().countDay();
        boolean harmless = shortGap && (exit.isAfter(countDay) || late.isBefore(countDay));
        long key = pupil.code() * 256L + stint.entry();
        if (!harmless || !view.begun(second) || sheet.chances().strike(chance, key) == null) {
            return exit;
        }
        sheet.plant(chance, "exit_date", exit.toString(), late.toString());
        return late;
    }

    private String exitCode(Sheet sheet, Stint stint, long key) throws IOException {
        String code = stint.end().code;
        Dirt.Chance unsaid = sheet.chances().of(DirtProfile.Fault.Planted.GRADUATE_UNSAID);
        // Before the next year has begun nobody knows who will not come back.
        boolean graduated = view.closed() && stint.end() == PupilYear.Exit.GRADUATED;
        if (unsaid == null || !graduated || sheet.chances().strike(unsaid, key) == null) {
            return code;
        }
        sheet.plant(unsaid, "exit_code", code, PupilYear.Exit.END_OF_YEAR.code);
        return PupilYear.Exit.END_OF_YEAR.code;
    }

    private void programs(Sheet sheet) throws IOException {
        SchoolCalendar calendar = view.calendar();
        for (int row = 0; row < view.roster().size(); row++) {
            PupilYear pupil = view.roster().get(row);
            Person person = view.world().person(pupil);
            int year = view.year().startYear();
            for (ProgramSpell spell : ProgramSpell.of(view.world().seed(), year, pupil, person)) {
                if (spell.begin() <= view.lastDay()) {
                    boolean ended = spell.end() >= 0 && spell.end() <= view.lastDay();
                    sheet.row(
                            pupil.code() * 16L + spell.program().name().length(),
                            Integer.toString(person.number()),
                            spell.program().name(),
                            calendar.day(spell.begin()).toString(),
                            ended ? calendar.day(spell.end()).toString() : "");
                }
            }
        }
    }

    private void discipline(Sheet sheet) throws IOException {
        SchoolCalendar calendar = view.calendar();
        for (int row = 0; row < view.roster().size(); row++) {
            PupilYear pupil = view.roster().get(row);
            Person person = view.world().person(pupil);
            for (Incident incident : Incident.of(view.world().seed(), calendar, pupil, person)) {
                if (incident.actionDay() <= view.lastDay()) {
                    String removal = Federal.removal(view.world().seed(), pupil, person);
                    sheet.row(
                            pupil.code(),
                            "D" + view.year().startYear() + "-" + pupil.code() + "-" + incident.ordinal(),
                            Integer.toString(person.number()),
                            number(incident.school()),
                            calendar.day(incident.day()).toString(),
                            incident.behavior(),
                            incident.action(),
                            calendar.day(incident.actionDay()).toString(),
                            Integer.toString(incident.days()),
                            removal,
                            removal.equals("REMDW")
                                    ? Federal.reason(view.world().seed(), pupil)
                                    : "");
                }
            }
        }
    }

    private void assessments(Sheet sheet) throws IOException {
        for (int row = 0; row < view.roster().size(); row++) {
            PupilYear pupil = view.roster().get(row);
            Person person = view.world().person(pupil);
            for (TestResult result : TestResult.of(view, pupil, person)) {
                sheet.row(
                        pupil.code() * 2L + (result.reading() ? 1 : 0),
                        Integer.toString(person.number()),
                        number(result.school()),
                        Standard.TEST,
                        result.reading() ? "ELA" : "Mathematics",
                        pupil.gradeCode(),
                        view.calendar().day(result.day()).toString(),
                        Integer.toString(result.score()),
                        Integer.toString(result.level()),
                        Federal.administration(view.world().seed(), pupil, person));
            }
        }
    }

    private void courseResults(Sheet sheet) throws IOException {
        for (int row = 0; row < view.roster().size(); row++) {
            PupilYear pupil = view.roster().get(row);
            Person person = view.world().person(pupil);
            for (CourseResult result : CourseResult.of(view, pupil, person)) {
                sheet.row(
                        (pupil.code() * 16L + result.course().place()) * 2 + result.semester(),
                        Integer.toString(person.number()),
                        number(result.school()),
                        result.course().code(),
                        result.course().title(),
                        result.term(),
                        pupil.gradeCode(),
                        result.mark(),
                        "0.5",
                        result.passed() ? "0.5" : "0");
            }
        }
    }

    private String number(int school) {
        return view.schools().get(school).number();
    }

    static String text(@Nullable LocalDate date) {
        return date == null ? "" : date.toString();
    }
}
