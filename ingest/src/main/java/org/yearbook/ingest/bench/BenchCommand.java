package org.yearbook.ingest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publications;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code yearbook bench}: nights of a simulated district, and their ratios to what DuckDB alone takes in the same run.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures whole nights of a simulated district against DuckDB alone on the same attendance file: the first"
                        + " one, one with a full dump that changed a little, and one with nothing new. With --closed, what"
                        + " nights cost in the number of closed years instead.")
public final class BenchCommand implements Callable<Integer> {

    /** Seconds below which a step is not told. */
    private static final double SHORT = 0.2;

    @Option(names = "--students", defaultValue = "100000", description = "students (default ${DEFAULT-VALUE})")
    private int students;

    @Option(names = "--runs", defaultValue = "1", description = "how often each is measured (default ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--everywhere",
            description = "the second dump's corrections are about any day of the year, not about the last weeks")
    private boolean everywhere;

    @Option(
            names = "--closed",
            split = ",",
            paramLabel = "YEARS",
            description = "measure nights of homes with so many closed years, like 1,5,10, and no floor")
    private List<Integer> closed = List.of();

    @Option(names = "--work", description = "a folder to work in; default a temporary one, removed afterwards")
    private @Nullable Path work;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = work == null ? Files.createTempDirectory("yearbook-bench") : Files.createDirectories(work);
        try {
            var trial = new Trial(folder);
            if (closed.isEmpty()) {
                measure(trial);
            } else {
                new ClosedYearsTrial(trial, students, System.out::println).measure(closed);
            }
            return 0;
        } finally {
            if (work == null) {
                Trial.remove(folder);
            }
        }
    }

    private void measure(Trial trial) throws IOException, InterruptedException {
        Path night = trial.deliveries(students, 1);
        Path attendance = Trial.find(night, "sis-attendance-2", "");
        Dumps dumps = Dumps.of(attendance, trial.folder(), everywhere);
        System.out.printf(Locale.ROOT, "attendance file: %d MB%n", Files.size(attendance) / 1_000_000);
        for (int run = 1; run <= runs; run++) {
            nights(trial.anew("run-" + run), night, dumps);
        }
    }

    /**
     * The first night, one with a changed dump, and one with nothing new; each with the floor that it is held to.
     * Behind the first one is another with the same files: it looks once more who is who, beside what the first one
     * found, and no night after it has to.
     */
    private static void nights(Trial here, Path night, Dumps dumps) throws IOException, InterruptedException {
        var floor = here.program(
                PlainFloor.class.getName(),
                "" + dumps.first(),
                "" + Trial.find(night, "sis-attendance-codes", ""),
                "" + here.folder().resolve("floor"));
        tell("plain DuckDB: read, standardize, load", floor);
        var read = here.program(PlainRead.class.getName(), "" + dumps.second());
        tell("plain DuckDB: read every column", read);
        Path home = here.home();
        night(here, home, "the first night", with(night, dumps.first()), floor);
        night(here, home, "the same files once more", with(night, dumps.first()), read);
        night(here, home, "a new day and 1% corrected", with(night, dumps.second()), read);
        night(here, home, "nothing new", with(night, dumps.second()), read);
    }

    /** Later files take the place of earlier ones of the same name. */
    private static List<Path> with(Path night, Path dump) throws IOException {
        List<Path> files = new ArrayList<>(Trial.files(night));
        files.add(dump);
        return files;
    }

    private static void night(Trial here, Path home, String what, List<Path> files, MeasuredProcess floor)
            throws IOException, InterruptedException {
        Trial.deliver(files, home);
        var night = here.night(home);
        tell(what, night);
        System.out.printf(Locale.ROOT, "  ratio to the floor: %.2f%n", night.seconds() / floor.seconds());
        here.ended(night, "nightly");
        steps(home);
    }

    private static void steps(Path home) {
        Path publication =
                Publications.fileOf(DistrictHome.open(home), Audience.INTERNAL).orElseThrow();
        try (var duck = Duck.read(publication, Limits.small())) {
            duck.sql()
                    .fetch("select step, source, rows, seconds from run_step where seconds >= " + SHORT
                            + " order by seconds desc")
                    .forEach(step -> System.out.printf(
                            Locale.ROOT,
                            "  %-60s %,14d rows %7.1f s%n",
                            step.get("step") + " " + step.get("source"),
                            step.get("rows", Long.class),
                            step.get("seconds", Double.class)));
        }
    }

    private static void tell(String what, MeasuredProcess measured) {
        System.out.printf(
                Locale.ROOT, "%-40s %7.1f s  peak %6d MB%n", what, measured.seconds(), measured.peakMegabytes());
    }
}
