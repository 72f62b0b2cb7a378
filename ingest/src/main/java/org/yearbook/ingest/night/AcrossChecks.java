package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yearbook.ingest.check.AcrossRule;
import org.yearbook.ingest.check.AcrossRules;
import org.yearbook.ingest.check.FieldRules;
import org.yearbook.ingest.check.KnownPeople;
import org.yearbook.ingest.check.RuleFunctions;
import org.yearbook.ingest.conform.IssueHistory;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Partition;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;

/** Judges what only shows when rows, entities and systems are seen together. */
final class AcrossChecks {

    static final String ORIGIN = "across";

    private static final String ISSUE = """
            insert into tonight
            select md5(concat_ws('|', %1$s, %2$s, q.school_year, coalesce(q.record_key, q.source_file || ' line ' || %9$s), %3$s)),
                   %1$s, %4$s, %2$s, q.school_year, coalesce(q.record_key, 'line ' || %9$s), nullif(%3$s, ''),
                   cast(q.raw_value as varchar), cast(q.suggested_value as varchar), cast(q.school_id as varchar), %5$s,
                   q.source, q.source_file, q.source_row, %6$s, %7$s
            from (%8$s) q
            """;

    private final Machine machine;
    private final LocalDate night;
    private final Lines lines;
    private final Map<String, List<Path>> people;

    /**
     * Prepares to judge.
     *
     * @param people what tonight's recognition of people left, by table
     */
    AcrossChecks(Machine machine, LocalDate night, Lines lines, Map<String, List<Path>> people) {
        this.machine = machine;
        this.night = night;
        this.lines = lines;
        this.people = Map.copyOf(people);
    }

    /** Runs every rule whose entities were delivered; one that fails is an issue itself, never a pass. */
    Replacement run(List<Item> items, Map<String, ItemState> states, List<Path> before, Lake lake, String run) {
        Path file = lake.newFile("quality_issue", run + "-" + ORIGIN);
        try (var duck = Duck.inMemory(machine.whole())) {
            RuleFunctions.of(night).forEach(duck::run);
            duck.run(FindingTable.CREATE);
            Map<String, String> entities = entities(items, states);
            entities.forEach((entity, rows) -> duck.run("create view " + SqlText.name(entity) + " as " + rows));
            KnownPeople.views(people, entities.keySet()).forEach(duck::run);
            AcrossRules.shipped().stream()
                    .filter(rule -> rule.fits(entities.keySet()))
                    .forEach(rule -> judge(duck, rule));
            lines.settle(duck);
            duck.run("create or replace table tonight as select *, " + FindingTable.NO_MONTH
                    + " from tonight qualify row_number() over"
                    + " (partition by issue_key order by file, row_number) = 1");
            duck.run("copy (" + IssueHistory.query(Duck.literal(ORIGIN), night, before) + ") to " + Duck.literal(file)
                    + " (format parquet)");
            long issues = FindingTable.count(duck, file);
            return new Replacement(
                    "quality_issue", Partition.originYear(ORIGIN, "all"), issues == 0 ? List.of() : List.of(file));
        }
    }

    private Map<String, String> entities(List<Item> items, Map<String, ItemState> states) {
        Map<String, String> entities = new TreeMap<>();
        for (Item item : items) {
            ItemState state = states.get(item.key());
            if (state != null && !state.files().isEmpty()) {
                entities.merge(
                        item.entity(), lines.rows(item, state), (one, other) -> one + " union all by name " + other);
            }
        }
        return entities;
    }

    private static void judge(Duck duck, AcrossRule rule) {
        List<String> words = List.of(
                rule.id(),
                rule.entity(),
                rule.field(),
                rule.severity(),
                rule.ownerRole(),
                rule.message(),
                rule.whatToDo());
        try {
            duck.run(ISSUE.formatted(literals(words, rule.query())));
        } catch (EngineException e) {
            String nothing = "select 'all' as school_year, 'rule " + rule.id() + "' as record_key, null as raw_value,"
                    + " null as suggested_value, null as school_id, 'Yearbook' as source, 'rules' as source_file,"
                    + " 0 as source_row";
            List<String> broken = List.of(
                    FieldRules.BROKEN_RULE,
                    rule.entity(),
                    rule.field(),
                    "major",
                    "data steward",
                    "Rule " + rule.id() + " could not be run, so nobody knows which records break it.",
                    "Tell whoever keeps Yearbook running, with the number of the rule.");
            duck.run(ISSUE.formatted(literals(broken, nothing)));
        }
    }

    private static Object[] literals(Collection<String> words, String query) {
        List<String> all = new ArrayList<>(words.stream().map(Duck::literal).toList());
        all.add(query);
        all.add(Lines.line("q.source_row"));
        return all.toArray();
    }
}
