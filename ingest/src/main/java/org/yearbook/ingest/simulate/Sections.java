package org.yearbook.ingest.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.simulate.Employee.Assignment;

/** Which courses a grade has, in how many sections a school teaches them, and who teaches. */
final class Sections {

    private static final int USUAL_CLASS = 24;
    private static final int PERIODS = 6;
    private static final String[] SUBJECTS = {
        "English Language Arts", "Mathematics", "Science", "Social Studies", "Arts", "Physical Education"
    };
    private static final Job[] TEACHERS = {
        Job.TEACHER_ELA, Job.TEACHER_MATH, Job.TEACHER_SCIENCE, Job.TEACHER_SOCIAL, Job.TEACHER_ARTS, Job.TEACHER_ARTS
    };
    private static final String[] SUBJECT_CODES = {"51", "52", "53", "54", "55", "58"};
    private static final List<List<Course>> COURSES = allCourses();

    private final String year;
    private final List<Map<Job, List<Employee>>> teachers = new ArrayList<>();

    /** {@code day} says who teaches: whoever is employed then. */
    Sections(YearView view, LocalDate day) {
        year = view.year().toString();
        for (int i = 0; i < view.schools().count(); i++) {
            teachers.add(new EnumMap<>(Job.class));
        }
        for (Employee person : view.world().staffing().all()) {
            Assignment held = person.on(day);
            if (held != null && held.job().teaches()) {
                teachers.get(held.school())
                        .computeIfAbsent(held.job(), job -> new ArrayList<>())
                        .add(person);
            }
        }
    }

    static List<Course> courses(int grade) {
        return COURSES.get(grade + 1);
    }

    int count(School school, int grade) {
        int grades = school.level().highest - school.level().lowest + 1;
        int planned = school.planned() / grades;
        return Math.max(1, (grade < 0 ? planned / 3 : planned) / USUAL_CLASS + 1);
    }

    /** {@return the section a student sits in; those who sit together do so in all courses, each in its period} */
    int of(School school, Course course, int code) {
        long thrown = Dice.mix(code * 31L) >>> 1;
        return (int) (thrown % count(school, course.grade()));
    }

    String id(School school, Course course, int number) {
        return "cls-" + year + "-" + school.number() + "-" + course.code() + "-" + (number + 1);
    }

    /** {@return the period in which a section meets: another one in each course of those who sit together} */
    static int period(Course course, int number) {
        return 1 + (number + course.place()) % PERIODS;
    }

    /** {@return another section of the grade that meets in the period of this one; null when none is sure to} */
    static @Nullable String another(String section) {
        int dash = section.lastIndexOf('-');
        int number = Integer.parseInt(section.substring(dash + 1));
        int code = section.lastIndexOf('-', dash - 1) + 1;
        int place = List.of(SUBJECT_CODES).indexOf(section.substring(code, code + 2));
        if (number == 1 || place < 0 || place == SUBJECT_CODES.length - 1) {
            return null;
        }
        return section.substring(0, code)
                + SUBJECT_CODES[place + 1]
                + section.substring(code + 2, dash + 1)
                + (number - 1);
    }

    long key(School school, Course course, int number) {
        return ((school.index() * 16L + course.grade() + 2) * 8 + course.place()) * 1024 + number;
    }

    @Nullable
    Employee teacher(School school, Course course, int number) {
        Job wanted = course.homeroom() ? Job.TEACHER_ELEMENTARY : TEACHERS[course.place()];
        List<Employee> able = teachers.get(school.index()).getOrDefault(wanted, List.of());
        return able.isEmpty() ? null : able.get((number + (course.grade() + 1) * 5) % able.size());
    }

    private static List<List<Course>> allCourses() {
        var all = new ArrayList<List<Course>>();
        for (int grade = -1; grade <= 12; grade++) {
            var courses = new ArrayList<Course>();
            String code = PupilYear.gradeCode(grade);
            if (School.Level.of(grade) == School.Level.ELEMENTARY) {
                courses.add(new Course(grade, 0, "HR" + code, title(grade), null, null));
            } else {
                for (int i = 0; i < SUBJECTS.length; i++) {
                    String number = SUBJECT_CODES[i] + "0" + code;
                    courses.add(new Course(grade, i, number, SUBJECTS[i] + " " + grade, SUBJECTS[i], number));
                }
            }
            all.add(List.copyOf(courses));
        }
        return all;
    }

    private static String title(int grade) {
        return switch (grade) {
            case -1 -> "Pre-kindergarten";
            case 0 -> "Kindergarten";
            default -> "Grade " + grade;
        };
    }

    /**
     * A course of one grade.
     *
     * @param place among the courses of the grade
     */
    record Course(
            int grade,
            int place,
            String code,
            String title,
            @Nullable String subject,
            @Nullable String subjectCode) {

        String id() {
            return "crs-" + code;
        }

        boolean homeroom() {
            return School.Level.of(grade) == School.Level.ELEMENTARY;
        }
    }
}
