package org.yearbook.warehouse.glossary;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.definitions.Nearest;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.Release;
import org.yearbook.warehouse.home.ToldFaults;
import org.yearbook.warehouse.home.YearArgument;
import org.yearbook.warehouse.metric.DefinitionsOption;
import org.yearbook.warehouse.metric.FormulaSql;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.PublicationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code yearbook metrics explain} and {@code diff}: definitions for people who never saw their files. */
@Command(
        name = "yearbook metrics",
        description = "Tells what a metric means, and what changed in it, in plain words.",
        mixinStandardHelpOptions = true)
public final class YearbookGlossary {

    private static final List<String> AUTHORITIES = List.of("district", "state", "federal");

    private final Clock clock;
    private final Function<@Nullable DistrictHome, Deliverers> deliverers;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The district's home: its own definitions, and what its current publication tells.")
    private @Nullable Path home;

    @Mixin
    private final DefinitionsOption folder = new DefinitionsOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private YearbookGlossary(Clock clock, Function<@Nullable DistrictHome, Deliverers> deliverers) {
        this.clock = clock;
        this.deliverers = deliverers;
    }

    /**
     * {@return the command, speaking to the given writers}
     *
     * @param deliverers of a home; without one, those that are shipped
     */
    public static CommandLine command(
            Clock clock, Function<@Nullable DistrictHome, Deliverers> deliverers, PrintWriter out, PrintWriter err) {
        var command = Release.toldBy(new CommandLine(new YearbookGlossary(clock, deliverers)))
                .setOut(out)
                .setErr(err);
        command.setExecutionExceptionHandler(new ToldFaults(
                GlossaryException.class, DefinitionException.class, HomeException.class, PublicationException.class));
        command.registerConverter(SchoolYear.class, new YearArgument());
        return command;
    }

    @Command(
            name = "explain",
            description = {
                "Tells what a metric means: what is counted, out of what, for whom, by whose rule, from which data, with"
                        + " which goal, and the SQL.",
                "Without --version, under every definition that is in force in the year."
            })
    int explain(
            @Parameters(paramLabel = "METRIC", description = "Its id, as yearbook metrics lists it.") String id,
            @Option(names = "--year", paramLabel = "YEAR", description = "Such as 2025-26; the current one by default.")
                    @Nullable
                    SchoolYear year,
            @Option(
                            names = "--version",
                            paramLabel = "[AUTHORITY:]VERSION",
                            description = "One version, such as 1 or state:2, whether in force or not.")
                    @Nullable
                    String version,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Show this help message and exit.")
                    boolean help) {
        Definitions definitions = folder.read(home);
        Metric metric = find(definitions, id);
        DistrictHome opened = opened();
        District district = opened == null ? null : DistrictFile.read(opened);
        AtHome atHome = opened == null ? null : AtHome.of(opened).orElse(null);
        SchoolYear told = year == null ? YearTold.byDefault(opened, atHome, clock) : year;
        List<MetricVersion> versions = version == null ? inForce(metric, told) : List.of(version(metric, version));
        new Explanation(
                        definitions,
                        metric,
                        told,
                        district == null ? null : Integer.valueOf(district.minimumGroupSize()),
                        deliverers.apply(opened),
                        atHome,
                        spec.commandLine().getOut())
                .tell(versions);
        return 0;
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = {
                "Tells what changed between two versions of a metric, or between the definitions of two school years,"
                        + " part by part, and whether a trend may be joined. With the --home of a district, also its"
                        + " numbers under both.",
                "Of a METRIC alone: its latest change. Of two years alone: what is otherwise in all definitions."
            })
    int diff(
            @Parameters(
                            paramLabel = "METRIC|YEAR",
                            arity = "1..3",
                            description =
                                    "A metric's id, as yearbook metrics lists it; or an earlier and a later school"
                                            + " year, such as 2024-25 2025-26; or all three.")
                    List<String> words,
            @Option(
                            names = "--from",
                            paramLabel = "[AUTHORITY:]VERSION",
                            description = "The earlier version, such as 1.")
                    @Nullable
                    String from,
            @Option(names = "--to", paramLabel = "[AUTHORITY:]VERSION", description = "The later version, such as 2.")
                    @Nullable
                    String to,
            @Option(names = "--from-year", paramLabel = "YEAR", description = "Instead: an earlier school year.")
                    @Nullable
                    SchoolYear fromYear,
            @Option(names = "--to-year", paramLabel = "YEAR", description = "And a later one.") @Nullable
                    SchoolYear toYear,
            @Option(
                            names = "--authority",
                            description = "Whose definitions: district, state or federal; the first that has them.")
                    @Nullable
                    String authority,
            @Option(
                            names = "--audience",
                            defaultValue = "internal",
                            description = "Whose file the numbers come from: internal, analyst or public"
                                    + " (${DEFAULT-VALUE}).")
                    String audience) {
        Audience reader = Audience.labelled(audience)
                .orElseThrow(() ->
                        new GlossaryException("--audience is internal, analyst or public, not '" + audience + "'."));
        Compared compared = compared(words, new Asked(from, to, fromYear, toYear));
        Definitions definitions = folder.read(home);
        if (compared.metric() != null) {
            diff(definitions, find(definitions, compared.metric()), authority, compared.asked(), reader);
            return 0;
        }
        SchoolYear earlier = compared.asked().fromYear();
        SchoolYear later = compared.asked().toYear();
        if (authority != null || earlier == null || later == null) {
            throw new GlossaryException(
                    "Say which metric: yearbook metrics diff METRIC. Two school years alone, without"
                            + " --authority, compare all definitions: yearbook metrics diff 2024-25 2025-26");
        }
        DistrictHome opened = opened();
        AtHome atHome = opened == null ? null : AtHome.of(opened).orElse(null);
        new YearsCompared(earlier, later, atHome, reader, spec.commandLine().getOut()).tell(definitions.metrics());
        return 0;
    }

