package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yearbook.ingest.check.AcrossRule;
import org.yearbook.ingest.check.FieldRules;
import org.yearbook.ingest.check.KnownPeople;
import org.yearbook.ingest.check.Rule;
import org.yearbook.ingest.check.RuleFunctions;
import org.yearbook.ingest.conform.IssueHistory;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.RecordHistory;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Partition;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.OverTimeException;
import org.yearbook.warehouse.publish.LakeNight;

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

    private final ItemRunner.Run run;
    private final Lines lines;
    private final Map<String, List<Path>> people;
    private final List<Timed> timed = new ArrayList<>();

    /**
     * Prepares to judge.
     *
     * @param people what tonight's recognition of people left, by table
     */
    AcrossChecks(ItemRunner.Run run, Lines lines, Map<String, List<Path>> people) {
        this.run = run;
        this.lines = lines;
        this.people = Map.copyOf(people);
    }

    /**
     * Runs every rule whose entities were delivered; one that fails is an issue itself, never a pass.
     *
     * @param tables of the night before: its issues, and the versions of records that were known
     */
    Replacement run(List<Item> items, Map<String, ItemState> states, Map<String, LakeNight.Table> tables, Lake lake) {
        List<Path> before = files(tables, "quality_issue");
        Path file = lake.newFile("quality_issue", run.id() + "-" + ORIGIN);
        try (var duck = Duck.inMemory(run.machine().whole())) {
            RuleFunctions.of(run.date(), run.cutScores()).forEach(duck::run);
            duck.run(FindingTable.CREATE);
            Map<String, String> entities = entities(items, states);
            entities.putAll(histories(tables, entities.keySet()));
            entities.forEach((entity, rows) -> duck.run("create view " + SqlText.name(entity) + " as " + rows));
            KnownPeople.views(people, entities.keySet()).forEach(duck::run);
            run.rules().across(run.year()).stream()
                    .filter(rule -> rule.fits(entities.keySet()))
                    .forEach(rule -> judge(duck, rule));
            lines.settle(duck);
            duck.run("create or replace table tonight as select *, " + FindingTable.NO_MONTH
                    + " from tonight qualify row_number() over"
                    + " (partition by issue_key order by file, row_number) = 1");
            duck.run("copy (" + IssueHistory.query(Duck.literal(ORIGIN), run.date(), before) + ") to "
                    + Duck.literal(file) + " (format parquet)");
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

    /** What records said in the nights before, for rules that look for a change: a view under the table's name. */
    static Map<String, String> histories(Map<String, LakeNight.Table> tables, Set<String> entities) {
        Map<String, String> histories = new TreeMap<>();
        for (String entity : entities) {
            String table = RecordHistory.table(entity);
            List<Path> files = files(tables, table);
            if (!files.isEmpty()) {
                histories.put(table, "from read_parquet(" + Duck.fileList(files) + ", union_by_name = true)");
            }
        }
        return histories;
    }

    private static List<Path> files(Map<String, LakeNight.Table> tables, String table) {
        LakeNight.Table known = tables.get(table);
        return known == null ? List.of() : known.files();
    }

    /**
     * How long one rule ran.
     *
     * @param ran false when it was refused or stopped
     */
    record Timed(AcrossRule rule, long millis, boolean ran) {}

    /** {@return what was run, in its order} */
    List<Timed> timed() {
        return List.copyOf(timed);
    }

    private void judge(Duck duck, AcrossRule rule) {
        long start = System.nanoTime();
        boolean ran = judged(duck, rule);
        timed.add(new Timed(rule, (System.nanoTime() - start) / 1_000_000, ran));
    }

    private boolean judged(Duck duck, AcrossRule rule) {
        int seconds = run.district().ruleSeconds();
        try {
            duck.run(issue(rule, rule.asRule(), rule.query()), Duration.ofSeconds(seconds));
            return true;
        } catch (OverTimeException e) {
            tell(duck, rule, FieldRules.overTime(rule.asRule(), seconds));
        } catch (EngineException e) {
            tell(
                    duck,
                    rule,
                    FieldRules.broken(
                            rule.asRule(), "Tell whoever keeps Yearbook running, with the number of the rule."));
        }
        return false;
    }

    private static void tell(Duck duck, AcrossRule rule, Rule told) {
        String nothing = "select 'all' as school_year, " + Duck.literal(FieldRules.UNJUDGED + rule.id())
                + " as record_key, null as raw_value, null as suggested_value, null as school_id,"
                + " 'Yearbook' as source, 'rules' as source_file, 0 as source_row";
        duck.run(issue(rule, told, nothing));
    }

    private static String issue(AcrossRule rule, Rule told, String query) {
        List<String> words = List.of(
                told.id(),
                rule.entity(),
                rule.field(),
                told.severity(),
                told.ownerRole(),
                told.message(),
                told.whatToDo());
        List<String> all = new ArrayList<>(words.stream().map(Duck::literal).toList());
        all.add(query);
        all.add(Lines.line("q.source_row"));
        return ISSUE.formatted(all.toArray());
    }
}
