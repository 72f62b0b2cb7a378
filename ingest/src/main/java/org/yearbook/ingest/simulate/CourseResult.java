package org.yearbook.ingest.simulate;

import java.util.ArrayList;
import java.util.List;
import org.yearbook.ingest.simulate.PupilYear.Stint;
import org.yearbook.ingest.simulate.Sections.Course;

/**
 * A student's mark in a course of high school, at the end of a semester; half a credit when passed.
 *
 * @param semester 1 or 2
 */
record CourseResult(Course course, int semester, int school, String mark) {

    private static final int FIRST_GRADE = 9;
    private static final String[] MARKS = {"F", "D", "C", "B", "A"};
    private static final double[] STEPS = {0.33, 0.47, 0.63, 0.81};

    /** {@return the results that are known by the night, of the semesters to whose end the student stayed} */
    static List<CourseResult> of(YearView view, PupilYear pupil, Person person) {
        var results = new ArrayList<CourseResult>();
        if (pupil.grade() < FIRST_GRADE) {
            return results;
        }
        int days = view.calendar().length();
        double usual = 0.63
                + 0.15
                        * Dice.of(
                                        view.world().seed(),
                                        Dice.Purpose.COURSE,
                                        pupil.code(),
                                        view.year().startYear())
                                .bell()
                + (person.poor() ? -0.06 : 0.06);
        for (int semester = 1; semester <= 2; semester++) {
            int last = (semester == 1 ? days / 2 : days) - 1;
            Stint stint = pupil.on(last);
            if (stint == null || last > view.lastDay()) {
                continue;
            }
            for (Course course : Sections.courses(pupil.grade())) {
                long thing = (pupil.code() * 16L + course.place()) * 2 + semester;
                var dice = Dice.of(
                        view.world().seed(),
                        Dice.Purpose.COURSE_MARK,
                        thing,
                        view.year().startYear());
                results.add(new CourseResult(course, semester, stint.school(), mark(usual + 0.09 * dice.bell())));
            }
        }
        return results;
    }

    private static String mark(double ability) {
        int step = 0;
        for (double from : STEPS) {
            step += ability >= from ? 1 : 0;
        }
        return MARKS[step];
    }

    boolean passed() {
        return !mark.equals(MARKS[0]);
    }

    /** {@return whether it is English, mathematics, science or social studies} */
    boolean core() {
        return course.place() < 4;
    }

    String term() {
        return "S" + semester;
    }
}
