package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.CutScores;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.check.RuleSet;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.ItemScript;
import org.yearbook.ingest.conform.Months;
import org.yearbook.ingest.conform.Scope;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Partition;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.warehouse.fault.FaultPoint;
import org.yearbook.warehouse.home.District;

/** Runs what changed of the items, tier by tier, and carries over the rest. */
final class ItemRunner implements AutoCloseable {

    private final Run run;
    private final CodeSets codeSets;
    private final Lake lake;
    private final Cluster cluster;
    private final Changes.Known known;
    private final Map<String, ItemState> states = new TreeMap<>();
    private final Sides sides = new Sides(states);
    private final Changes changes;
    private final Lines lines;
    private final List<Replacement> replacements = new ArrayList<>();

    ItemRunner(Run run, CodeSets codeSets, Lake lake, Cluster cluster, Changes.Known known, Lines lines) {
        this.run = run;
        this.codeSets = codeSets;
        this.lake = lake;
        this.cluster = cluster;
        this.known = known;
        this.lines = lines;
        this.changes = new Changes(run, codeSets, known, states);
    }

    /** The night at hand: its id, its date, whose it is, what it may use and what it judges by. */
    record Run(String id, LocalDate date, District district, Machine machine, RuleSet rules, CutScores cutScores) {

        SchoolYear year() {
            return district.schoolYear(date);
        }
    }

    Map<String, ItemState> states() {
        return states;
    }

    List<Replacement> replacements() {
        return List.copyOf(replacements);
    }

    /** Does what is to be done of one tier. */
    void tier(List<Item> tier, Steps steps) {
        List<Work> due = new ArrayList<>();
        Map<String, ItemState> carried = new HashMap<>();
        for (Item item : tier) {
            Work work = changes.of(item);
            if (work.nothing()) {
                ItemState before = known.items().get(item.key());
                // A rule that could not be run on the rows that are carried over is still to be tried on all of them.
                carried.put(item.key(), state(work, before != null && before.broken(), Map.of()));
            } else {
                due.add(work);
            }
        }
        // Only now: items of one tier do not look at each other.
        states.putAll(carried);
        List<Done> done = run(due);
        // A rule that fails on some rows must be seen to fail on all of them, like in a night that does them all.
        List<Work> again = done.stream()
                .filter(one -> one.outcome().broken() && !one.work().scope().whole())
                .map(one -> one.work().whole())
                .toList();
        done.stream()
                .filter(one -> !one.outcome().broken() || one.work().scope().whole())
                .forEach(one -> keep(one, steps));
        run(again).forEach(one -> keep(one, steps));
    }

    private record Done(Work work, ItemTask.Outcome outcome) {}

    private List<Done> run(List<Work> due) {
        Map<String, Work> byKey =
                due.stream().collect(Collectors.toMap(work -> work.item().key(), Function.identity()));
        List<ItemTask> tasks = due.stream().map(work -> task(work, due.size())).toList();
        List<Done> done = new ArrayList<>();
        for (ItemTask.Outcome outcome : cluster.run(tasks)) {
            Work work = byKey.remove(outcome.key());
            if (work == null) {
                throw new IllegalStateException("Item " + outcome.key() + " came back twice");
            }
            done.add(new Done(work, outcome));
        }
        if (!byKey.isEmpty()) {
            throw new IllegalStateException("Without an outcome came back: " + byKey.keySet());
        }
        return done;
    }

    private void keep(Done done, Steps steps) {
        Item item = done.work().item();
        Map<String, ItemState.Month> months = new HashMap<>();
        if (done.work().scope().whole()) {
            // Whatever there was: an item that had months, or none, leaves no piece of that behind.
            replace(item, Months.WHOLE, List.of(), List.of(), List.of());
        }
        for (ItemTask.Done month : done.outcome().months()) {
            ItemTask.Written files = month.files();
            List<String> rows = month.rows() == 0 ? List.of() : List.of(files.rows());
            List<String> issues = month.issues() == 0 ? List.of() : List.of(files.issues());
            List<String> facts = month.facts() == 0 ? List.of() : List.of(files.facts());
            replace(item, files.month(), rows, issues, facts);
            if (!month.accounts().isEmpty() || !issues.isEmpty()) {
                months.put(
                        files.month(),
                        new ItemState.Month(
                                month.seen(),
                                month.rows(),
                                rows,
                                issues,
                                month.ahead(),
                                month.repeated(),
                                month.accounts()));
            }
        }
        ItemState state = state(done.work(), done.outcome().broken(), months);
        prove(item, state);
        FaultPoint.ITEM_CONFORMED.pass();
        states.put(item.key(), state);
        steps.add(
                "conform " + item.schoolYear(),
                item.entity(),
                done.outcome().rows(),
                done.outcome().seconds());
    }

