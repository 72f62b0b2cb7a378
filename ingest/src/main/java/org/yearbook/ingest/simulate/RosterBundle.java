package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.simulate.Delivery.Bundle;
import org.yearbook.ingest.simulate.Employee.Assignment;
import org.yearbook.ingest.simulate.PupilYear.Stint;
import org.yearbook.ingest.simulate.Sections.Course;

/** One school year as a OneRoster 1.1 bulk bundle, to the letter of the standard. */
final class RosterBundle {

    static final String[] MANIFEST = {"propertyName", "value"};
    static final String[] ORGS = columns("name", "type", "identifier", "parentSourcedId");
    static final String[] SESSIONS = columns("title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear");
    static final String[] COURSES =
            columns("schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes");
    static final String[] CLASSES = columns(
            "title",
            "grades",
            "courseSourcedId",
            "classCode",
            "classType",
            "location",
            "schoolSourcedId",
            "termSourcedIds",
            "subjects",
            "subjectCodes",
            "periods");
    static final String[] USERS = columns(
            "enabledUser",
            "orgSourcedIds",
            "role",
            "username",
            "userIds",
            "givenName",
            "familyName",
            "middleName",
            "identifier",
            "email",
            "sms",
            "phone",
            "agentSourcedIds",
            "grades",
            "password");
    static final String[] ENROLLMENTS =
            columns("classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate");
    static final String[] DEMOGRAPHICS = columns(
            "birthDate",
            "sex",
            "americanIndianOrAlaskaNative",
            "asian",
            "blackOrAfricanAmerican",
            "nativeHawaiianOrOtherPacificIslander",
            "white",
            "demographicRaceTwoOrMoreRaces",
            "hispanicOrLatinoEthnicity",
            "countryOfBirthCode",
            "stateOfBirthAbbreviation",
            "cityOfBirth",
            "publicSchoolResidenceStatus");

    private static final List<String> PRESENT =
            List.of("academicSessions", "classes", "courses", "demographics", "enrollments", "orgs", "users");
    private static final List<String> ABSENT =
            List.of("categories", "classResources", "courseResources", "lineItems", "resources", "results");
    private static final String DISTRICT = "org-district";

    private final YearView view;
    private final Sections sections;
    private final Delivery delivery;
    private final String year;
    private final LocalDate teaching;

    RosterBundle(YearView view, Delivery delivery) {
        this.view = view;
        this.delivery = delivery;
        this.year = view.year().toString();
        LocalDate last = view.calendar().last();
        teaching = view.asOf().isBefore(last) ? view.asOf() : last;
        sections = new Sections(view, teaching);
    }

    void write() throws IOException {
        try (Bundle bundle = delivery.bundle("oneroster", view.year())) {
            bundle.write("manifest", MANIFEST, RosterBundle::manifest);
            bundle.write("orgs", ORGS, this::orgs);
            bundle.write("academicSessions", SESSIONS, this::sessions);
            bundle.write("courses", COURSES, this::courses);
            bundle.write("classes", CLASSES, this::classes);
            bundle.write("users", USERS, this::users);
            bundle.write("demographics", DEMOGRAPHICS, this::demographics);
            bundle.write("enrollments", ENROLLMENTS, this::enrollments);
        }
    }

    /** Writes who is in which class as a learning system has it, which reads the roster every night. */
    void copy() throws IOException {
        Dirt.Chances roster = delivery.chances("enrollments", view.year(), "enrollments");
        delivery.write("lms-enrollments", view.year(), ENROLLMENTS, sheet -> students(new Copied(sheet, roster)));
    }

    private static String[] columns(String... own) {
        String[] all = new String[own.length + 3];
        all[0] = "sourcedId";
        all[1] = "status";
        all[2] = "dateLastModified";
        System.arraycopy(own, 0, all, 3, own.length);
        return all;
    }

    private static void manifest(Sheet sheet) throws IOException {
        sheet.row(0, "manifest.version", "1.0");
        sheet.row(1, "oneroster.version", "1.1");
        for (String file : PRESENT) {
            sheet.row(2, "file." + file, "bulk");
        }
        for (String file : ABSENT) {
            sheet.row(3, "file." + file, "absent");
        }
        sheet.row(4, "source.systemName", "Student information system");
        sheet.row(5, "source.systemCode", "SIS");
    }

    private void orgs(Sheet sheet) throws IOException {
        sheet.row(-1, DISTRICT, null, null, DistrictIdentity.NAME, "district", DistrictIdentity.NCES_ID, null);
        for (School school : view.schools().all()) {
            sheet.row(school.index(), school.ncesId(), null, null, school.name(), "school", school.number(), DISTRICT);
        }
    }

