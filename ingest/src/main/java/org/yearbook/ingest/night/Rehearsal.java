package org.yearbook.ingest.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.ItemScript;
import org.yearbook.ingest.conform.Scope;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.InForce;
import org.yearbook.ingest.land.Land;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.land.LandingResult;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.ingest.source.oneroster.conformance.Conformance;
import org.yearbook.ingest.source.oneroster.conformance.Verdict;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.ValueDecisions;

/**
 * What the next night would make of a delivery, found by doing it beside the home: landed, standardized and checked
 * against what is in force, then thrown away. Nothing of the home is changed.
 */
final class Rehearsal {

    private static final String SCRATCH = ".rehearsal-";

    private final DistrictHome home;
    private final District district;
    private final Contracts contracts;
    private final CodeSets codeSets;
    private final Clock clock;
    private final Map<String, List<Path>> conformed = new HashMap<>();

    Rehearsal(DistrictHome home, Clock clock) {
        this.home = home;
        this.district = DistrictFile.read(home);
        this.contracts =
                Contracts.load(home.contracts()).decided(ValueDecisions.of(home).holding());
        this.codeSets = CodeSets.load(home.codeSets(), district.combinedQuestion());
        this.contracts.holdTo(codeSets);
        this.clock = clock;
    }

    /** {@return what would come of a file, a zip, or an unpacked OneRoster bundle} */
    Rehearsed of(Path delivery) throws IOException {
        Path scratch = Files.createTempDirectory(home.root(), SCRATCH);
        try {
            var beside = new DistrictHome(scratch);
            Path placed = beside.inbox()
                    .resolve(
                            String.valueOf(delivery.toAbsolutePath().normalize().getFileName()));
            Files.createDirectories(beside.inbox());
            link(delivery, placed);
            if (Files.isDirectory(home.landing())) {
                link(home.landing(), beside.landing());
            }
            return rehearse(beside, placed);
        } finally {
            delete(scratch);
        }
    }

    private Rehearsed rehearse(DistrictHome beside, Path placed) throws IOException {
        LocalDate date = clock.instant().atZone(district.zone()).toLocalDate();
        Machine machine = Machine.here(beside.root().resolve("spill"));
        var land = new Land(beside, contracts, district, clock, machine.whole());
        LandingResult landed = land.land(Inbox.scan(beside.inbox()), date, (file, source, rows, took) -> {});
        List<Rehearsed.TakenFile> taken = new ArrayList<>();
        for (List<Item> tier : ItemPlan.tiers(ItemPlan.items(fresh(landed.fresh()), contracts))) {
            for (Item item : tier) {
                taken.addAll(judge(item, date, beside, machine));
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
                verdict(placed));
    }

    private static List<InForce> fresh(List<LandedFile> files) {
        List<InForce> fresh = new ArrayList<>();
        files.forEach(file ->
                file.schoolYears().forEach(year -> fresh.add(new InForce(file.contractId(), year, List.of(file)))));
        return fresh;
    }

    private List<Rehearsed.TakenFile> judge(Item item, LocalDate date, DistrictHome beside, Machine machine)
            throws IOException {
        String name = item.entity() + "-" + item.schoolYear();
        Path folder = Files.createDirectories(beside.lake());
        Path rows = folder.resolve(name + "-rows.parquet");
        var context = new ItemScript.Context(
                district,
                codeSets.asOf(district.schoolYear(date)),
                date,
                sides(item),
                List.of(),
                rows,
                folder.resolve(name + "-issues.parquet"),
                folder.resolve(name + "-facts.parquet"),
                Scope.all(item));
        try (Duck duck = Duck.inMemory(machine.whole())) {
            ItemScript.of(item, context).forEach(statement -> {
                String otherwise = statement.otherwise();
                try {
                    duck.run(statement.sql());
                } catch (EngineException e) {
                    if (otherwise == null) {
                        throw e;
                    }
                    duck.run(otherwise);
                }
            });
            conformed.put(item.key(), List.of(rows));
            return new RehearsedItem(duck, item, contracts).files();
        }
    }

    /** What the delivery brings along comes first, then what the last night knew. */
    private Map<String, List<Path>> sides(Item item) {
        Map<String, ItemState> known =
                NightRecord.latest(home).map(NightRecord::items).orElse(Map.of());
        Map<String, List<Path>> sides = new TreeMap<>();
        for (String needed : item.needs()) {
            for (String key : List.of(needed + "/" + item.schoolYear(), needed + "/all")) {
                List<Path> files = Optional.ofNullable(conformed.get(key)).orElseGet(() -> before(known.get(key)));
                if (!files.isEmpty()) {
                    sides.putIfAbsent(needed, files);
                }
            }
            sides.computeIfAbsent(needed, entity -> anyYear(entity, item, known));
        }
        return sides;
    }

    private static List<Path> before(@Nullable ItemState state) {
        return state == null ? List.of() : state.files().stream().map(Path::of).toList();
    }

    private List<Path> anyYear(String entity, Item item, Map<String, ItemState> known) {
        if (Character.isDigit(item.schoolYear().charAt(0))) {
            return List.of();
        }
        Map<String, List<Path>> all = new TreeMap<>();
        known.forEach((key, state) -> all.put(key, before(state)));
        all.putAll(conformed);
        return all.entrySet().stream()
                .filter(state -> state.getKey().startsWith(entity + "/"))
                .flatMap(state -> state.getValue().stream())
                .toList();
    }

    /** A file of several school years was judged in parts. */
    private static List<Rehearsed.TakenFile> merged(List<Rehearsed.TakenFile> parts) {
        Map<String, Rehearsed.TakenFile> files = new LinkedHashMap<>();
        parts.forEach(part -> files.merge(part.file(), part, RehearsedItem::together));
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

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
