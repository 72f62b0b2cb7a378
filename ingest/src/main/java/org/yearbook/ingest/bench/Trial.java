package org.yearbook.ingest.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder in which whole programs are measured: the district's deliveries, its home, and what each program said. */
record Trial(Path folder) {

    static final String INGEST = "org.yearbook.ingest.night.YearbookIngest";

    /** Makes a district's deliveries, unless they are there already; {@return the folder of its first night} */
    Path deliveries(int students, int years) throws IOException, InterruptedException {
        Path deliveries = folder.resolve("deliveries");
        if (!Files.exists(deliveries)) {
            var simulated = program(
                    INGEST, "simulate", "--students", "" + students, "--years", "" + years, "--out", "" + deliveries);
            ended(simulated, "simulate");
        }
        return deliveries.resolve("night-001");
    }

    /** {@return a folder of this one, empty} */
    Trial anew(String name) throws IOException {
        remove(folder.resolve(name));
        return new Trial(Files.createDirectories(folder.resolve(name)));
    }

    /** {@return an empty home} */
    Path home() throws IOException, InterruptedException {
        Path home = folder.resolve("home");
        ended(program(INGEST, "init", "" + home), "init");
        return home;
    }

    /** Runs the night of a home. */
    MeasuredProcess night(Path home) throws IOException, InterruptedException {
        return program(INGEST, "nightly", "--home", "" + home);
    }

    /** Runs a program with the flags that this process was started with, which are the launcher's. */
    MeasuredProcess program(String main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return MeasuredProcess.run(command, log(main.equals(INGEST) ? arguments[0] : simple(main)));
    }

    private static String simple(String main) {
        return main.substring(main.lastIndexOf('.') + 1);
    }

    private Path log(String program) {
        return folder.resolve(program + ".log");
    }

    /** Measures nothing that did not end well. */
    void ended(MeasuredProcess measured, String program) throws IOException {
        if (measured.exit() != 0) {
            throw new IOException(
                    program + " did not end well (status " + measured.exit() + "); its words are in " + log(program));
        }
    }

    static Path find(Path night, String prefix, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(night)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix) && name.endsWith(suffix);
                    })
                    .findFirst()
                    .orElseThrow(() -> new IOException(
                            "The simulation wrote no file " + prefix + "*" + suffix + " into " + night));
        }
    }

    /** Lays files into an inbox, in place of those of the same name. */
    static void deliver(List<Path> files, Path home) throws IOException {
        for (Path file : files) {
            Path there = home.resolve("inbox").resolve(file.getFileName());
            Files.deleteIfExists(there);
            Files.createLink(there, file);
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    static void remove(Path folder) throws IOException {
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