    private void sessions(Sheet sheet) throws IOException {
        int days = view.calendar().length();
        String whole = "SY-" + year;
        int[] quarters = {0, days / 4, days / 2, days * 3 / 4, days};
        session(sheet, new Session(whole, "School year " + year, "schoolYear", null, 0, days));
        for (int half = 0; half < 2; half++) {
            String id = "S" + (half + 1) + "-" + year;
            String title = "Semester " + (half + 1);
            session(sheet, new Session(id, title, "semester", whole, quarters[half * 2], quarters[half * 2 + 2]));
            for (int i = half * 2; i < half * 2 + 2; i++) {
                String quarter = "Q" + (i + 1) + "-" + year;
                session(
                        sheet,
                        new Session(quarter, "Quarter " + (i + 1), "gradingPeriod", id, quarters[i], quarters[i + 1]));
            }
        }
    }

    private void session(Sheet sheet, Session session) throws IOException {
        SchoolCalendar calendar = view.calendar();
        LocalDate end = session.to() == calendar.length() ? calendar.last().plusDays(1) : calendar.day(session.to());
        sheet.row(
                session.id().hashCode(),
                session.id(),
                null,
                null,
                session.title(),
                session.type(),
                calendar.day(session.from()).toString(),
                end.toString(),
                session.parent(),
                Integer.toString(view.year().startYear() + 1));
    }

    private void courses(Sheet sheet) throws IOException {
        for (int grade = -1; grade <= 12; grade++) {
            for (Course course : Sections.courses(grade)) {
                sheet.row(
                        grade * 16L + course.place(),
                        course.id(),
                        null,
                        null,
                        "SY-" + year,
                        course.title(),
                        course.code(),
                        PupilYear.gradeCode(grade),
                        DISTRICT,
                        course.subject(),
                        course.subjectCode());
            }
        }
    }

    private void classes(Sheet sheet) throws IOException {
        for (School school : view.schools().all()) {
            for (int grade = school.level().lowest; grade <= school.level().highest; grade++) {
                for (Course course : Sections.courses(grade)) {
                    for (int number = 0; number < sections.count(school, grade); number++) {
                        boolean homeroom = course.homeroom();
                        sheet.row(
                                sections.key(school, course, number),
                                sections.id(school, course, number),
                                null,
                                null,
                                course.title() + " - " + (number + 1),
                                PupilYear.gradeCode(grade),
                                course.id(),
                                course.code() + "-" + (number + 1),
                                homeroom ? "homeroom" : "scheduled",
                                room(sections.teacher(school, course, number), course, number),
                                school.ncesId(),
                                "S1-" + year + ",S2-" + year,
                                course.subject(),
                                course.subjectCode(),
                                homeroom ? null : Integer.toString(Sections.period(course, number)));
                    }
                }
            }
        }
    }

    /** Teachers have rooms of their own: two classes of one teacher in one period sit together. */
    private static String room(@Nullable Employee teacher, Course course, int number) {
        return "Room "
                + (teacher == null
                        ? Integer.toString(100 + (number * 7 + course.place() * 31) % 90)
                        : "T" + teacher.id);
    }

    private void users(Sheet sheet) throws IOException {
        YearRoster roster = view.roster();
        for (int row = 0; row < roster.size(); row++) {
            PupilYear pupil = roster.get(row);
            if (view.known(pupil)) {
                Person person = view.world().person(pupil);
                School school = view.schools().get(view.current(pupil).school());
                String number = Integer.toString(person.number());
                sheet.row(
                        person.code(),
                        studentId(person.number()),
                        null,
                        null,
                        text(view.active(pupil)),
                        school.ncesId(),
                        "student",
                        person.username(),
                        "{SIS:" + number + "}",
                        person.given(),
                        person.family(),
                        person.middle(),
                        number,
                        person.mail(),
                        null,
                        phone(person.code()),
                        null,
                        pupil.gradeCode(),
                        null);
            }
        }
        for (Employee person : view.world().staffing().all()) {
            Assignment held = person.on(teaching);
            String role = held == null ? null : role(held);
            if (held != null && role != null) {
                String org = held.school() < 0
                        ? DISTRICT
                        : view.schools().get(held.school()).ncesId();
                sheet.row(
                        -person.id,
                        staffId(person),
                        null,
                        null,
                        "true",
                        org,
                        role,
                        person.account,
                        null,
                        person.given,
                        person.family(teaching),
                        null,
                        person.number(),
                        person.mail(),
                        null,
                        null,
                        null,
                        null,
                        null);
            }
        }
    }

