package org.yearbook.ingest.night;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.ingest.contract.ContractException;
import org.yearbook.warehouse.home.DayOption;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.keep.Checksums;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "3:published, with a delivery held back or a source that could not be pulled",
            "4:nothing published, the last night stays in force; or the night failed after it had published, and says"
                    + " so",
            "5:nothing was new, so there is nothing to publish; the last night stays in force"
        })
public final class NightlyCommand implements Callable<Integer> {

    private static final int USAGE = 2;
    private static final int NOTHING = 4;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--date",
            converter = DayOption.class,
            description = "the night's date, like 2026-05-15; today when left out")
    private @Nullable LocalDate date;

    @Option(
            names = "--master",
            description = "Spark's master URL (default: the one of spark-submit; without it, this machine, with Spark"
                    + " when there is much to do)")
    private String master = Cluster.told();

    @Option(
            names = "--refresh",
            description = "takes in only what 'refresh' of district.yaml names, between two nights")
    private boolean refresh;

    @Option(names = "--verbose", description = "tells every step as it ends")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Ending ending = run(
                home.folder(),
                night -> refresh ? night.refresh(asked(night)) : night.run(asked(night)),
                master,
                new ConsoleNight(out, verbose),
                spec.commandLine().getErr());
        if (ending.began() && !refresh) {
            DueExports.make(new DistrictHome(home.folder()), Clock.systemUTC(), out);
        }
        return ending.status();
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
        return run(home, night -> night.run(date), master, console, err).status();
    }

    /** Runs the refresh of a date, and {@return its exit status}. */
    static int refresh(Path home, LocalDate date, ConsoleNight console, PrintWriter err) {
        return run(home, night -> night.refresh(date), Cluster.THIS_MACHINE, console, err)
                .status();
    }

    /**
     * How a night ended.
     *
     * @param began whether it did anything: what follows a night does not follow one that was turned away
     */
    private record Ending(int status, boolean began) {}

    private static Ending run(
            Path home, Function<Night, NightOutcome> work, String master, ConsoleNight console, PrintWriter err) {
        try {
            Night night = Night.of(new Night.Settings(DistrictHome.open(home), master, Clock.systemUTC(), console));
            NightOutcome outcome = work.apply(night);
            console.ended(outcome);
            if (outcome instanceof NightOutcome.Published) {
                noteChecksums(new DistrictHome(home), err);
            }
            return new Ending(outcome.status(), !(outcome instanceof NightOutcome.Busy));
        } catch (HomeException | ContractException | DefinitionException e) {
            err.println(e.getMessage());
            return new Ending(USAGE, false);
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            // An engine that finds no room for its own library is a class that cannot be loaded.
            FailureStory.tell("The night", e, home, err);
            err.println(
                    console.publication().isEmpty()
                            ? "Nothing was published; the last night stays in force. What was delivered is still in the"
                                    + " inbox."
                            : "Published " + console.publication() + " all the same: its numbers are in force. What was"
                                    + " delivered may still be in the inbox; run the night again.");
            return new Ending(NOTHING, true);
        }
    }

    /**
     * So that what the night wrote can be told from what a disk makes of it. Another night that began notes for both.
     */
    private static void noteChecksums(DistrictHome home, PrintWriter err) {
        Optional<NightLock> lock = NightLock.tryLock(home, "the end of a night, which notes checksums");
        if (lock.isEmpty()) {
            return;
        }
        try (var held = lock.get()) {
            Set<Path> inTheLake = NightRecord.latest(home).stream()
                    .flatMap(night -> night.tables().values().stream())
                    .flatMap(table -> table.files().stream())
                    .collect(Collectors.toSet());
            Checksums.note(home, inTheLake::contains);
        } catch (UncheckedIOException e) {
            err.println("The checksums of the night could not be noted: " + e.getMessage()
                    + ". The night is published all the same, and the next one notes them.");
        }
    }
}
