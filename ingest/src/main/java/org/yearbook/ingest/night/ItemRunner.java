package org.yearbook.ingest.night;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.ItemScript;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Partition;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.warehouse.home.District;

/** Runs the items whose input changed, tier by tier, and carries over the others. */
final class ItemRunner {

    /** Changes whenever the program would make something else of the same input. */
    private static final String PROGRAM = "1";

    private final String run;
    private final LocalDate date;
    private final District district;
    private final CodeSets codeSets;
    private final Lake lake;
    private final Cluster cluster;
    private final Machine machine;
    private final Map<String, ItemState> before;
    private final Map<String, ItemState> states = new TreeMap<>();
    private final List<Replacement> replacements = new ArrayList<>();

    ItemRunner(Run run, CodeSets codeSets, Lake lake, Cluster cluster, Map<String, ItemState> before) {
        this.run = run.id();
        this.date = run.date();
        this.district = run.district();
        this.machine = run.machine();
        this.codeSets = codeSets;
        this.lake = lake;
        this.cluster = cluster;
        this.before = before;
    }

    /** The night at hand: its id, its date, whose it is and what it may use. */
    record Run(String id, LocalDate date, District district, Machine machine) {}

    Map<String, ItemState> states() {
        return states;
    }

    List<Replacement> replacements() {
        return List.copyOf(replacements);
    }

    /** Does what is to be done of one tier. */
    void tier(List<Item> tier, Steps steps) {
        Map<String, String> fingerprints = new HashMap<>();
        tier.forEach(item -> fingerprints.put(item.key(), fingerprint(item)));
        List<Item> changed = new ArrayList<>();
        for (Item item : tier) {
            ItemState known = before.get(item.key());
            if (known != null && known.fingerprint().equals(fingerprints.get(item.key()))) {
                states.put(item.key(), known);
            } else {
                changed.add(item);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        List<ItemTask> tasks =
                changed.stream().map(item -> task(item, changed.size())).toList();
        Map<String, ItemTask.Outcome> outcomes =
                cluster.run(tasks).stream().collect(Collectors.toMap(ItemTask.Outcome::key, outcome -> outcome));
        for (int i = 0; i < tasks.size(); i++) {
            Item item = changed.get(i);
            keep(item, tasks.get(i), outcomes.get(item.key()), fingerprints.getOrDefault(item.key(), ""), steps);
        }
    }

    private void keep(Item item, ItemTask task, ItemTask.@Nullable Outcome outcome, String fingerprint, Steps steps) {
        if (outcome == null) {
            throw new IllegalStateException("Item " + item.key() + " came back without an outcome");
        }
        prove(item, outcome);
        List<String> rows = outcome.rows() == 0 ? List.of() : List.of(task.rows());
        List<String> issues = outcome.issues() == 0 ? List.of() : List.of(task.issues());
        replacements.add(new Replacement(item.entity(), Partition.year(item.schoolYear()), paths(rows)));
        replacements.add(new Replacement(
                "quality_issue", Partition.originYear(item.entity(), item.schoolYear()), paths(issues)));
        replacements.add(new Replacement(
                "standardization_fact",
                Partition.entityYear(item.entity(), item.schoolYear()),
                outcome.facts() == 0 ? List.of() : List.of(Path.of(task.facts()))));
        states.put(
                item.key(),
                new ItemState(fingerprint, outcome.seen(), outcome.rows(), rows, issues, outcome.accounts()));
        steps.add("conform " + item.schoolYear(), item.entity(), outcome.rows(), outcome.seconds());
    }

    /** Delivered = loaded + quarantined + duplicates, for each file that lies wholly in this item. */
    private static void prove(Item item, ItemTask.Outcome outcome) {
        for (int i = 0; i < outcome.accounts().size(); i++) {
            LandedFile file = item.files().toList().get(i);
            long delivered = file.delivered() - file.rejected();
            long accounted = outcome.accounts().get(i).total();
            boolean whole = file.schoolYears().size() == 1;
            if (whole ? accounted != delivered : accounted > delivered) {
                throw new IllegalStateException("Of the " + delivered + " rows of " + file.file() + " in " + item.key()
                        + " " + accounted + " are accounted for; nothing is published from it");
            }
        }
    }

    private ItemTask task(Item item, int beside) {
        String name = run + "-" + item.schoolYear();
        Path rows = lake.newFile(item.entity(), name);
        Path issues = lake.newFile("quality_issue", run + "-" + item.entity() + "-" + item.schoolYear());
        Path facts = lake.newFile("standardization_fact", run + "-" + item.entity() + "-" + item.schoolYear());
        ItemState known = before.get(item.key());
        var context = new ItemScript.Context(
                district,
                codeSets,
                date,
                sides(item),
                known == null ? List.of() : paths(known.issues()),
                rows,
                issues,
                facts);
        return new ItemTask(
                item.key(),
                ItemScript.of(item, context),
                item.files()
                        .map(file -> new ItemTask.Delivered(file.deliveryId(), file.source(), file.file()))
                        .toList(),
                rows.toString(),
                issues.toString(),
                facts.toString(),
                machine.threads(item.rows()),
                machine.memoryMegabytes(beside),
                machine.spill().toString());
    }

    private Map<String, List<Path>> sides(Item item) {
        Map<String, List<Path>> sides = new TreeMap<>();
        for (String needed : item.needs()) {
            sides.put(
                    needed,
                    side(needed, item.schoolYear())
                            .flatMap(state -> paths(state.files()).stream())
                            .toList());
        }
        return sides;
    }

    /** What is known of an entity in the same year; of all years for rows that have none. */
    private Stream<ItemState> side(String entity, String schoolYear) {
        ItemState same = states.get(entity + "/" + schoolYear);
        if (same != null) {
            return Stream.of(same);
        }
        ItemState timeless = states.get(entity + "/all");
        if (timeless != null) {
            return Stream.of(timeless);
        }
        boolean any = !Character.isDigit(schoolYear.charAt(0));
        return any
                ? states.entrySet().stream()
                        .filter(state -> state.getKey().startsWith(entity + "/"))
                        .map(Map.Entry::getValue)
                : Stream.of();
    }

    private String fingerprint(Item item) {
        var said = new StringBuilder(PROGRAM).append(district.firstDay()).append(district.zone());
        for (Item.Part part : item.parts()) {
            said.append('|').append(part.contract().fingerprint());
            part.files().forEach(file -> said.append(file.deliveryId()).append(file.sha256()));
        }
        for (String needed : item.needs()) {
            said.append('|').append(needed);
            side(needed, item.schoolYear())
                    .forEach(state -> said.append(state.content()).append(state.rows()));
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(said.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> paths(List<String> files) {
        return files.stream().map(Path::of).toList();
    }
}
