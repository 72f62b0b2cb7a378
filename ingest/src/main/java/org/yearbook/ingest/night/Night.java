package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.CutScores;
import org.yearbook.ingest.check.RuleSet;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.ingest.land.Early;
import org.yearbook.ingest.land.InForce;
import org.yearbook.ingest.land.Land;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.land.LandingResult;
import org.yearbook.ingest.lineage.Lineage;
import org.yearbook.ingest.lineage.NightRun;
import org.yearbook.ingest.source.SourceKinds;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.ingest.source.pull.Pace;
import org.yearbook.ingest.source.pull.Pulls;
import org.yearbook.ingest.source.pull.SourcesFile;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.export.DueFiles;
import org.yearbook.warehouse.fault.FaultPoint;
import org.yearbook.warehouse.home.ContractPromise;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.NightSettings;
import org.yearbook.warehouse.home.PeopleDecisions;
import org.yearbook.warehouse.home.RefreshSettings;
import org.yearbook.warehouse.home.RetentionSettings;
import org.yearbook.warehouse.home.ValueDecisions;
import org.yearbook.warehouse.metric.MetricEngine;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publisher;
import org.yearbook.warehouse.run.RunRecorder;
import org.yearbook.warehouse.run.Runs;
import org.yearbook.warehouse.run.Stage;
import org.yearbook.warehouse.year.YearDecisions;

/**
 * One night of one district: land, standardize, check and conform what changed, commit it to the lake, publish. Cut off
 * at any point, it leaves the last night in force, and the next one begins where nothing is half done: files stay in
 * the inbox until the night has published.
 */
public final class Night {

    static final String WORK = "work";
    private static final String ISSUES = "quality_issue";

    /** Short rows: the engine had better be ready than be waited for. */
    private static final int BYTES_OF_A_ROW = 30;

    private final DistrictHome home;
    private final District district;
    private final Contracts contracts;
    private final CodeSets codeSets;
    private final CutScores cutScores;
    private final MetricEngine metrics;
    private final String master;
    private final Clock clock;
    private final NightListener listener;
    private final Pulls pulls;
    private final RuleSet rules;
    private final Lineage lineage;
    private final Refreshed refreshed;
    private final Retention retention;
    private final NothingToDo nothingToDo;

    private Night(
            Settings settings,
            District district,
            Contracts contracts,
            CodeSets codeSets,
            CutScores cutScores,
            MetricEngine metrics,
            Pulls pulls,
            RuleSet rules,
            Lineage lineage,
            Refreshed refreshed,
            Retention retention) {
        this.home = settings.home();
        this.master = settings.master();
        this.clock = settings.clock();
        this.listener = settings.listener();
        this.district = district;
        this.contracts = contracts;
        this.codeSets = codeSets;
        this.cutScores = cutScores;
        this.metrics = metrics;
        this.pulls = pulls;
        this.rules = rules;
        this.lineage = lineage;
        this.refreshed = refreshed;
        this.retention = retention;
        this.nothingToDo = new NothingToDo(home);
    }

    /**
     * Where and how a night runs.
     *
     * @param master Spark's master URL, or {@link Cluster#THIS_MACHINE}
     * @param listener hears how it goes
     */
    public record Settings(DistrictHome home, String master, Clock clock, NightListener listener) {}

