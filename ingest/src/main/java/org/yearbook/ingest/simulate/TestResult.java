package org.yearbook.ingest.simulate;

import java.util.ArrayList;
import java.util.List;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/**
 * A student's result in the state's test of spring.
 *
 * @param reading in reading; else in mathematics
 * @param day number of the school day it was taken on
 * @param level 1 to 4 by the standard of the year; 3 is proficient
 */
record TestResult(boolean reading, int school, int day, int score, int level) {

    /** {@return the results that are known by the night; none in grades that are not tested} */
    static List<TestResult> of(YearView view, PupilYear pupil, Person person) {
        int grade = pupil.grade();
        var results = new ArrayList<TestResult>(2);
        if (!Standard.tests(grade)) {
            return results;
        }
        int window = view.calendar().length() - 40;
        for (boolean reading : new boolean[] {true, false}) {
            var dice = Dice.of(
                    view.world().seed(),
                    Dice.Purpose.ASSESSMENT,
                    pupil.code() * 2L + (reading ? 1 : 0),
                    view.year().startYear());
            int day = window + dice.below(15);
            Stint stint = pupil.on(day);
            if (stint != null && day <= view.lastDay() && dice.chance(0.96)) {
                int score = score(pupil, person, dice);
                int level = Standard.of(view.year()).level(grade, score);
                results.add(new TestResult(reading, stint.school(), day, score, level));
            }
        }
        return results;
    }

    private static int score(PupilYear pupil, Person person, Dice dice) {
        double ability = 0.5
                + 0.2 * dice.bell()
                + (person.poor() ? -0.1 : 0.1)
                - (pupil.grade() <= person.learnsEnglishUntil() ? 0.12 : 0);
        return Standard.base(pupil.grade()) + (int) (300 * Math.max(0, Math.min(1.2, ability)));
    }
}
