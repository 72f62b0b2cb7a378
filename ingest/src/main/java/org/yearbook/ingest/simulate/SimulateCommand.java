package org.yearbook.ingest.simulate;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.yearbook.definitions.SchoolYear;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yearbook simulate}: a district's deliveries and the truth about them. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Writes the deliveries of a district that does not exist, and the truth to check against.")
public final class SimulateCommand implements Callable<Integer> {

    private static final int USAGE = 2;

    @Option(names = "--students", required = true, description = "about how many students")
    private int students;

    @Option(
            names = "--years",
            defaultValue = "3",
            description = "school years, the last one included (${DEFAULT-VALUE})")
    private int years;

    @Option(names = "--seed", defaultValue = "1", description = "another seed, another district (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", required = true, description = "a folder that is empty or does not exist")
    private Path out = Path.of("");

    @Option(
            names = "--dirt",
            defaultValue = "realistic",
            description = "none, realistic, severe, or a profile file (${DEFAULT-VALUE})")
    private String dirt = "";

    @Option(
            names = "--nights",
            defaultValue = "1",
            description = "deliveries on following school days (${DEFAULT-VALUE})")
    private int nights;

    @Option(names = "--last-year", defaultValue = "2025-26", description = "the last school year (${DEFAULT-VALUE})")
    private String lastYear = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter terminal = spec.commandLine().getOut();
        try {
            Progress progress = (file, rows) -> terminal.printf(Locale.ROOT, "%,14d rows  %s%n", rows, file);
            Simulation.write(new SimulationPlan(
                    students, years, seed, out, DirtProfile.of(dirt), nights, SchoolYear.parse(lastYear), progress));
            return 0;
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return USAGE;
        } catch (UncheckedIOException e) {
            spec.commandLine().getErr().println(e.getMessage() + ": " + e.getCause());
            return 1;
        }
    }
}