    /**
     * {@return the night of a home, ready to run}
     *
     * @throws org.yearbook.warehouse.home.HomeException when a setting or a source is wrong
     * @throws org.yearbook.ingest.contract.ContractException when a contract is
     * @throws org.yearbook.definitions.DefinitionException when a metric, a code set or a cut score of the district's
     *     own is
     */
    public static Night of(Settings settings) {
        // So that a faulty definition is told before the work, not after it; and so that nobody waits for the engine.
        var metrics = Ahead.of(() -> MetricEngine.load(settings.home()));
        var engine = Ahead.of(() -> {
            Duck.load();
            Lake.load();
        });
        District district = DistrictFile.read(settings.home());
        // Read by the server alone; but who edits the file is here, and a server that does not start tells too late.
        var unused = NightSettings.of(settings.home());
        Contracts contracts = Contracts.load(settings.home().contracts())
                .decided(ValueDecisions.of(settings.home()).holding());
        CodeSets codeSets = CodeSets.load(settings.home().codeSets(), district.combinedQuestion());
        contracts.holdTo(codeSets);
        CutScores cutScores = CutScores.load(settings.home().cutScores());
        MetricEngine definitions = metrics.await();
        engine.await();
        var pulls = new Pulls(
                settings.home(),
                district,
                SourcesFile.read(settings.home(), SourceKinds.all()),
                System.getenv(),
                Pace.real(settings.clock()));
        return new Night(
                settings,
                district,
                contracts,
                codeSets,
                cutScores,
                definitions,
                pulls,
                RuleSet.of(settings.home(), contracts),
                Lineage.of(settings.home(), settings.clock(), System.getenv()),
                new Refreshed(settings.home(), RefreshSettings.of(settings.home()), contracts, pulls),
                new Retention(settings.home(), RetentionSettings.of(settings.home()), district.zone()));
    }

    /** {@return today where the district is} */
    public LocalDate today() {
        return clock.instant().atZone(district.zone()).toLocalDate();
    }

    /**
     * Runs the night of a date, alone: a second one ends at once.
     *
     * @throws HomeException when the last night has a later date
     */
    public NightOutcome run(LocalDate date) {
        return run(new RunRecorder.Kind(date, false));
    }

    /**
     * Takes in what is refreshed more often than nightly, and nothing else, alone: the numbers of the last night, with
     * that brought up to date.
     *
     * @throws HomeException when the last night has a later date, or the home does not say what is refreshed
     */
    public NightOutcome refresh(LocalDate date) {
        if (!refreshed.any()) {
            throw new HomeException("district.yaml does not say what is refreshed between nights: write 'refresh', with"
                    + " 'every' and the 'sources' or 'files'.");
        }
        return run(new RunRecorder.Kind(date, true));
    }

    private NightOutcome run(RunRecorder.Kind kind) {
        String what = (kind.refresh() ? "the refresh of " : "the night of ") + kind.date();
        Optional<NightLock> lock = NightLock.tryLock(home, what);
        if (lock.isEmpty()) {
            return new NightOutcome.Busy(NightLock.held(home) + " Wait until it has ended; nothing was touched.");
        }
        var early = Early.begin(home);
        try (var held = lock.get();
                var lake = new Lake(home.lake());
                var cluster = new Cluster(master, Runtime.getRuntime().availableProcessors())) {
            return run(kind, early, lake, cluster);
        } catch (IOException e) {
            throw new UncheckedIOException("The lake cannot be closed", e);
        }
    }

    private NightOutcome run(RunRecorder.Kind kind, Early early, Lake lake, Cluster cluster) {
        LocalDate date = kind.date();
        Optional<NightRecord> before = NightRecord.latest(home);
        before.map(NightRecord::date).filter(date::isBefore).ifPresent(last -> {
            throw new HomeException("The last night was " + last + ", and this one would be " + date
                    + "; nights go forward. Run the night of " + last + " or of a later day.");
        });
        // Before anything reads them to follow them: what is edited meanwhile is for the next night.
        String terms = Fingerprints.terms(
                contracts,
                codeSets,
                rules,
                List.of(
                        PeopleDecisions.read(home).toString(),
                        YearDecisions.told(home),
                        district + cutScores.said(),
                        Fingerprints.folder(home.metrics())));
        String id = NightId.next(home, clock.instant());
        Instant began = clock.instant();
        try (var record = RunRecorder.begin(home, id, kind, clock);
                var room = DiskRoom.of(home, kind.refresh())) {
            var told = new RecordedNight(listener, record);
            try {
                var tonight = new Tonight(id, kind, before, terms, told, room, early);
                Optional<NightOutcome> waits = kind.refresh() ? nothingToDo.waits(before) : Optional.empty();
                NightOutcome outcome = waits.isPresent() ? waits.get() : run(tonight, lake, cluster);
                told.ended(outcome);
                retention.ended();
                return outcome;
            } catch (RuntimeException | Error e) {
                String why = FailureStory.sentence(e);
                record.failed(why);
                tellFailure(new NightRun(district.leaId(), id, date, began, clock.instant()), why, e, told);
                throw e;
            }
        }
    }