    private void diff(
            Definitions definitions, Metric metric, @Nullable String authority, Asked asked, Audience reader) {
        String whose = authority == null ? metric.authorities().get(0) : authority;
        if (metric.versionsOf(whose).isEmpty()) {
            throw new GlossaryException(metric.id() + " has no definition of '" + whose + "'; it has those of "
                    + String.join(", ", metric.authorities()) + ".");
        }
        Ends ends = ends(metric, whose, asked);
        var difference = new Difference(
                metric,
                ends.before(),
                ends.after(),
                FormulaSql.of(definitions, metric),
                spec.commandLine().getOut());
        difference.tell();
        if (asked.fromYear() != null && asked.toYear() != null) {
            difference.goals(asked.fromYear(), asked.toYear());
        }
        DistrictHome opened = opened();
        if (opened != null) {
            AtHome.of(opened)
                    .ifPresentOrElse(
                            home -> difference.numbers(
                                    home.numbers(metric.id(), ends.before(), reader),
                                    home.numbers(metric.id(), ends.after(), reader),
                                    home.publication().id()),
                            () -> spec.commandLine()
                                    .getOut()
                                    .println("\nThere is no publication in this home yet, so there are no numbers."));
        }
    }

    /** The words of a comparison: a metric or none, and what of it. */
    private record Compared(@Nullable String metric, Asked asked) {}

    // Two years behind or without a metric say the same as --from-year and --to-year.
    private static Compared compared(List<String> words, Asked options) {
        List<SchoolYear> years =
                words.stream().map(SchoolYear::named).flatMap(Optional::stream).toList();
        List<String> metrics =
                words.stream().filter(word -> SchoolYear.named(word).isEmpty()).toList();
        if (metrics.size() > 1 || (!metrics.isEmpty() && !words.get(0).equals(metrics.get(0)))) {
            throw new GlossaryException(
                    "Compare a metric, two school years, or a metric and then two school years; not '"
                            + String.join(" ", words) + "'. A school year is written like 2025-26.");
        }
        String metric = metrics.isEmpty() ? null : metrics.get(0);
        if (years.isEmpty()) {
            return new Compared(metric, options);
        }
        if (years.size() != 2 || options.fromYear() != null || options.toYear() != null) {
            throw new GlossaryException("Two years are compared: an earlier and a later, once.");
        }
        if (years.get(0).compareTo(years.get(1)) >= 0) {
            throw new GlossaryException("The earlier year comes first: " + years.get(1) + " " + years.get(0));
        }
        return new Compared(metric, new Asked(options.from(), options.to(), years.get(0), years.get(1)));
    }

