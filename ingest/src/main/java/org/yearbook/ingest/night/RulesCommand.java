package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yearbook.definitions.Nearest;
import org.yearbook.ingest.check.BookEntry;
import org.yearbook.ingest.check.Effective;
import org.yearbook.ingest.check.RuleBook;
import org.yearbook.ingest.check.RuleSet;
import org.yearbook.ingest.contract.ContractException;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.home.ValueDecisions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook rules}: the rules that the nights judge by, and what would come of one. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "The rules of quality that the nights judge by.",
        subcommands = {RulesCommand.ListAll.class, RulesCommand.Try.class})
public final class RulesCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int BUSY = 4;
    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return USAGE;
    }

    private static Contracts contracts(DistrictHome home) {
        return Contracts.load(home.contracts()).decided(ValueDecisions.of(home).holding());
    }

    /** {@code yearbook rules list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists every rule, a district's own last.")
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private final HomeOption home = new HomeOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            try {
                DistrictHome opened = home.open();
                PrintWriter out = spec.commandLine().getOut();
                RuleSet.of(opened, contracts(opened)).book().all().forEach(entry -> out.println(line(entry)));
                return 0;
            } catch (HomeException | ContractException e) {
                spec.commandLine().getErr().println(e.getMessage());
                return USAGE;
            }
        }

        private static String line(BookEntry entry) {
            Effective effective = entry.effective();
            String from = effective.from() == null ? "" : " from " + effective.from();
            String until = effective.until() == null ? "" : " until " + effective.until();
            return String.format(
                    Locale.ROOT,
                    "%-8s %-13s %s%s",
                    entry.id(),
                    entry.dimension().name().toLowerCase(Locale.ROOT),
                    entry.title(),
                    from.isEmpty() && until.isEmpty() ? "" : " (in force" + from + until + ")");
        }
    }

    /** {@code yearbook rules try}. */
    @Command(
            name = "try",
            mixinStandardHelpOptions = true,
            description = "Judges the rows of the last night by a rule and counts; writes no issue.",
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:the rule was run",
                "1:it could not be run, took too long, or there are no rows that it could judge",
                "2:the rule, a setting or an option is wrong",
                "4:a night is running; nothing was tried"
            })
    static final class Try implements Callable<Integer> {

        @Mixin
        private final HomeOption home = new HomeOption();

        @Parameters(paramLabel = "FILE or ID", description = "a YAML file of rules, or the id of a rule")
        private String name = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            try {
                return run(home.open());
            } catch (HomeException | ContractException e) {
                spec.commandLine().getErr().println(e.getMessage());
                return USAGE;
            }
        }

        private int run(DistrictHome opened) throws IOException {
            Contracts contracts = contracts(opened);
            Path file = Path.of(name);
            RuleSet rules =
                    Files.isRegularFile(file) ? RuleSet.with(List.of(file), contracts) : RuleSet.of(opened, contracts);
            List<String> ids = Files.isRegularFile(file) ? own(rules.book()) : List.of(known(rules.book()));
            var settings =
                    new RuleTrial.Settings(opened, DistrictFile.read(opened), contracts, rules, Clock.systemUTC());
            Optional<NightLock> lock = NightLock.tryLock(opened, "a trial of rules");
            if (lock.isEmpty()) {
                spec.commandLine().getErr().println(NightLock.busy(opened));
                return BUSY;
            }
            List<RuleTried> tried;
            try (var held = lock.get()) {
                Optional<NightRecord> night = NightRecord.latest(opened);
                if (night.isEmpty()) {
                    spec.commandLine()
                            .getErr()
                            .println("No night of this home has run yet, so there are no rows to try a rule on.");
                    return FAILED;
                }
                tried = RuleTrial.of(settings, night.get(), ids);
            }
            boolean all = true;
            for (String id : ids) {
                all &= tell(
                        id, tried.stream().filter(one -> one.rule().equals(id)).toList());
            }
            return all ? 0 : FAILED;
        }

        private static List<String> own(RuleBook book) {
            List<String> own =
                    new ArrayList<>(book.all().stream().map(BookEntry::id).toList());
            RuleBook.shipped().all().forEach(entry -> own.remove(entry.id()));
            return own;
        }

        private String known(RuleBook book) {
            if (book.find(name).isPresent()) {
                return name;
            }
            List<String> ids = book.all().stream().map(BookEntry::id).toList();
            throw new HomeException(
                    "'" + name + "' is neither a file nor the id of a rule." + Nearest.proposal(name, ids));
        }

        /** {@return whether the rule was run wherever it has rows} */
        private boolean tell(String id, List<RuleTried> tried) {
            PrintWriter out = spec.commandLine().getOut();
            if (tried.isEmpty()) {
                out.println(id + ": no rows that it judges were delivered, or it is in force in none of their years.");
                return false;
            }
            for (RuleTried one : tried) {
                long judged =
                        one.places().stream().mapToLong(RuleTried.Place::judged).sum();
                long broken =
                        one.places().stream().mapToLong(RuleTried.Place::broken).sum();
                out.println(String.format(
                        Locale.ROOT, "%s %s: %,d rows judged, %,d would break it.", id, one.entity(), judged, broken));
                if (!one.unjudged().isEmpty()) {
                    out.println("  " + one.unjudged());
                }
                one.places()
                        .forEach(place -> out.println(String.format(
                                Locale.ROOT,
                                "  %-8s %-14s %,12d judged %,12d broken",
                                place.schoolYear(),
                                place.school().isEmpty() ? "district" : place.school(),
                                place.judged(),
                                place.broken())));
            }
            out.flush();
            return tried.stream().allMatch(one -> one.unjudged().isEmpty());
        }
    }
}