    private void tellFailure(NightRun run, String why, Throwable failure, RecordedNight told) {
        try {
            lineage.tellFailure(run, why).forEach(told::sayOnly);
        } catch (RuntimeException e) {
            failure.addSuppressed(e); // that the night failed is what matters
        }
    }

    /** One run: which it is, what was before it, on which terms, and who hears of it. */
    private record Tonight(
            String id,
            RunRecorder.Kind kind,
            Optional<NightRecord> before,
            String terms,
            RecordedNight told,
            DiskRoom room,
            Early early) {

        LocalDate date() {
            return kind.date();
        }

        /** {@return whether the last night, or a refresh after it, has the rows of a file} */
        boolean read(LandedFile file) {
            return before.stream()
                    .flatMap(last -> last.items().values().stream())
                    .flatMap(state -> state.accounts().stream())
                    .anyMatch(account -> account.delivery().equals(file.deliveryId())
                            && account.file().equals(file.file()));
        }
    }

    private NightOutcome run(Tonight tonight, Lake lake, Cluster cluster) {
        Optional<NightRecord> before = tonight.before();
        LocalDate date = tonight.date();
        RecordedNight told = tonight.told();
        Instant start = clock.instant();
        Path work = home.runs().resolve(tonight.id()).resolve(WORK);
        Machine machine = Machine.here(work.resolve("spill"));
        var steps = new Steps(tonight.id(), told);
        told.stage(Stage.PULL);
        clean(lake, tonight.id());
        lake.backTo(before.map(NightRecord::tables).orElse(Map.of()));
        FaultPoint.SWEPT.pass();
        tonight.room().judged().ifPresent(told::say);
        PullReport pulled = pull(tonight);
        pulled.tell(steps, told);
        FaultPoint.PULLED.pass();
        told.stage(Stage.LAND);
        Inbox inbox = inbox(tonight);
        inbox.left().forEach(left -> told.say(left.path().getFileName() + " was left in the inbox: " + left.reason()));
        if (!inbox.items().isEmpty()) {
            cluster.warmUp(before.isPresent() ? 0 : expected(inbox));
        }
        var land = new Land(home, contracts, district, clock, machine.whole(), tonight.early());
        LandingResult landing = land(land, inbox, tonight, steps);
        LandingResult landed = withNews(landing.with(pulled.held(), pulled.findings()), tonight);
        told.landed(landed);
        var brought = new Refreshed.Brought(refreshed.names(inbox), pulled.results(), landed, start);
        FaultPoint.LANDED.pass();
        var delivered = new Delivered(
                land, landed, pulled.confirmed(landed.refused().keySet()), land.current(), tonight.terms());
        Optional<NightOutcome> nothing = nothing(delivered, tonight, pulled);
        if (nothing.isPresent()) {
            before.filter(nothingToDo::isInForce).ifPresent(last -> refreshed.heard(brought, last.id(), last.id()));
            acknowledge(land, landed);
            WorkFiles.forget(work);
            return nothing.get();
        }
        Ahead.of(() -> {
            metrics.prepare();
            DueFiles.prepare();
        });
        var run = new ItemRunner.Run(tonight.id(), date, district, machine, rules, cutScores);
        NightRecord record = conform(run, delivered, tonight, lake, cluster, steps);
        told.stage(Stage.PUBLISH);
        Publication publication = new Publisher(home, district, metrics, machine.whole(), clock)
                .publish(record.lakeNight(), steps.all(), steps::hear, told::inForce);
        FaultPoint.PUBLISHED.pass();
        refreshed.heard(brought, before.map(NightRecord::id).orElse(""), record.id());
        tonight.room().remember();
        acknowledge(land, landed);
        Instant done = clock.instant();
        Ahead<List<String>> troubles =
                Ahead.of(() -> lineage.tell(LineageOfNight.of(record, district, publication, start, done)));
        retention.tidy(lake, date);
        WorkFiles.forget(work);
        FaultPoint.TIDIED.pass();
        troubles.await().forEach(told::say);
        told.sayOnly(took(start));
        return new NightOutcome.Published(publication, landed.held());
    }

