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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yearbook bench}: a night of a simulated district, and its ratio to the plain DuckDB floor of the same run. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures a whole night of a simulated district against DuckDB alone on the same attendance file.")
public final class BenchCommand implements Callable<Integer> {

    private static final String INGEST = "org.yearbook.ingest.night.YearbookIngest";

    @Option(names = "--students", defaultValue = "100000", description = "students (default ${DEFAULT-VALUE})")
    private int students;

    @Option(names = "--runs", defaultValue = "1", description = "how often each is measured (default ${DEFAULT-VALUE})")
    private int runs;

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
        System.out.printf(Locale.ROOT, "attendance file: %d MB%n", Files.size(attendance) / 1_000_000);
        for (int run = 1; run <= runs; run++) {
            Path here = Files.createDirectories(folder.resolve("run-" + run));
            var floor = child(
                    here,
                    PlainFloor.class.getName(),
                    "" + attendance,
                    "" + find(night, "sis-attendance-codes"),
                    "" + here.resolve("floor"));
            tell("plain DuckDB floor", floor);
            Path home = here.resolve("home");
            child(here, INGEST, "init", "" + home);
            copy(night, home.resolve("inbox"));
            var full = child(here, INGEST, "nightly", "--home", "" + home);
            tell("the whole night", full);
            System.out.printf(Locale.ROOT, "ratio to the floor: %.2f%n", full.seconds() / floor.seconds());
            if (full.exit() != 0) {
                System.out.println("The night did not end well (status " + full.exit() + "); its words are in " + here);
                return 1;
            }
        }
        return 0;
    }

    private static void tell(String what, MeasuredProcess measured) {
        System.out.printf(
                Locale.ROOT, "%-20s %7.1f s  peak %6d MB%n", what, measured.seconds(), measured.peakMegabytes());
    }

    private static MeasuredProcess child(Path folder, String main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same flags as this process was started with: the launcher's.
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return MeasuredProcess.run(command, folder.resolve((main.equals(INGEST) ? arguments[0] : "floor") + ".log"));
    }

    private static Path find(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The simulation wrote no file " + prefix + "* into " + folder));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.createLink(to.resolve(file.getFileName()), file);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