    private ItemState state(Work work, boolean broken, Map<String, ItemState.Month> done) {
        Map<String, ItemState.Month> months = lines.carry(work.item(), work.kept(), replacements);
        months.putAll(done);
        return new ItemState(work.fingerprint(), work.terms(), broken, work.prints(), months);
    }

    /** {@link Months#WHOLE} stands for all of the item, whatever its pieces are. */
    private void replace(Item item, String month, List<String> rows, List<String> issues, List<String> facts) {
        Partition year = Partition.year(item.schoolYear());
        Partition found = Partition.originYear(item.entity(), item.schoolYear());
        Partition changed = Partition.entityYear(item.entity(), item.schoolYear());
        boolean piece = !month.equals(Months.WHOLE);
        replacements.add(new Replacement(item.entity(), piece ? year.month(month) : year, paths(rows)));
        replacements.add(new Replacement("quality_issue", piece ? found.month(month) : found, paths(issues)));
        replacements.add(new Replacement("standardization_fact", piece ? changed.month(month) : changed, paths(facts)));
    }

    /** Delivered = loaded + quarantined + duplicates, for each file that lies wholly in this item. */
    private static void prove(Item item, ItemState state) {
        item.files().forEach(file -> {
            long delivered = file.delivered() - file.rejected();
            long accounted = state.accounts().stream()
                    .filter(account -> account.delivery().equals(file.deliveryId())
                            && account.file().equals(file.file()))
                    .mapToLong(ItemState.Account::total)
                    .sum();
            boolean whole = file.schoolYears().size() == 1;
            if (whole ? accounted != delivered : accounted > delivered) {
                throw new IllegalStateException("Of the " + delivered + " rows of " + file.file() + " in " + item.key()
                        + " " + accounted + " are accounted for; nothing is published from it");
            }
        });
    }

    private ItemTask task(Work work, int beside) {
        Item item = work.item();
        Path rows = lake.newFile(item.entity(), run.id() + "-" + item.schoolYear());
        String name = run.id() + "-" + item.entity() + "-" + item.schoolYear();
        Path issues = lake.newFile("quality_issue", name);
        Path facts = lake.newFile("standardization_fact", name);
        var context = new ItemScript.Context(
                run.district(),
                codeSets,
                run.date(),
                sides.of(item),
                issuesBefore(work),
                rows,
                issues,
                facts,
                work.scope(),
                run.rules());
        return new ItemTask(
                item.key(),
                ItemScript.of(item, context),
                item.files()
                        .map(file -> new ItemTask.Delivered(file.deliveryId(), file.source(), file.file()))
                        .toList(),
                work.scope().months().stream()
                        .map(month -> new ItemTask.Written(
                                month,
                                Scope.file(rows, month).toString(),
                                Scope.file(issues, month).toString(),
                                Scope.file(facts, month).toString()))
                        .toList(),
                work.scope().rows(),
                run.machine().threads(work.scope().rows()),
                run.machine().memoryMegabytes(beside),
                run.machine().spill().toString());
    }

    /** The issues of the night before that lie where this work writes. */
    private List<Path> issuesBefore(Work work) {
        ItemState before = known.items().get(work.item().key());
        if (before == null) {
            return List.of();
        }
        return before.months().entrySet().stream()
                .filter(month -> work.scope().whole() || work.scope().months().contains(month.getKey()))
                .flatMap(month -> month.getValue().issues().stream())
                .map(Path::of)
                .toList();
    }

    private static List<Path> paths(List<String> files) {
        return files.stream().map(Path::of).toList();
    }

    @Override
    public void close() {
        changes.close();
    }
}