    private Optional<NightOutcome> nothing(Delivered delivered, Tonight tonight, PullReport pulled) {
        return nothingToDo.reason(
                new NothingToDo.Tonight(
                        tonight.before(),
                        delivered.landed(),
                        pulled,
                        !delivered.current().isEmpty(),
                        delivered.terms(),
                        tonight.kind().refresh()),
                tonight.told());
    }

    private static LandingResult land(Land land, Inbox inbox, Tonight tonight, Steps steps) {
        LandingResult landing = land.land(
                inbox,
                tonight.date(),
                (file, source, rows, took) -> steps.add("land", source + " " + file, rows, took.toMillis() / 1000.0));
        landing.held()
                .forEach(held -> tonight.told()
                        .sayOnly("Held back: " + held.file() + ". " + held.reason() + " " + held.whatToDo()));
        return landing;
    }

    private String took(Instant start) {
        return String.format(
                Locale.ROOT,
                "The night took %.1f s.",
                Duration.between(start, clock.instant()).toMillis() / 1000.0);
    }

    private PullReport pull(Tonight tonight) {
        return PullReport.of(
                tonight.kind().refresh()
                        ? pulls.pull(refreshed.sources(), tonight.date(), false)
                        : pulls.due(tonight.date()));
    }

    private Inbox inbox(Tonight tonight) {
        Inbox all = Inbox.scan(home.inbox());
        return tonight.kind().refresh() ? refreshed.of(all) : all;
    }

    /** What an earlier night landed that never published, or this one before it was cut off, is news. */
    private LandingResult withNews(LandingResult landing, Tonight tonight) {
        LocalDate date = tonight.date();
        Optional<LocalDate> published = nothingToDo.inForce().map(Publication::asOf);
        return landing.told(file -> (file.arrived().isBefore(date)
                        || (tonight.kind().refresh() && tonight.read(file)))
                && published.filter(last -> !last.isBefore(file.arrived())).isPresent());
    }

    private void acknowledge(Land land, LandingResult landed) {
        land.acknowledge(landed);
        FaultPoint.INBOX_CLEARED.pass();
        pulls.landed(landed.taken(), landed.refused().keySet());
        FaultPoint.SOURCES_TOLD.pass();
    }

    /** About how many rows a first night will have to do; later ones do what changed, which nobody knows yet. */
    private static long expected(Inbox inbox) {
        return inbox.items().stream().mapToLong(item -> size(item.path())).sum() / BYTES_OF_A_ROW;
    }

    private static long size(Path item) {
        try {
            return Files.size(item);
        } catch (IOException e) {
            return 0; // what is the matter with it, the landing says
        }
    }

    /** What the landing brought, what systems confirmed, what is in force now, and on which terms it is read. */
    private record Delivered(
            Land land, LandingResult landed, Map<String, Set<String>> confirmed, List<InForce> current, String terms) {}

    private NightRecord conform(
            ItemRunner.Run run, Delivered delivered, Tonight tonight, Lake lake, Cluster cluster, Steps steps) {
        Optional<NightRecord> before = tonight.before();
        RecordedNight told = tonight.told();
        told.stage(Stage.CONFORM);
        var known = new Changes.Known(
                before.map(NightRecord::date).orElse(null),
                before.map(NightRecord::items).orElse(Map.of()));
        List<Item> items = ItemPlan.items(delivered.current(), contracts);
        CodeSets codes = codes(run);
        var lines = new Lines(run, codes, lake, delivered.land()::delivered);
        var runner = new ItemRunner(run, codes, lake, cluster, known, lines);
        try (runner) {
            for (List<Item> tier : ItemPlan.tiers(items)) {
                runner.tier(tier, steps);
            }
        }
        told.accounted(delivered.current(), delivered.landed(), runner.states().values());
        cluster.startSeconds().ifPresent(seconds -> steps.add("start Spark", "", 0, seconds));
        // Rows are final here, and their commit is mostly waiting: it runs beside the rules across systems.
        List<Replacement> findings = new ArrayList<>();
        List<Replacement> rows = new ArrayList<>();
        runner.replacements()
                .forEach(replacement -> (replacement.table().equals(ISSUES) ? findings : rows).add(replacement));
        time(told, steps, Stage.HISTORY, "keep history", () -> {
            List<Replacement> versions =
                    new Histories(run.machine(), before, run.date()).write(items, runner.states(), lake, run.id());
            rows.addAll(versions);
            return (long) versions.size();
        });
        FaultPoint.LAKE_COMMIT_BEGUN.pass();
        var committing = CompletableFuture.supplyAsync(() -> lake.commit(rows), Ahead.THREADS);
        Remembered remembered;
        try {
            remembered = together(
                    new Together(run, delivered, tonight, lake, lines, items, runner.states()), findings, steps);
        } finally {
            committing.join();
        }
        time(told, steps, Stage.COMMIT, "commit to the lake", () -> lake.commit(findings) + committing.join());
        return happened(run, delivered, lake, runner.states(), remembered);
    }