    private void demographics(Sheet sheet) throws IOException {
        YearRoster roster = view.roster();
        for (int row = 0; row < roster.size(); row++) {
            PupilYear pupil = roster.get(row);
            if (view.known(pupil)) {
                Person person = view.world().person(pupil);
                Race race = person.race() == Race.HISPANIC ? person.hispanicRace() : person.race();
                boolean two = race == Race.MULTIPLE;
                boolean first = two && person.code() % 3 == 0;
                sheet.row(
                        person.code(),
                        studentId(person.number()),
                        null,
                        null,
                        person.born().toString(),
                        person.girl() ? "female" : "male",
                        text(race == Race.NATIVE || first),
                        text(race == Race.ASIAN || (two && person.code() % 3 == 1)),
                        text(race == Race.BLACK || (two && person.code() % 3 == 2)),
                        text(race == Race.PACIFIC),
                        text(race == Race.WHITE || two),
                        text(two),
                        text(person.race() == Race.HISPANIC),
                        null,
                        null,
                        null,
                        null);
            }
        }
    }

    private void students(Rows rows) throws IOException {
        YearRoster roster = view.roster();
        for (int row = 0; row < roster.size(); row++) {
            PupilYear pupil = roster.get(row);
            for (Stint stint : pupil.stints()) {
                if (view.begun(stint) && !stint.noShow()) {
                    student(rows, pupil, stint);
                }
            }
        }
    }

    private void enrollments(Sheet sheet) throws IOException {
        students(sheet::row);
        for (School school : view.schools().all()) {
            for (int grade = school.level().lowest; grade <= school.level().highest; grade++) {
                for (Course course : Sections.courses(grade)) {
                    for (int number = 0; number < sections.count(school, grade); number++) {
                        teacher(sheet, school, course, number);
                    }
                }
            }
        }
    }

    private void student(Rows rows, PupilYear pupil, Stint stint) throws IOException {
        School school = view.schools().get(stint.school());
        LocalDate exit = view.exit(stint);
        LocalDate end = exit == null ? view.calendar().last() : exit;
        int number = Person.number(pupil.code());
        for (Course course : Sections.courses(pupil.grade())) {
            int section = sections.of(school, course, pupil.code());
            String id = "enr-" + year + "-" + number + "-" + stint.entry() + "-" + course.place();
            rows.row(
                    pupil.code() * 4096L + stint.entry() * 16L + course.place(),
                    id,
                    null,
                    null,
                    sections.id(school, course, section),
                    school.ncesId(),
                    studentId(number),
                    "student",
                    null,
                    view.entry(stint).toString(),
                    end.plusDays(1).toString());
        }
    }

    private void teacher(Sheet sheet, School school, Course course, int number) throws IOException {
        Employee teacher = sections.teacher(school, course, number);
        if (teacher == null) {
            return;
        }
        LocalDate opens = view.calendar().first();
        LocalDate begin = teacher.hired.isAfter(opens) ? teacher.hired : opens;
        String id = "enr-" + sections.id(school, course, number) + "-" + teacher.id;
        sheet.row(
                -sections.key(school, course, number),
                id,
                null,
                null,
                sections.id(school, course, number),
                school.ncesId(),
                staffId(teacher),
                "teacher",
                "true",
                begin.toString(),
                view.calendar().last().plusDays(1).toString());
    }

    private static String studentId(int number) {
        return "stu-" + number;
    }

    private static String staffId(Employee person) {
        return "stf-" + person.id;
    }

    private static @Nullable String role(Assignment held) {
        return switch (held.job()) {
            case PRINCIPAL, ASSISTANT_PRINCIPAL, DIRECTOR -> "administrator";
            case PARAPROFESSIONAL -> "aide";
            default -> held.job().teaches() ? "teacher" : null;
        };
    }

    /** {@return a number of the range kept for fiction; blank for a family without one on file} */
    static @Nullable String phone(int code) {
        long thrown = Dice.mix(code) >>> 1;
        if (thrown % 12 == 0) {
            return null;
        }
        long area = 201 + thrown / 12 % 780;
        long line = thrown / 20_000 % 100;
        return "+1" + area + "55501" + (line < 10 ? "0" : "") + line;
    }

    private static String text(boolean value) {
        return value ? "true" : "false";
    }

    /** Takes the rows of a file. */
    @FunctionalInterface
    private interface Rows {
        void row(long key, @Nullable String... values) throws IOException;
    }

    /** Rows of the copy: what is wrong in the roster is wrong there too. */
    private record Copied(Sheet sheet, Dirt.Chances roster) implements Rows {

        @Override
        public void row(long key, @Nullable String... values) throws IOException {
            sheet.row(key, values);
            Dirt.Chance twoRooms = roster.of(RowFault.STUDENT_TWO_ROOMS);
            Dice dice = roster.strike(twoRooms, key);
            RowFault.Extra extra =
                    dice == null ? null : RowFault.STUDENT_TWO_ROOMS.extra(List.of(ENROLLMENTS), values, dice);
            if (extra != null) {
                sheet.row(-key - 1, extra.row());
            }
        }
    }

    /** From a school day to before another: OneRoster's end dates are exclusive. */
    private record Session(
            String id, String title, String type, @Nullable String parent, int from, int to) {}
}
