package org.yearbook.ingest.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.check.RuleSet;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.ItemScript;
import org.yearbook.ingest.conform.Months;
import org.yearbook.ingest.conform.Scope;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.Land;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.land.LandingResult;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.ingest.source.oneroster.conformance.Conformance;
import org.yearbook.ingest.source.oneroster.conformance.Verdict;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.ValueDecisions;

/**
 * What the next night would make of a delivery, found by doing it beside the home: landed, standardized and checked
 * against what is in force, then thrown away. Nothing of the home is changed.
 */
final class Rehearsal {

    private final DistrictHome home;
    private final District district;
    private final Contracts contracts;
    private final CodeSets codeSets;
    private final Clock clock;
    private final RuleSet rules;
    /** What the items look at: what the delivery brings along in place of what the last night knew. */
    private final Map<String, ItemState> states = new TreeMap<>();

    Rehearsal(DistrictHome home, Clock clock) {
        this.home = home;
        this.district = DistrictFile.read(home);
        this.contracts =
                Contracts.load(home.contracts()).decided(ValueDecisions.of(home).holding());
        this.codeSets = CodeSets.load(home.codeSets(), district.combinedQuestion());
        this.contracts.holdTo(codeSets);
        this.clock = clock;
        NightRecord.latest(home).map(NightRecord::items).ifPresent(states::putAll);
        this.rules = RuleSet.of(home, contracts);
    }

    /**
     * {@return what would come of a file, a zip, or an unpacked OneRoster bundle} The caller holds the lock of the
     * home: what is in force must not change meanwhile.
     */
    Rehearsed of(Path delivery) throws IOException {
        WorkFiles.forgetRehearsals(home);
        Path real = delivery.toRealPath();
        Path scratch = Files.createTempDirectory(home.root(), WorkFiles.REHEARSAL);
        try {
            var beside = new DistrictHome(scratch);
            Path placed = beside.inbox()
                    .resolve(
                            String.valueOf(delivery.toAbsolutePath().normalize().getFileName()));
            Files.createDirectories(beside.inbox());
            link(real, placed);
            if (Files.isDirectory(home.landing())) {
                link(home.landing(), beside.landing());
            }
            return rehearse(beside, real, placed);
        } finally {
            WorkFiles.forget(scratch);
        }
    }

    private Rehearsed rehearse(DistrictHome beside, Path real, Path placed) throws IOException {
        LocalDate date = clock.instant().atZone(district.zone()).toLocalDate();
        Machine machine = Machine.here(beside.root().resolve("spill"));
        var land = new Land(beside, contracts, district, clock, machine.whole());
        LandingResult landed = land.land(Inbox.scan(beside.inbox()), date, (file, source, rows, took) -> {});
        Set<String> fresh = landed.fresh().stream().map(Scope::name).collect(Collectors.toSet());
        var besides = new WaitingBeside(contracts);
        List<LandedFile> waiting =
                waiting(land, besides.of(Inbox.scan(home.inbox()), real, items(land, fresh)), beside, date);
        Set<String> others = waiting.stream().map(Scope::name).collect(Collectors.toSet());
        List<Item> items = Stream.concat(
                        items(land, fresh).stream(),
                        items(land, others).stream()
                                .filter(item -> besides.needed().contains(item.entity())))
                .distinct()
                .toList();
        List<Rehearsed.TakenFile> taken = new ArrayList<>();
        for (List<Item> tier : ItemPlan.tiers(items)) {
            for (Item item : tier) {
                taken.addAll(judge(item, fresh, date, beside, machine));
            }
        }
        return new Rehearsed(
                merged(taken),
                landed.unchanged().stream().map(LandedFile::file).toList(),
                landed.held(),
                landed.findings().stream()
                        .filter(finding -> landed.fresh().stream()
                                .noneMatch(file -> file.file().equals(finding.file())))
                        .toList(),
                waiting.stream().map(LandedFile::file).toList(),
                verdict(placed));
    }

    /** {@return the items with some of these files in them} */
    private List<Item> items(Land land, Set<String> files) {
        return ItemPlan.items(land.current(), contracts).stream()
                .filter(item -> item.files().map(Scope::name).anyMatch(files::contains))
                .toList();
    }

    /** Lands what waits in the inbox and is needed to judge the delivery. {@return its files} */
    private List<LandedFile> waiting(Land land, List<Inbox.Item> items, DistrictHome beside, LocalDate date)
            throws IOException {
        Path folder = Files.createDirectories(beside.root().resolve("waiting"));
        for (Inbox.Item item : items) {
            List<Path> files =
                    new ArrayList<>(item instanceof Inbox.BundleFolder bundle ? bundle.files() : List.of(item.path()));
            files.add(Inbox.acceptance(item.path()));
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    Path to = folder.resolve(home.inbox().relativize(file).toString());
                    Files.createDirectories(to.resolveSibling(""));
                    linkOrCopy(file, to);
                }
            }
        }
        return land.land(Inbox.scan(folder), date, (file, source, rows, took) -> {})
                .fresh();
    }

    /** Judges all that would be in force for an item, as a night would, and tells of the files that are new. */
    private List<Rehearsed.TakenFile> judge(
            Item item, Set<String> fresh, LocalDate date, DistrictHome beside, Machine machine) throws IOException {
        String name = item.entity() + "-" + item.schoolYear();
        Path folder = Files.createDirectories(beside.lake());
        Path rows = folder.resolve(name + "-rows.parquet");
        var sides = new Sides(states);
        var context = new ItemScript.Context(
                district,
                codeSets.asOf(district.schoolYear(date)),
                date,
                sides.of(item),
                List.of(),
                rows,
                folder.resolve(name + "-issues.parquet"),
                folder.resolve(name + "-facts.parquet"),
                Scope.all(item),
                rules);
        try (Duck duck = Duck.inMemory(machine.whole())) {
            ItemTask.perform(duck, item.key(), ItemScript.of(item, context));
            states.put(item.key(), conformed(rows));
            return new RehearsedItem(duck, item, contracts).files(file -> fresh.contains(Scope.name(file)));
        }
    }

    private static ItemState conformed(Path rows) {
        var month = new ItemState.Month("", 0, List.of(rows.toString()), List.of(), false, 0, List.of());
        return new ItemState("", "", false, List.of(), Map.of(Months.WHOLE, month));
    }

    /** A file of several school years was judged in parts; one that several contracts take is told for each. */
    private static List<Rehearsed.TakenFile> merged(List<Rehearsed.TakenFile> parts) {
        Map<List<String>, Rehearsed.TakenFile> files = new LinkedHashMap<>();
        parts.forEach(part -> files.merge(List.of(part.file(), part.contract()), part, RehearsedItem::together));
        return List.copyOf(files.values());
    }

    private static @Nullable Verdict verdict(Path placed) throws IOException {
        boolean folder = Files.isDirectory(placed);
        boolean zip =
                String.valueOf(placed.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
        if (!folder && !zip) {
            return null;
        }
        Verdict verdict = Conformance.of(placed);
        boolean bundle = !verdict.version().isEmpty()
                || verdict.faults().stream().anyMatch(fault -> fault.code().startsWith("manifest."));
        return bundle ? verdict : null;
    }

    /** {@return the entity's contract's name, with its id} */
    static String named(Contract contract) {
        return contract.name() + " (" + contract.id() + ")";
    }

    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target.resolveSibling(""));
                    linkOrCopy(path, target);
                }
            }
        }
    }

    private static void linkOrCopy(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(from, to); // another file system, or one without links
        }
    }
}
