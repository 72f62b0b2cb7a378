package org.yearbook.ingest.night;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.ingest.contract.ContractException;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yearbook nightly}: takes in what lies in the inbox and publishes it. */
@Command(
        name = "nightly",
        mixinStandardHelpOptions = true,
        description = "Takes in what lies in the inbox, checks it, and publishes it.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:published",
            "2:a setting or an option is wrong",
            "3:published, with a delivery held back",
            "4:nothing published, the last night stays in force; or the night failed after it had published, and says so"
        })
public final class NightlyCommand implements Callable<Integer> {

    private static final int USAGE = 2;
    private static final int NOTHING = 4;

    @Option(names = "--home", required = true, description = "the district's home")
    private Path home = Path.of("");

    @Option(names = "--date", description = "the night's date, like 2026-05-15; today when left out")
    private @Nullable LocalDate date;

    @Option(
            names = "--master",
            defaultValue = Cluster.THIS_MACHINE,
            description = "Spark's master URL (default ${DEFAULT-VALUE}: this machine, with Spark when there is much to"
                    + " do)")
    private String master = "";

    @Option(names = "--verbose", description = "tells every step as it ends")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int status = run(
                home,
                this::asked,
                master,
                new ConsoleNight(out, verbose),
                spec.commandLine().getErr());
        if (status != USAGE) {
            DueExports.make(new DistrictHome(home), Clock.systemUTC(), out);
        }
        return status;
    }

    /** A slip in the year would lock the home, since nights only go forward. */
    private LocalDate asked(Night night) {
        LocalDate today = night.today();
        if (date != null && date.isAfter(today.plusYears(1))) {
            throw new HomeException("--date " + date + " is more than a year after today, " + today
                    + ". Nights go forward: after it no night of an earlier date could run. Correct the date, or leave"
                    + " it out.");
        }
        return date == null ? today : date;
    }

    /** Runs the night of a date, whichever that is, and {@return its exit status}. */
    static int run(Path home, LocalDate date, String master, ConsoleNight console, PrintWriter err) {
        return run(home, night -> date, master, console, err);
    }

    private static int run(
            Path home, Function<Night, LocalDate> date, String master, ConsoleNight console, PrintWriter err) {
        try {
            Night night = Night.of(new Night.Settings(DistrictHome.open(home), master, Clock.systemUTC(), console));
            NightOutcome outcome = night.run(date.apply(night));
            console.ended(outcome);
            return outcome.status();
        } catch (HomeException | ContractException | DefinitionException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            // An engine that finds no room for its own library is a class that cannot be loaded.
            FailureStory.tell("The night", e, home, err);
            err.println(
                    console.publication().isEmpty()
                            ? "Nothing was published; the last night stays in force. What was delivered is still in the"
                                    + " inbox."
                            : "Published " + console.publication() + " all the same: its numbers are in force. What was"
                                    + " delivered may still be in the inbox; run the night again.");
            return NOTHING;
        }
    }
}
