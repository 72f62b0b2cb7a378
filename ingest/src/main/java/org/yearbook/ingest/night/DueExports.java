package org.yearbook.ingest.night;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.export.DueFile;
import org.yearbook.warehouse.export.DueFiles;
import org.yearbook.warehouse.export.DueRound;
import org.yearbook.warehouse.export.ExportRun;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalSettings;
import org.yearbook.warehouse.publish.Publications;

/**
 * Makes the files that are due, federal ones and those of the state's own, after a night. Whatever goes wrong with one
 * is told, and stops neither the others nor the night, which is over.
 */
final class DueExports {

    static final Limits LIMITS = new Limits(Runtime.getRuntime().availableProcessors(), 1024, null);
    private static final String WHO = "the night";

    private DueExports() {}

    static void make(DistrictHome home, Clock clock, PrintWriter out) {
        try {
            var district = DistrictFile.read(home);
            // A district that hands in no federal files says nothing of them.
            boolean federal = !FederalSettings.read(home, district).districtId().isEmpty();
            var run = new ExportRun(home, LIMITS, clock);
            var today = clock.instant().atZone(district.zone()).toLocalDate();
            var current = Publications.current(home);
            if (current.isEmpty()) {
                return; // There are no rows yet to make a file of, which the night itself has told.
            }
            // Lines of several nights stand below one another in a log; each says of which night its file is.
            String night = "Night of " + current.get().asOf() + ": ";
            var still = new ArrayList<DueFile>();
            try (DueRound round = run.round()) {
                new DueFiles(home, LIMITS, clock)
                        .due(today).stream()
                                .filter(file -> federal || !file.isFederal())
                                .forEach(file -> make(round, file, night, out, still));
            }
            tell(still, night, out);
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            out.println("The files that are due could not be made. " + FailureStory.sentence(e)
                    + " It changes nothing of the night.");
        }
    }

    private static void make(DueRound round, DueFile file, String night, PrintWriter out, List<DueFile> still) {
        try {
            DueRound.Outcome outcome = round.make(file.specification(), file.year(), WHO);
            if (outcome instanceof DueRound.Outcome.NotMade notMade) {
                if (notMade.asBefore()) {
                    still.add(file);
                } else {
                    out.println(night + missed(file) + ". " + notMade.why());
                }
            } else if (outcome instanceof DueRound.Outcome.Made made && made.isNew()) {
                out.println(night + named(file) + ", due on " + file.due() + ": version "
                        + made.version().manifest().version() + " was made, "
                        + made.version().state().label() + ".");
            }
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            out.println(night + missed(file) + ". " + FailureStory.sentence(e));
        }
    }

    /** What a file lacks is told once, not each night until somebody has mended it. */
    private static void tell(List<DueFile> still, String night, PrintWriter out) {
        still.stream()
                .collect(Collectors.groupingBy(DueFile::year, TreeMap::new, Collectors.toList()))
                .forEach((year, files) ->
                        out.println(night + "still not made of " + year + ", for the same reasons as the last time: "
                                + files.stream()
                                        .map(file -> file.specification() + " (due on " + file.due() + ")")
                                        .collect(Collectors.joining(", "))
                                + ". What one lacks is told by: yearbook export make "
                                + files.get(0).specification() + " "
                                + year));
    }

    private static String named(DueFile file) {
        return file.specification() + " of " + file.year();
    }

    private static String missed(DueFile file) {
        return named(file) + " is due on " + file.due() + " and was not made";
    }
}
