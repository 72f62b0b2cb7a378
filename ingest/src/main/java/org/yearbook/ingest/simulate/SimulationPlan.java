package org.yearbook.ingest.simulate;

import java.nio.file.Path;
import org.yearbook.definitions.SchoolYear;

/**
 * What to simulate.
 *
 * @param students about how many on the count day of the last year, at least {@value #FEWEST}
 * @param years school years, the last one included
 * @param seed the same seed and numbers give the same bytes
 * @param out a folder that is empty or does not exist
 * @param dirt what goes wrong on the way
 * @param nights deliveries; the last one is two weeks after the last school day
 * @param lastYear the last school year
 * @param progress hears of each finished file
 */
public record SimulationPlan(
        int students,
        int years,
        long seed,
        Path out,
        DirtProfile dirt,
        int nights,
        SchoolYear lastYear,
        Progress progress) {

    static final int FEWEST = 20;
    static final int MOST = 5_000_000;
    static final int MOST_YEARS = 12;
    static final int MOST_NIGHTS = 150;

    /** The last school year when nothing else is said. */
    public static final SchoolYear LAST_YEAR = new SchoolYear(2025);

    /** Checks that the district can be simulated. */
    public SimulationPlan {
        within("students", students, FEWEST, MOST);
        within("years", years, 1, MOST_YEARS);
        within("nights", nights, 1, MOST_NIGHTS);
    }

    SchoolYear firstYear() {
        return new SchoolYear(lastYear.startYear() - years + 1);
    }

    private static void within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "--" + what + " is " + value + "; it must be from " + least + " to " + most);
        }
    }
}
