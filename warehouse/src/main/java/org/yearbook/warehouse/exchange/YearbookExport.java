package org.yearbook.warehouse.exchange;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.glossary.YearTold;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.Release;
import org.yearbook.warehouse.home.ToldFaults;
import org.yearbook.warehouse.home.YearArgument;
import org.yearbook.warehouse.metric.DefinitionsOption;
import org.yearbook.warehouse.metric.PlainText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook metrics export}: the definitions for other programs and for people. */
@Command(
        name = "yearbook metrics export",
        description = {
            "Writes the metric definitions for other programs and for people, and lists what the format has no word for.",
            "",
            "  ossie       Apache Ossie, once the Open Semantic Interchange: one document",
            "  dbt         dbt's semantic layer (dbt 1.12 and later): a folder for models/ of a project",
            "  dictionary  a data dictionary: CSV, Markdown and HTML, of all years",
            ""
        },
        mixinStandardHelpOptions = true)
public final class YearbookExport implements Callable<Integer> {

    private static final int REFUSED = 2;

    /** In which words. */
    private enum Format {
        ossie,
        dbt,
        dictionary
    }

    private final Clock clock;

    @Parameters(paramLabel = "ossie|dbt|dictionary", description = "In which form.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Format format;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to; exports/metrics of the home, or metrics-export here, by default.")
    private @Nullable Path out;

    @Option(names = "--home", paramLabel = "DIR", description = "The district's home, for its own definitions.")
    private @Nullable Path home;

    @Mixin
    private final DefinitionsOption folder = new DefinitionsOption();

    @Option(
            names = "--year",
            paramLabel = "YEAR",
            description = "For ossie and dbt: the school year whose definitions are told; the current one by default.")
    private @Nullable SchoolYear year;

    @Option(
            names = "--model-list",
            description =
                    "For ossie: put the model into the list semantic_model, as programs of before the summer of 2026"
                            + " expect it.")
    private boolean list;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private YearbookExport(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(command(Clock.systemUTC(), out, err).execute(arguments));
    }

    /** {@return the command, speaking to the given writers} */
    public static CommandLine command(Clock clock, PrintWriter out, PrintWriter err) {
        var command = Release.toldBy(new CommandLine(new YearbookExport(clock)))
                .setOut(out)
                .setErr(err);
        command.registerConverter(SchoolYear.class, new YearArgument());
        command.setExecutionExceptionHandler(
                new ToldFaults(DefinitionException.class, HomeException.class, UncheckedIOException.class));
        return command;
    }

    @Override
    public Integer call() {
        DistrictHome opened = home == null ? null : DistrictHome.open(home);
        Definitions definitions = folder.read(home);
        Path target = target(opened);
        Map<String, String> files = new LinkedHashMap<>();
        List<Loss> losses = List.of();
        if (format == Format.dictionary) {
            files.putAll(new Dictionary(definitions).files());
        } else {
            Exported exported = Exported.of(definitions, told(opened));
            if (exported.metrics().isEmpty()) {
                spec.commandLine().getErr().println("No definition is in force in " + exported.year() + ".");
                return REFUSED;
            }
            if (format == Format.ossie) {
                var ossie = new Ossie(exported);
                files.put(
                        "yearbook-" + exported.year() + ".ossie.yaml",
                        headed(ossie.losses()) + Yaml.write(ossie.document(list)));
                losses = ossie.losses();
            } else {
                var dbt = new Dbt(exported);
                dbt.files()
                        .forEach((name, text) ->
                                files.put(name, name.endsWith("semantics.yml") ? headed(dbt.losses()) + text : text));
                losses = dbt.losses();
            }
        }
        write(target, files);
        tell(target, files, losses);
        return 0;
    }

    private Path target(@Nullable DistrictHome opened) {
        if (out != null) {
            return out;
        }
        Path metrics =
                opened == null ? Path.of("metrics-export") : opened.exports().resolve("metrics");
        return metrics.resolve(format.name());
    }

    private SchoolYear told(@Nullable DistrictHome opened) {
        return year == null ? YearTold.byDefault(opened, clock) : year;
    }

    /** {@return the losses as a comment, so that whoever has the file alone knows them too} */
    private static String headed(List<Loss> losses) {
        return "# Written by Yearbook from its metric definitions; a change belongs there.\n# What this format has no word"
                + " for:\n"
                + losses.stream()
                        .map(loss -> "# - " + loss.what()
                                + (loss.metrics().isEmpty() ? "" : " " + String.join(", ", loss.metrics()) + ".")
                                + "\n")
                        .collect(Collectors.joining());
    }

    private static void write(Path target, Map<String, String> files) {
        try {
            Files.createDirectories(target);
            for (var file : files.entrySet()) {
                Files.writeString(target.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The export cannot be written to " + target + ". Name another folder with --out.", e);
        }
    }

    private void tell(Path target, Map<String, String> files, List<Loss> losses) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println("Written to " + target + ":");
        files.keySet().forEach(name -> writer.println("  " + name));
        if (losses.isEmpty()) {
            writer.println("Nothing was lost: a dictionary has room for all of it.");
            return;
        }
        writer.println("What the format has no word for:");
        for (Loss loss : losses) {
            PlainText.paragraph("  - ", loss.what(), writer);
            PlainText.paragraph("    ", String.join(", ", loss.metrics()), writer);
        }
    }
}
