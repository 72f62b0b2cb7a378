package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.DistrictIdentity;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Publications;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The first half of {@code yearbook demo}: a simulated district in a home of its own, taken in night by night. */
@Command(
        name = "demo-data",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "yearbook demo [-hV] [--home=<folder>] [--students=<students>] [--years=<years>]",
            "              [--nights=<nights>] [--dirt=<dirt>] [--seed=<seed>]",
            "              [--port=<port>] [--no-serve]"
        },
        description = "Simulates a district, takes it in, night by night, and serves it to demo people.",
        // The other half is the launcher's.
        footer = {
            "      --no-serve          only take it in",
            "      --port=<port>       where to serve it (default 8080)"
        })
public final class DemoDataCommand implements Callable<Integer> {

    private static final int USAGE = 2;

    @Option(names = "--students", defaultValue = "2000", description = "about how many (default ${DEFAULT-VALUE})")
    private int students;

    @Option(names = "--years", defaultValue = "5", description = "school years (default ${DEFAULT-VALUE})")
    private int years;

    @Option(names = "--nights", defaultValue = "2", description = "nights (default ${DEFAULT-VALUE})")
    private int nights;

    @Option(names = "--seed", defaultValue = "1", description = "another seed, another district")
    private long seed;

    @Option(names = "--dirt", defaultValue = "realistic", description = "what goes wrong (default ${DEFAULT-VALUE})")
    private String dirt = "";

    @Option(names = "--home", required = true, description = "where the district lives (default demo-home, here)")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var home = DistrictHome.at(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (Files.exists(home.settings()) && Publications.current(home).isPresent()) {
            out.println(
                    "The demo district in " + home.root() + " is there already. Remove that folder to start again.");
            return 0;
        }
        Path deliveries = home.simulated();
        if (Files.exists(home.root()) && !resumable(home, deliveries)) {
            spec.commandLine()
                    .getErr()
                    .println(home.root() + " exists and is no demo district. Choose another --home.");
            return USAGE;
        }
        remove(home.root());
        try {
            simulate(deliveries, out);
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return USAGE;
        }
        InitCommand.make(home, DistrictIdentity.NAME, DistrictIdentity.NCES_ID, "", "America/Chicago");
        keep(deliveries.resolve(Simulation.HOME), home);
        return nights(home, deliveries, out);
    }

    /** Puts what the people of the district keep into its home. */
    private static void keep(Path simulated, DistrictHome home) throws IOException {
        for (Path kept : List.of(home.cutScores(), home.federal())) {
            Files.createDirectories(kept);
            try (Stream<Path> files = Files.list(simulated.resolve(home.root().relativize(kept)))) {
                for (Path file : files.toList()) {
                    Files.copy(file, kept.resolve(file.getFileName()));
                }
            }
        }
        // A state that no post office knows, as the district's federal id begins with one that nobody assigned.
        Files.writeString(home.settings(), """

                federal:
                  state: ZZ
                  fips: "99"
                  district_id: "00180"
                """, StandardOpenOption.APPEND);
    }

    /** A demo that was interrupted is begun again; nobody else's folder is touched. */
    private static boolean resumable(DistrictHome home, Path deliveries) throws IOException {
        if (Files.isDirectory(deliveries)) {
            return true;
        }
        try (Stream<Path> inside = Files.list(home.root())) {
            return inside.findAny().isEmpty();
        }
    }

    private void simulate(Path deliveries, PrintWriter out) {
        out.printf(Locale.ROOT, "Simulating a district of %,d students over %d years ...%n", students, years);
        out.flush();
        long[] rows = new long[1];
        Simulation.write(new SimulationPlan(
                students,
                years,
                seed,
                deliveries,
                DirtProfile.of(dirt),
                nights,
                SimulationPlan.LAST_YEAR,
                (file, count) -> rows[0] += count));
        out.printf(Locale.ROOT, "Its systems deliver %,d rows.%n", rows[0]);
    }

    private int nights(DistrictHome home, Path deliveries, PrintWriter out) throws IOException {
        List<String> dates = Files.readAllLines(deliveries.resolve("truth").resolve("nights.csv"));
        for (String line : dates.subList(1, dates.size())) {
            String[] night = line.split(",", -1);
            Path delivered = deliveries.resolve(String.format(Locale.ROOT, "night-%03d", Integer.parseInt(night[0])));
            try (Stream<Path> files = Files.list(delivered)) {
                for (Path file : files.toList()) {
                    Files.move(file, home.inbox().resolve(file.getFileName()));
                }
            }
            out.println("The night of " + night[1] + ":");
            int status = NightlyCommand.run(
                    home.root(),
                    LocalDate.parse(night[1]),
                    Cluster.THIS_MACHINE,
                    new ConsoleNight(out, false),
                    spec.commandLine().getErr());
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }

    private static void remove(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
