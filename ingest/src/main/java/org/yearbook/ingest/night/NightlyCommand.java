package org.yearbook.ingest.night;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
            "4:nothing published; the last night stays in force"
        })
public final class NightlyCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyCommand.class);
    private static final int USAGE = 2;
    private static final int NOTHING = 4;

    @Option(names = "--home", required = true, description = "the district's home")
    private Path home = Path.of("");

    @Option(names = "--date", description = "the night's date, like 2026-05-15; today when left out")
    private @Nullable LocalDate date;

    @Option(
            names = "--master",
            defaultValue = "local[*]",
            description = "Spark's master URL (default ${DEFAULT-VALUE}: this machine)")
    private String master = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return run(
                home,
                date,
                master,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }

    static int run(Path home, @Nullable LocalDate date, String master, PrintWriter out, PrintWriter err) {
        var console = new ConsoleNight(out);
        try {
            Night night = Night.of(new Night.Settings(DistrictHome.open(home), master, Clock.systemUTC(), console));
            NightOutcome outcome = night.run(date == null ? night.today() : date);
            console.ended(outcome);
            return outcome.status();
        } catch (HomeException | ContractException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (RuntimeException e) {
            LOG.error("The night failed", e);
            err.println("The night failed: " + e.getMessage());
            err.println(
                    "Nothing was published; the last night stays in force. What was delivered is still in the inbox.");
            return NOTHING;
        }
    }
}
