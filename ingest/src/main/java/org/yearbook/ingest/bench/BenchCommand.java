package org.yearbook.ingest.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
                        + " one, one with a full dump that changed a little, and one with nothing new.")
public final class BenchCommand implements Callable<Integer> {

    private static final String INGEST = "org.yearbook.ingest.night.YearbookIngest";

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

    @Option(names = "--work", description = "a folder to work in; default a temporary one, removed afterwards")
    private @Nullable Path work;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = work == null ? Files.createTempDirectory("yearbook-bench") : Files.createDirectories(work);
        try {
            return measure(folder);
        } finally {
            if (work == null) {
                remove(folder);
            }
        }
    }

    private int measure(Path folder) throws IOException, InterruptedException {
        Path deliveries = folder.resolve("deliveries");
        if (!Files.exists(deliveries)) {
            tell(
                    "simulate",
                    child(
                            folder,
                            INGEST,
                            "simulate",
                            "--students",
                            "" + students,
                            "--years",
                            "1",
                            "--out",
                            "" + deliveries));
        }
        Path night = deliveries.resolve("night-001");
        Path attendance = find(night, "sis-attendance-2");
        Dumps dumps = Dumps.of(attendance, folder, everywhere);
        System.out.printf(Locale.ROOT, "attendance file: %d MB%n", Files.size(attendance) / 1_000_000);
        for (int run = 1; run <= runs; run++) {
            remove(folder.resolve("run-" + run));
            if (!nights(Files.createDirectories(folder.resolve("run-" + run)), night, dumps)) {
                return 1;
            }
        }
        return 0;
    }

    /** The first night, one with a changed dump, and one with nothing new; each with the floor that it is held to. */
    private boolean nights(Path here, Path night, Dumps dumps) throws IOException, InterruptedException {
        var floor = child(
                here,
                PlainFloor.class.getName(),
                "" + dumps.first(),
                "" + find(night, "sis-attendance-codes"),
                "" + here.resolve("floor"));
        tell("plain DuckDB: read, standardize, load", floor);
        var read = child(here, PlainRead.class.getName(), "" + dumps.second());
        tell("plain DuckDB: read every column", read);
        Path home = here.resolve("home");
        child(here, INGEST, "init", "" + home);
        return night(home, "the first night", List.of(night, dumps.first()), floor)
                && night(home, "a new day and 1 % corrected", List.of(night, dumps.second()), read)
                && night(home, "nothing new", List.of(night, dumps.second()), read);
    }

    /** Later files take the place of earlier ones of the same name. */
    private static boolean night(Path home, String what, List<Path> deliveries, MeasuredProcess floor)
            throws IOException, InterruptedException {
        for (Path delivery : deliveries) {
            copy(delivery, home.resolve("inbox"));
        }
        var night = child(home.resolveSibling(""), INGEST, "nightly", "--home", "" + home);
        tell(what, night);
        System.out.printf(Locale.ROOT, "  ratio to the floor: %.2f%n", night.seconds() / floor.seconds());
        if (night.exit() != 0) {
            System.out.println("The night did not end well (status " + night.exit() + "); its words are in "
                    + home.resolveSibling("nightly.log"));
            return false;
        }
        steps(home);
        return true;
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

    private static MeasuredProcess child(Path folder, String main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same flags as this process was started with: the launcher's.
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return MeasuredProcess.run(
                command,
                folder.resolve(
                        (main.equals(INGEST) ? arguments[0] : main.substring(main.lastIndexOf('.') + 1)) + ".log"));
    }

    private static Path find(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The simulation wrote no file " + prefix + "* into " + folder));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.isDirectory(from) ? Files.list(from) : Stream.of(from)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(to.resolve(file.getFileName()));
                Files.createLink(to.resolve(file.getFileName()), file);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
