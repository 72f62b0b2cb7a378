package org.yearbook.ingest.simulate;

import java.util.List;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/**
 * A discipline incident of one student.
 *
 * @param day number of the school day it happened on
 * @param actionDay number of the school day from which the student is out
 * @param daysOut school days suspended out of school; 0 = another action
 */
record Incident(int ordinal, int school, int day, String behavior, String action, int actionDay, int daysOut) {

    private static final String IN_SCHOOL = "In-school suspension";
    private static final String[] BEHAVIORS = {
        "Defiance",
        "Disruption",
        "Fighting",
        "Skipping class",
        "Technology misuse",
        "Tobacco or vape",
        "Vandalism",
        "Verbal aggression"
    };

    /** {@return how many school days the action takes} */
    int days() {
        return action.equals(IN_SCHOOL) ? 1 : daysOut;
    }

    /** {@return the incidents of one student in one year, most often none} */
    static List<Incident> of(long seed, SchoolCalendar calendar, PupilYear pupil, Person person) {
        Stint stint = pupil.latest();
        if (pupil.planted() || pupil.grade() < 1 || stint.noShow() || stint.exit() - stint.entry() < 20) {
            return List.of();
        }
        var dice = Dice.of(
                seed, Dice.Purpose.INCIDENT, pupil.code(), calendar.year().startYear());
        if (!dice.chance(rate(pupil.grade(), person))) {
            return List.of();
        }
        int day = dice.between(stint.entry() + 2, stint.exit() - 8);
        String behavior = dice.pick(BEHAVIORS);
        double thrown = dice.next();
        boolean out = thrown < 0.28 && whole(calendar, stint.school(), day + 1);
        String action = out ? "Out-of-school suspension" : milder(thrown);
        return List.of(new Incident(1, stint.school(), day, behavior, action, day + 1, out ? dice.between(1, 5) : 0));
    }

    private static double rate(int grade, Person person) {
        double usual = switch (School.Level.of(grade)) {
            case ELEMENTARY -> 0.03;
            case MIDDLE -> 0.12;
            case HIGH -> 0.09;
        };
        return usual * (person.poor() ? 1.3 : 0.7) * (person.girl() ? 0.6 : 1.3);
    }

    private static String milder(double thrown) {
        return thrown < 0.5 ? IN_SCHOOL : thrown < 0.8 ? "Detention" : "Conference";
    }

    /** A suspension is counted in days on which there is school. */
    private static boolean whole(SchoolCalendar calendar, int school, int from) {
        for (int day = from; day < from + 5; day++) {
            if (calendar.units(school, day) == 0) {
                return false;
            }
        }
        return true;
    }
}
