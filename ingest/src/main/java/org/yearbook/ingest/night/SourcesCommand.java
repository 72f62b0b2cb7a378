package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Nearest;
import org.yearbook.ingest.contract.ContractException;
import org.yearbook.ingest.source.SourceKinds;
import org.yearbook.ingest.source.pull.ConfiguredSource;
import org.yearbook.ingest.source.pull.Pace;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullResult;
import org.yearbook.ingest.source.pull.PullState;
import org.yearbook.ingest.source.pull.PullStates;
import org.yearbook.ingest.source.pull.Pulls;
import org.yearbook.ingest.source.pull.SourcesFile;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.HomeOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook sources}: the systems that the nights pull, as {@code district.yaml} lists them. */
@Command(
        name = "sources",
        mixinStandardHelpOptions = true,
        description = "The systems that the nights pull, and the files that they take.",
        subcommands = {
            SourcesCommand.ListAll.class,
            SourcesCommand.Check.class,
            SourcesCommand.Pull.class,
            DraftCommand.class
        })
public final class SourcesCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return USAGE;
    }

    /** What a home says about its sources. */
    private record Configured(DistrictHome home, District district, List<ConfiguredSource> sources, Pulls pulls) {

        static Configured read(DistrictHome home) {
            District district = DistrictFile.read(home);
            List<ConfiguredSource> sources = SourcesFile.read(home, SourceKinds.all());
            var pulls = new Pulls(home, district, sources, System.getenv(), Pace.real(Clock.systemUTC()));
            return new Configured(home, district, sources, pulls);
        }

        LocalDate today() {
            return Clock.systemUTC().instant().atZone(district.zone()).toLocalDate();
        }

        ConfiguredSource named(String name) {
            return sources.stream()
                    .filter(source -> source.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new HomeException("No source of district.yaml is named '" + name + "'."
                            + Nearest.proposal(
                                    name,
                                    sources.stream().map(ConfiguredSource::name).toList())));
        }
    }

    /** {@code yearbook sources list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the sources and their last pulls.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private final HomeOption option = new HomeOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try {
                var home = Configured.read(option.open());
                if (home.sources().isEmpty()) {
                    out.println("No sources are configured. docs/sources.md says how; files may be put into "
                            + home.home().inbox() + " at any time.");
                }
                var states = new PullStates(home.home().state());
                home.sources().forEach(source -> out.println(line(source, states.read(source.name()))));
                return 0;
            } catch (HomeException e) {
                spec.commandLine().getErr().println(e.getMessage());
                return USAGE;
            }
        }

        private static String line(ConfiguredSource source, PullState state) {
            String how = source.paused() ? "paused" : source.every().name().toLowerCase(Locale.ROOT);
            String last = state.lastPull() == null ? "never pulled" : "last pulled " + state.lastPull();
            String failure = state.failure() == null ? "" : "; the last attempt failed: " + state.failure();
            return String.format(
                    Locale.ROOT, "%-20s %-16s %-8s %s%s", source.name(), source.kind(), how, last, failure);
        }
    }

    /** {@code yearbook sources check}. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Tries a source, or a file as a night would take it, and says what it found; loads nothing.",
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:the source can be pulled; the night would take the file",
                "1:it cannot; the night would hold back a part of it",
                "2:a setting or an option is wrong",
                "4:a night is running; no file was tried"
            })
    static final class Check implements Callable<Integer> {

        @Mixin
        private final HomeOption option = new HomeOption();

        @Parameters(
                paramLabel = "NAME or FILE",
                description = "a source's name in district.yaml; or a file, a zip, or the folder of a OneRoster bundle")
        private String name = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            PrintWriter err = spec.commandLine().getErr();
            try {
                Configured home = Configured.read(option.open());
                boolean file = home.sources().stream()
                                .noneMatch(source -> source.name().equals(name))
                        && Files.exists(Path.of(name));
                return file
                        ? FileCheck.run(home.home(), Path.of(name), Clock.systemUTC(), out)
                        : checkSource(home, out);
            } catch (HomeException | ContractException e) {
                err.println(e.getMessage());
                return USAGE;
            } catch (PullFailure e) {
                err.println(e.reason());
                err.println(e.whatToDo());
                return FAILED;
            }
        }

        private int checkSource(Configured home, PrintWriter out) throws IOException, PullFailure {
            ConfiguredSource source = home.named(name);
            Path work = Files.createTempDirectory("yearbook-check");
            try {
                source.source().check(home.pulls().trial(source, work, home.today()), sentence -> {
                    out.println(sentence);
                    out.flush();
                });
            } finally {
                Pulls.forget(work);
            }
            out.println(name + " can be pulled.");
            return 0;
        }
    }

    /** {@code yearbook sources pull}. */
    @Command(
            name = "pull",
            mixinStandardHelpOptions = true,
            description = "Pulls into the inbox now, due or not; the next night takes it in.",
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:pulled, or nothing was new",
                "2:a setting or an option is wrong",
                "3:a source could not be pulled",
                "4:a night is running; nothing was pulled"
            })
    static final class Pull implements Callable<Integer> {

        private static final int HELD = 3;
        private static final int BUSY = 4;

        @Mixin
        private final HomeOption option = new HomeOption();

        @Option(names = "--full", description = "brings everything, not only what changed")
        private boolean full;

        @Parameters(paramLabel = "NAME", arity = "0..1", description = "one source; all that are not paused otherwise")
        private @Nullable String name;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter err = spec.commandLine().getErr();
            try {
                return pull(Configured.read(option.open()), err);
            } catch (HomeException e) {
                err.println(e.getMessage());
                return USAGE;
            }
        }

        private int pull(Configured home, PrintWriter err) {
            List<ConfiguredSource> chosen = name == null
                    ? home.sources().stream().filter(source -> !source.paused()).toList()
                    : List.of(home.named(name));
            Optional<NightLock> lock = NightLock.tryLock(home.home(), "a pull");
            if (lock.isEmpty()) {
                err.println(NightLock.held(home.home()) + " Wait until it has ended; nothing was pulled.");
                return BUSY;
            }
            try (var held = lock.get()) {
                List<PullResult> results = home.pulls().pull(chosen, home.today(), full);
                results.forEach(this::tell);
                return results.stream().allMatch(result -> result.failure() == null) ? 0 : HELD;
            }
        }

        private void tell(PullResult result) {
            PrintWriter out = spec.commandLine().getOut();
            PullFailure failure = result.failure();
            if (failure != null) {
                spec.commandLine()
                        .getErr()
                        .println(result.source() + ": " + failure.reason() + " " + failure.whatToDo());
                return;
            }
            out.println(result.source() + ": "
                    + (result.items().isEmpty()
                            ? "nothing new."
                            : "put into the inbox: " + String.join(", ", result.items())
                                    + (result.full() ? " (everything)." : " (what changed).")));
            result.notes().forEach(note -> out.println("  " + note.message() + " " + note.whatToDo()));
        }
    }
}
