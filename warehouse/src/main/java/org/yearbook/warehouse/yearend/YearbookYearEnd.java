package org.yearbook.warehouse.yearend;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.home.Release;
import org.yearbook.warehouse.home.ToldFaults;
import org.yearbook.warehouse.home.YearArgument;
import org.yearbook.warehouse.metric.YearbookMetrics;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.year.ClosedYear;
import org.yearbook.warehouse.year.YearException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook metrics freeze}, {@code differences}, {@code sign} and {@code rollover}: the years of a home. */
@Command(
        name = "yearbook metrics",
        description = "Closes a school year, signs what moved since, and opens the next.",
        mixinStandardHelpOptions = true)
public final class YearbookYearEnd {

    /** The first words that this class answers. */
    static final Set<String> WORDS = Set.of("freeze", "differences", "sign", "rollover");

    private static final long MEMORY_MEGABYTES = 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final Clock clock;

    private YearbookYearEnd(Clock clock) {
        this.clock = clock;
    }

    /** Starts what the first word asks for; what is not of years is {@link YearbookMetrics}' own. */
    public static void main(String[] arguments) {
        if (arguments.length == 0 || !WORDS.contains(arguments[0])) {
            YearbookMetrics.main(arguments);
            return;
        }
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(command(Clock.systemUTC(), out, err).execute(arguments));
    }

    /** {@return the command, speaking to the given writers} */
    public static CommandLine command(Clock clock, PrintWriter out, PrintWriter err) {
        var command = Release.toldBy(new CommandLine(new YearbookYearEnd(clock)))
                .setOut(out)
                .setErr(err);
        command.setExecutionExceptionHandler(new ToldFaults(
                YearException.class,
                HomeException.class,
                DefinitionException.class,
                PublicationException.class,
                EngineException.class,
                UncheckedIOException.class));
        command.registerConverter(SchoolYear.class, new YearArgument());
        return command;
    }

    @Command(
            name = "freeze",
            mixinStandardHelpOptions = true,
            description =
                    "Closes a school year: what the publication in force says of it is frozen, with the rows it was"
                            + " computed from.")
    int freeze(
            @Parameters(paramLabel = "YEAR") SchoolYear year,
            @Mixin HomeOption home,
            @Option(names = "--by", required = true, paramLabel = "NAME", description = "who decides") String by,
            @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT") String reason,
            @Option(names = "--early", description = "although the year is not over") boolean early) {
        YearEnd.Done done = yearEnd(home).freeze(year, by, reason, early);
        done.warnings().forEach(warning -> err().println("Note: " + warning));
        tell(done, "is closed");
        return 0;
    }

    @Command(
            name = "differences",
            mixinStandardHelpOptions = true,
            description = "Tells what today's data would make otherwise of a closed year: numbers, no people.")
    int differences(
            @Parameters(paramLabel = "YEAR") SchoolYear year,
            @Mixin HomeOption home,
            @Option(
                            names = "--persons",
                            paramLabel = "FILE",
                            description = "also writes which records changed into a new file; that it was written is"
                                    + " noted in state/audit-sql.log")
                    @Nullable
                    Path persons) {
        var list = new DifferenceList(home.open(), limits(), clock);
        list.lines(year).forEach(out()::println);
        if (persons != null) {
            long rows = list.write(year, persons);
            out().println(rows
                    + " rows about records were written into the file. It names people: keep it accordingly.");
        }
        return 0;
    }

    @Command(
            name = "sign",
            mixinStandardHelpOptions = true,
            description =
                    "Takes today's data over as the next state of a closed year, as the difference list tells it.")
    int sign(
            @Parameters(paramLabel = "YEAR") SchoolYear year,
            @Mixin HomeOption home,
            @Option(names = "--by", required = true, paramLabel = "NAME", description = "who decides") String by,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why the numbers move")
                    String reason,
            @Option(
                            names = "--list",
                            required = true,
                            paramLabel = "ID",
                            description = "the list that was looked at, as `yearbook metrics differences` names it")
                    String list) {
        tell(yearEnd(home).sign(year, by, reason, list), "moves");
        return 0;
    }

    @Command(
            name = "rollover",
            mixinStandardHelpOptions = true,
            description = "Shows what must be in place before a new school year shows numbers, and opens it.")
    int rollover(
            @Parameters(paramLabel = "YEAR") SchoolYear year,
            @Mixin HomeOption home,
            @Option(
                            names = "--confirm",
                            paramLabel = "ITEM",
                            description = "records that somebody looked at an item; `definitions`, `goals` and"
                                    + " `cut_scores` stand for all that are open")
                    @Nullable
                    String item,
            @Option(names = "--by", defaultValue = "", paramLabel = "NAME", description = "who decides") String by,
            @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT") String reason,
            @Option(names = "--open", description = "opens the year; refused while anything is open") boolean open) {
        var checklist = new Checklist(home.open(), limits(), clock);
        if (item != null) {
            List<String> confirmed = checklist.confirm(year, item, by, reason);
            out().println(
                            confirmed.size() == 1
                                    ? confirmed.get(0) + " is confirmed."
                                    : confirmed.size() + " items are confirmed.");
        }
        if (open) {
            checklist.open(year, by);
            out().println(year + " is open. From the next night on its numbers are shown.");
            return 0;
        }
        new ChecklistText(checklist.of(year)).lines().forEach(out()::println);
        return 0;
    }

    private YearEnd yearEnd(HomeOption home) {
        return new YearEnd(home.open(), limits(), clock);
    }

    private void tell(YearEnd.Done done, String verb) {
        ClosedYear year = done.year();
        out().println(year.year() + " " + verb + ": state " + year.current().number() + ", "
                + year.current().definitions().size() + " definitions, "
                + year.current().files().size() + " files in years/" + year.year() + "/state-"
                + year.current().number() + ". The next night shows it.");
    }

    private static Limits limits() {
        return new Limits(Runtime.getRuntime().availableProcessors(), MEMORY_MEGABYTES, null);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
