package org.yearbook.ingest.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.yearbook.definitions.SchoolYear;

/**
 * What nights cost in the number of closed years that a home holds. Each time a district of one year more than these:
 * all of it is delivered, all but the last year is closed, a night follows that takes that over, and then those that
 * are measured. They get what a system delivers that closed its own years, too: files of the last year, and those that
 * know no year.
 */
final class ClosedYearsTrial {

    private static final SchoolYear LAST = SchoolYear.parse("2025-26");
    private static final Pattern YEAR = Pattern.compile("-(20\\d\\d-\\d\\d)\\.\\w+$");

    private final Trial trial;
    private final int students;
    private final Consumer<String> told;
    private double newDay;
    private double nothingNew;

    /** @param told hears a line for each number of closed years */
    ClosedYearsTrial(Trial trial, int students, Consumer<String> told) {
        this.trial = trial;
        this.students = students;
        this.told = told;
    }

    void measure(List<Integer> counts) throws IOException, InterruptedException {
        for (int closed : counts) {
            measure(trial.anew("closed-" + closed), closed);
        }
    }

    private void measure(Trial here, int closed) throws IOException, InterruptedException {
        Path delivered = here.deliveries(students, closed + 1);
        Path attendance = Trial.find(delivered, "sis-attendance-2", LAST + ".csv");
        Dumps dumps = Dumps.of(attendance, here.folder(), false);
        Path home = here.home();
        List<Path> first = new ArrayList<>(Trial.files(delivered));
        first.add(dumps.first());
        night(here, home, first);
        SchoolYear year = LAST;
        for (int number = 0; number < closed; number++) {
            year = year.previous();
            here.ended(
                    here.program(
                            "org.yearbook.warehouse.yearend.YearbookYearEnd",
                            "freeze",
                            "" + year,
                            "--by",
                            "bench",
                            "--home",
                            "" + home),
                    "freeze");
        }
        night(here, home, List.of());
        List<Path> later =
                new ArrayList<>(first.stream().filter(file -> ofLastYear(file)).toList());
        later.add(dumps.second());
        double newDayHere = night(here, home, later);
        double nothingNewHere = night(here, home, later);
        tell(closed, newDayHere, nothingNewHere);
    }

    private void tell(int closed, double newDayHere, double nothingNewHere) {
        newDay = newDay == 0 ? newDayHere : newDay;
        nothingNew = nothingNew == 0 ? nothingNewHere : nothingNew;
        told.accept(String.format(
                Locale.ROOT,
                "%2d closed years: a new day and 1%% corrected %6.1f s (ratio %.2f), nothing new %6.1f s (ratio %.2f)",
                closed,
                newDayHere,
                newDayHere / newDay,
                nothingNewHere,
                nothingNewHere / nothingNew));
    }

    private static double night(Trial here, Path home, List<Path> files) throws IOException, InterruptedException {
        Trial.deliver(files, home);
        MeasuredProcess night = here.night(home);
        here.ended(night, "nightly");
        return night.seconds();
    }

    private static boolean ofLastYear(Path file) {
        var year = YEAR.matcher(file.getFileName().toString());
        return !year.find() || year.group(1).equals(LAST.toString());
    }
}
