package org.yearbook.warehouse.metric;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CutScores;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.definitions.MetricVersion.Status;
import org.yearbook.definitions.Nearest;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.Release;
import org.yearbook.warehouse.home.ToldFaults;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code yearbook metrics}: the metric definitions, checked and told. */
@Command(
        name = "yearbook metrics",
        description = "Checks the metric definitions: every file, every formula, every worked example.",
        footer = {
            "",
            "Further commands, each with a --help of its own:",
            "  yearbook metrics validate [METRIC]  the same check, of all or of one",
            "  yearbook metrics explain METRIC     what a number means, for somebody who never saw its file",
            "  yearbook metrics diff METRIC        what changed between two versions or years",
            "  yearbook metrics diff YEAR YEAR     what changed in all definitions from one year to another",
            "  yearbook metrics export FORMAT      for other programs and for people: ossie, dbt, dictionary",
            "  yearbook metrics why METRIC         why a number changed",
            "  yearbook metrics freeze | differences | sign | rollover YEAR",
        },
        mixinStandardHelpOptions = true)
public final class YearbookMetrics implements Callable<Integer> {

    private static final int FAULTY = 2;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The district's home, whose metrics/ folder adds and overrides definitions.")
    private @Nullable Path home;

    @Mixin
    private final DefinitionsOption folder = new DefinitionsOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(command(out, err).execute(arguments));
    }

    static CommandLine command(PrintWriter out, PrintWriter err) {
        var command = Release.toldBy(new CommandLine(new YearbookMetrics()))
                .setOut(out)
                .setErr(err);
        command.setExecutionExceptionHandler(new ToldFaults(DefinitionException.class, HomeException.class));
        return command;
    }

    @Override
    public Integer call() {
        return check(folder.read(home), null);
    }

    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = "Checks the definitions, as yearbook metrics without a word does: files, formulas, examples."
                    + " With a METRIC, only its formulas and examples are tried and listed; what is wrong in any file is"
                    + " told all the same, since no night begins with it.")
    int validate(@Parameters(paramLabel = "METRIC", arity = "0..1") @Nullable String id) {
        Definitions definitions = folder.read(home);
        // A metric with a fault is not among those found: what is wrong tells more than that it is not there.
        if (id != null
                && definitions.faults().isEmpty()
                && find(definitions, id).isEmpty()) {
            return FAULTY;
        }
        return check(definitions, id);
    }

    private int check(Definitions definitions, @Nullable String id) {
        var check = DefinitionCheck.of(
                definitions, metric -> id == null || metric.id().equals(id));
        var out = spec.commandLine().getOut();
        new MetricListing(definitions, check).print(id, out);
        if (!check.faults().isEmpty()) {
            spec.commandLine().getErr().println(new DefinitionException(check.faults()).getMessage());
            return FAULTY;
        }
        if (home != null) {
            CutScores.load(DistrictHome.open(home).cutScores());
        }
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Tells what a metric means, with all its versions.")
    int show(@Parameters(paramLabel = "METRIC") String id) {
        Definitions definitions = folder.read(home);
        Optional<Metric> metric = find(definitions, id);
        metric.ifPresent(found -> MetricListing.tell(found, spec.commandLine().getOut()));
        return metric.isPresent() ? 0 : FAULTY;
    }

    @Command(
            name = "datasets",
            mixinStandardHelpOptions = true,
            description = "Lists the tables and columns that a definition may read.")
    int datasets() {
        folder.read(home)
                .datasets()
                .values()
                .forEach(dataset ->
                        MetricListing.tell(dataset, spec.commandLine().getOut()));
        return 0;
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Records that a version was approved, with its hash, in approved.txt beside the definitions."
                    + " From then on the version cannot change.")
    int approve(
            @Parameters(paramLabel = "METRIC") String id,
            @Parameters(paramLabel = "AUTHORITY") String authority,
            @Parameters(paramLabel = "VERSION") int number)
            throws IOException {
        Path own = folder.own(home);
        if (own == null) {
            return refuse("Say whose definitions: --home DIR. The shipped ones are approved.");
        }
        Definitions definitions = folder.read(home);
        Optional<Metric> metric = find(definitions, id);
        if (metric.isEmpty()) {
            return FAULTY;
        }
        Optional<MetricVersion> version = metric.get().version(authority, number);
        if (version.isEmpty()) {
            return refuse(id + " has no version " + authority + " " + number);
        }
        if (version.get().status() == Status.DRAFT) {
            return refuse(id + ", " + version.get().name()
                    + " is a draft. Set its status to approved, say by whom and when, and approve it again.");
        }
        Optional<String> line = definitions.approvalToRecord(metric.get(), version.get());
        // Nothing is recorded that does not work: what is approved cannot be mended.
        DefinitionCheck check =
                DefinitionCheck.of(definitions, other -> other.id().equals(id));
        Collection<Fault> faults = check.faults().stream()
                .filter(fault -> !definitions.faults().contains(fault))
                .toList();
        if (!faults.isEmpty()) {
            throw new DefinitionException(faults);
        }
        if (line.isPresent()) {
            Files.writeString(
                    own.resolve("approved.txt"),
                    line.get() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        spec.commandLine()
                .getOut()
                .println(line.orElse(id + ", " + version.get().name() + " is recorded already"));
        return 0;
    }

    private Optional<Metric> find(Definitions definitions, String id) {
        Optional<Metric> metric = definitions.find(id);
        if (metric.isEmpty()) {
            var ids = definitions.metrics().stream().map(Metric::id).toList();
            refuse("There is no metric '" + id + "' without fault." + Nearest.proposal(id, ids)
                    + " To see them all, and what is to be corrected: yearbook metrics");
        }
        return metric;
    }

    private int refuse(String message) {
        spec.commandLine().getErr().println(message);
        return FAULTY;
    }
}