    /** What is made of all rows together, once each item is done. */
    private record Together(
            ItemRunner.Run run,
            Delivered delivered,
            Tonight tonight,
            Lake lake,
            Lines lines,
            List<Item> items,
            Map<String, ItemState> states) {}

    /**
     * {@return what the next night may keep}
     *
     * @param findings gets what changes in the lake
     */
    private Remembered together(Together all, List<Replacement> findings, Steps steps) {
        RecordedNight told = all.tonight().told();
        NightRecord.Before before = NightRecord.Before.of(all.tonight().before());
        var tables = new WholeTables(before);
        PeopleTables.Written people = recognize(all, before, findings, steps);
        var across = new AcrossChecks(
                all.run(),
                contracts,
                all.lines(),
                people.files(),
                before.remembered().rules());
        time(told, steps, Stage.ACROSS, "check across systems", () -> {
            across.run(all.items(), all.states(), before.tables(), all.lake()).ifPresent(findings::add);
            findings.addAll(new RuleTables(all.run(), contracts, codes(all.run()), all.lake(), tables)
                    .write(new RuleTables.Judged(all.items(), all.states(), across.timed())));
            return (long) all.states().size();
        });
        findings.addAll(new DeliveryTables(contracts, all.lake(), all.run(), tables)
                .write(
                        all.delivered().current(),
                        new DeliveryTables.Came(
                                all.delivered().landed(), all.delivered().confirmed()),
                        all.states(),
                        new DeliveryTables.Before(before.files("delivery"), before.files(ISSUES))));
        return new Remembered(across.judged(), people.found(), tables.tonight());
    }

    private PeopleTables.Written recognize(
            Together all, NightRecord.Before before, List<Replacement> findings, Steps steps) {
        RecordedNight told = all.tonight().told();
        var people = new AtomicReference<PeopleTables.@Nullable Written>();
        time(told, steps, Stage.PEOPLE, "recognize people", () -> {
            var written = new PeopleTables(home, all.lake(), all.run(), before).write(all.states());
            findings.addAll(written.replacements());
            written.found().told().forEach(told::say);
            people.set(written);
            return written.found().records();
        });
        return Objects.requireNonNull(people.get());
    }

    private CodeSets codes(ItemRunner.Run run) {
        return codeSets.asOf(district.schoolYear(run.date()));
    }

    /** With its record, the night happened. */
    private NightRecord happened(
            ItemRunner.Run run, Delivered delivered, Lake lake, Map<String, ItemState> states, Remembered remembered) {
        FaultPoint.LAKE_COMMITTED.pass();
        var record = new NightRecord(
                run.id(), run.date(), clock.instant(), delivered.terms(), lake.tables(), states, remembered.said());
        ContractPromise.write(home, run.id(), MetricWordsCommand.promises(contracts));
        FaultPoint.PROMISES_WRITTEN.pass();
        record.write(home);
        FaultPoint.NIGHT_RECORDED.pass();
        return record;
    }

    private static void time(RecordedNight told, Steps steps, Stage stage, String step, Supplier<Long> work) {
        told.stage(stage);
        steps.time(step, "", work);
    }

    /** Removes what a night left behind that was cut off. */
    private void clean(Lake lake, String tonight) {
        retention.sweep(lake);
        WorkFiles.forgetRehearsals(home);
        new Runs(home).prune();
        WorkFiles.forgetOthers(home, tonight);
    }
}