    /** What was asked to be compared. */
    private record Asked(
            @Nullable String from,
            @Nullable String to,
            @Nullable SchoolYear fromYear,
            @Nullable SchoolYear toYear) {}

    private record Ends(MetricVersion before, MetricVersion after) {}

    private static Ends ends(Metric metric, String authority, Asked asked) {
        boolean years = asked.fromYear() != null || asked.toYear() != null;
        boolean versions = asked.from() != null || asked.to() != null;
        if (years && versions) {
            throw new GlossaryException("Compare two versions (--from, --to) or two years (--from-year, --to-year).");
        }
        if (years) {
            SchoolYear from = asked.fromYear();
            SchoolYear to = asked.toYear();
            if (from == null || to == null) {
                throw new GlossaryException("Two years are compared: give --from-year and --to-year.");
            }
            return new Ends(of(metric, authority, from), of(metric, authority, to));
        }
        if (versions) {
            if (asked.from() == null || asked.to() == null) {
                throw new GlossaryException("Two versions are compared: give --from and --to.");
            }
            return new Ends(
                    version(metric, prefixed(authority, asked.from())),
                    version(metric, prefixed(authority, asked.to())));
        }
        List<MetricVersion> all = metric.versionsOf(authority);
        if (all.size() < 2) {
            throw new GlossaryException(metric.id() + " never changed: " + authority + " has one version. Others can be"
                    + " compared with --from and --to: "
                    + metric.versions().stream().map(MetricVersion::name).collect(Collectors.joining(", ")));
        }
        return new Ends(all.get(all.size() - 2), all.get(all.size() - 1));
    }

    private static MetricVersion of(Metric metric, String authority, SchoolYear year) {
        return metric.versionsOf(authority).stream()
                .filter(version -> version.inForce(year))
                .findFirst()
                .orElseThrow(() -> new GlossaryException("The " + authority + " has no definition of " + metric.id()
                        + " that is in force in " + year + "." + has(metric)));
    }

    private static String prefixed(String authority, @Nullable String version) {
        String text = String.valueOf(version);
        return text.contains(":") ? text : authority + ":" + text;
    }

    /** {@return a version by its number, of the authority before it or the first that has it} */
    private static MetricVersion version(Metric metric, String asked) {
        String[] parts = asked.split(":", -1);
        String number = parts[parts.length - 1];
        List<String> authorities = parts.length == 2 ? List.of(parts[0]) : metric.authorities();
        if (parts.length > 2
                || !number.matches("[0-9]{1,3}")
                || (parts.length == 2 && !AUTHORITIES.contains(parts[0]))) {
            throw new GlossaryException(
                    "A version is a number, or one behind district:, state: or federal:, not '" + asked + "'.");
        }
        return authorities.stream()
                .map(authority -> metric.version(authority, Integer.parseInt(number)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new GlossaryException(
                        metric.id() + " has no version " + asked.replace(':', ' ') + "." + has(metric)));
    }

    private static String has(Metric metric) {
        return " It has "
                + metric.versions().stream()
                        .map(version -> version.name() + " (" + version.years() + ")")
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static List<MetricVersion> inForce(Metric metric, SchoolYear year) {
        List<MetricVersion> versions = metric.versions().stream()
                .filter(version -> version.inForce(year))
                .toList();
        if (versions.isEmpty()) {
            throw new GlossaryException(
                    "No definition of " + metric.id() + " is in force in " + year + "." + has(metric));
        }
        return versions;
    }

    private @Nullable DistrictHome opened() {
        return home == null ? null : DistrictHome.open(home);
    }

    private static Metric find(Definitions definitions, String id) {
        return definitions
                .find(id)
                .orElseThrow(() -> new GlossaryException("There is no metric '" + id + "' without fault."
                        + Nearest.proposal(
                                id,
                                definitions.metrics().stream().map(Metric::id).toList())
                        + " To see them all, and what is to be corrected: yearbook metrics"));
    }
}
