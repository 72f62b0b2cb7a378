package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yearbook.ingest.check.EntityShape;
import org.yearbook.ingest.check.KnownPeople;
import org.yearbook.ingest.check.RuleFunctions;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.publish.LakeNight;

/** What rules across records may ask: tonight's rows, what was known before, who is who, and the functions. */
final class AcrossRows {

    private final ItemRunner.Run run;
    private final Contracts contracts;
    private final Lines lines;
    private final Map<String, List<Path>> people;
    private final Map<String, ItemState> states;
    private final Map<String, LakeNight.Table> tables;
    /** By entity, those that have rows. */
    private final Map<String, List<Item>> items;

    private final Map<String, String> histories;

    /**
     * Looks what there is.
     *
     * @param contracts which say what fields an entity has, whoever delivers it
     * @param tables of the night before
     * @param people what tonight's recognition of people left, by table
     */
    AcrossRows(
            ItemRunner.Run run,
            Contracts contracts,
            Lines lines,
            List<Item> items,
            Map<String, ItemState> states,
            Map<String, LakeNight.Table> tables,
            Map<String, List<Path>> people) {
        this.run = run;
        this.contracts = contracts;
        this.lines = lines;
        this.states = states;
        this.tables = tables;
        this.people = people;
        this.items = items.stream()
                .filter(item ->
                        states.containsKey(item.key()) && !state(item).files().isEmpty())
                .collect(Collectors.groupingBy(Item::entity, TreeMap::new, Collectors.toList()));
        this.histories = AcrossChecks.histories(tables, this.items.keySet());
    }

    private ItemState state(Item item) {
        ItemState state = states.get(item.key());
        if (state == null) {
            throw new IllegalStateException("Nobody knows what became of " + item.key());
        }
        return state;
    }

    /** {@return what there is, by the names under which rules find it} */
    Set<String> names() {
        Set<String> names = new TreeSet<>(items.keySet());
        names.addAll(histories.keySet());
        return names;
    }

    /** {@return all of it, told apart from what there was on other nights} */
    NamedInputs inputs(Duck duck) {
        var inputs = new NamedInputs(duck);
        functions().forEach(inputs::created);
        items.forEach((entity, all) -> inputs.rows(
                entity,
                all.stream().map(item -> item.key() + lines.print(state(item))).collect(Collectors.joining("|"))));
        histories.keySet().forEach(table -> inputs.rows(table, NamedInputs.files(AcrossChecks.files(tables, table))));
        KnownPeople.views(Map.of(), names()).forEach(statement -> {
            List<Path> files = people.getOrDefault(NamedInputs.name(statement), List.of());
            inputs.created(statement, statement + NamedInputs.files(files));
        });
        return inputs;
    }

    /** Creates what some rules read. */
    void create(Duck duck, Set<String> named) {
        functions().stream()
                .filter(function -> named.contains(NamedInputs.name(function)))
                .forEach(duck::run);
        items.forEach((entity, all) -> {
            if (named.contains(entity)) {
                view(duck, entity, EntityShape.whole(contracts, entity, duck, rows(all)));
            }
        });
        histories.forEach((table, rows) -> {
            if (named.contains(table)) {
                view(duck, table, rows);
            }
        });
        people().stream()
                .filter(statement -> named.contains(NamedInputs.name(statement)))
                .forEach(duck::run);
        KnownPeople.SHARED.stream().filter(named::contains).forEach(view -> hold(duck, view));
    }

    /** Holds the rows of a view. Where they cannot be had, the rules that ask for them tell why. */
    private void hold(Duck duck, String view) {
        try {
            duck.run(
                    "create temp table " + view + " as from " + view,
                    Duration.ofSeconds(run.district().ruleSeconds()));
        } catch (EngineException e) {
            // told by those rules
        }
    }

    private static void view(Duck duck, String name, String rows) {
        duck.run("create view " + SqlText.name(name) + " as " + rows);
    }

    private String rows(List<Item> all) {
        List<String> rows = new ArrayList<>();
        all.forEach(item -> rows.add(lines.rows(item, state(item))));
        return String.join(" union all by name ", rows);
    }

    private List<String> functions() {
        return RuleFunctions.of(run.date(), run.cutScores());
    }

    private List<String> people() {
        return KnownPeople.views(people, names());
    }
}
