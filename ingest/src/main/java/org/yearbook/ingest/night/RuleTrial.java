package org.yearbook.ingest.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.CutScores;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.check.AcrossRule;
import org.yearbook.ingest.check.EntityShape;
import org.yearbook.ingest.check.FieldRules;
import org.yearbook.ingest.check.KnownPeople;
import org.yearbook.ingest.check.RuleFunctions;
import org.yearbook.ingest.check.RuleSet;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.ItemScript;
import org.yearbook.ingest.conform.RowsBySchool;
import org.yearbook.ingest.conform.Scope;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.Land;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.OverTimeException;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;

/** Judges the rows of the last night by one rule, beside the home: counts come of it, and no issue. */
final class RuleTrial {

    private final DistrictHome home;
    private final District district;
    private final Contracts contracts;
    private final CodeSets codeSets;
    private final NightRecord night;
    private final RuleSet rules;
    private final Machine machine;
    private final Path scratch;
    private final Sides sides;
    private final List<Item> items;

    private RuleTrial(Settings settings, NightRecord night, Path scratch) {
        this.home = settings.home();
        this.district = settings.district();
        this.night = night;
        this.contracts = settings.contracts();
        this.rules = settings.rules();
        this.scratch = scratch;
        this.codeSets =
                CodeSets.load(home.codeSets(), district.combinedQuestion()).asOf(district.schoolYear(night.date()));
        this.machine = Machine.here(scratch.resolve("spill"));
        this.sides = new Sides(night.items());
        var land = new Land(home, settings.contracts(), district, settings.clock(), machine.whole());
        this.items = ItemPlan.items(land.current(), settings.contracts());
    }

    /** What a trial stands on. */
    record Settings(DistrictHome home, District district, Contracts contracts, RuleSet rules, Clock clock) {}

    /** {@return what would come of each rule, one entry for each entity whose rows it judges} */
    static List<RuleTried> of(Settings settings, NightRecord night, List<String> ids) throws IOException {
        Path scratch = Files.createTempDirectory(settings.home().root(), WorkFiles.REHEARSAL);
        try {
            var trial = new RuleTrial(settings, night, scratch);
            List<RuleTried> tried = new ArrayList<>();
            for (String id : ids) {
                tried.addAll(trial.across(id));
                tried.addAll(trial.rows(id));
            }
            return tried;
        } finally {
            WorkFiles.forget(scratch);
        }
    }

    private SchoolYear year() {
        return district.schoolYear(night.date());
    }

    /** By school year and school. */
    private static final class Counts {
        private final Map<String, Map<String, long[]>> counts = new TreeMap<>();

        void add(String year, String school, long judged, long broken) {
            long[] found =
                    counts.computeIfAbsent(year, any -> new TreeMap<>()).computeIfAbsent(school, any -> new long[2]);
            found[0] += judged;
            found[1] += broken;
        }

        List<RuleTried.Place> places() {
            List<RuleTried.Place> places = new ArrayList<>();
            counts.forEach((year, schools) -> schools.forEach(
                    (school, found) -> places.add(new RuleTried.Place(year, school, found[0], found[1]))));
            return places;
        }
    }

    private List<RuleTried> across(String id) {
        List<RuleTried> tried = new ArrayList<>();
        for (AcrossRule rule : rules.across(year())) {
            if (rule.id().equals(id) && rule.fits(delivered().keySet())) {
                tried.add(across(rule));
            }
        }
        return tried;
    }

    /** What a rule may ask for, and the rows of it. */
    private Map<String, String> delivered() {
        Map<String, List<Path>> files = new TreeMap<>();
        items.forEach(item -> files.computeIfAbsent(item.entity(), entity -> new ArrayList<>())
                .addAll(files(item)));
        Map<String, String> rows = new TreeMap<>();
        files.forEach((entity, all) -> {
            if (!all.isEmpty()) {
                rows.put(entity, "from " + parquet(all));
            }
        });
        rows.putAll(AcrossChecks.histories(night.tables(), Set.copyOf(rows.keySet())));
        return rows;
    }

    private Map<String, List<Path>> people() {
        return night.tables().entrySet().stream()
                .filter(table -> KnownPeople.TABLES.contains(table.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, table -> table.getValue().files()));
    }

    private List<Path> files(Item item) {
        ItemState state = night.items().get(item.key());
        return state == null ? List.of() : state.files().stream().map(Path::of).toList();
    }

    private RuleTried across(AcrossRule rule) {
        var counts = new Counts();
        String unjudged = "";
        try (Duck duck = Duck.inMemory(machine.whole())) {
            RuleFunctions.of(night.date(), CutScores.load(home.cutScores())).forEach(duck::run);
            Map<String, String> delivered = delivered();
            delivered.forEach((name, rows) -> duck.run(
                    "create view " + SqlText.name(name) + " as " + EntityShape.whole(contracts, name, duck, rows)));
            KnownPeople.views(people(), delivered.keySet()).forEach(duck::run);
            duck.run(
                    "create table broken as select school_year, school_id, count(*) as rows from (" + rule.query()
                            + ") q group by all",
                    Duration.ofSeconds(district.ruleSeconds()));
            duck.sql()
                    .fetch("select school_year, coalesce(cast(school_id as varchar), '') as school, rows from broken")
                    .forEach(row ->
                            counts.add(row.get(0, String.class), row.get(1, String.class), 0, row.get(2, Long.class)));
            for (Item item : items) {
                if (item.entity().equals(rule.entity()) && !files(item).isEmpty() && inForce(rule.id(), item)) {
                    judged(duck, item, parquet(files(item)), counts);
                }
            }
        } catch (OverTimeException e) {
            unjudged =
                    FieldRules.overTime(rule.asRule(), district.ruleSeconds()).message();
        } catch (EngineException e) {
            unjudged = FieldRules.broken(rule.asRule(), "").message();
        }
        return new RuleTried(rule.id(), rule.entity(), counts.places(), unjudged);
    }

    private boolean inForce(String id, Item item) {
        return rules.inForce(id, item.schoolYear(), year());
    }

    private void judged(Duck duck, Item item, String rows, Counts counts) {
        duck.sql()
                .fetch(RowsBySchool.query(item, sides.of(item), rows))
                .forEach(row -> counts.add(
                        item.schoolYear(), school(row.get("school", String.class)), row.get("rows", Long.class), 0));
    }

    private static String school(@org.jspecify.annotations.Nullable String school) {
        return school == null ? "" : school;
    }

    private static String parquet(List<Path> files) {
        return "read_parquet(" + Duck.fileList(files) + ", union_by_name = true)";
    }

    /** Rules about single rows see them as delivered, so their items are read again from the landing. */
    private List<RuleTried> rows(String id) {
        Map<String, Counts> counts = new TreeMap<>();
        Map<String, String> unjudged = new TreeMap<>();
        for (Item item : items) {
            Path issues = scratch.resolve("issues.parquet");
            var context = new ItemScript.Context(
                    district,
                    codeSets,
                    night.date(),
                    sides.of(item),
                    List.of(),
                    scratch.resolve("rows.parquet"),
                    issues,
                    scratch.resolve("facts.parquet"),
                    Scope.all(item),
                    rules);
            if (ItemScript.rules(item, context).stream()
                    .noneMatch(rule -> rule.id().equals(id))) {
                continue;
            }
            Counts found = counts.computeIfAbsent(item.entity(), entity -> new Counts());
            try (Duck duck = Duck.inMemory(machine.whole())) {
                ItemScript.of(item, context).forEach(statement -> statement.run(duck));
                judged(duck, item, "typed", found);
                broken(duck, item, id, issues, found);
                duck.sql()
                        .fetch("select message from read_parquet(" + Duck.literal(issues) + ") where rule_id = "
                                + Duck.literal(FieldRules.BROKEN_RULE) + " and record_key = "
                                + Duck.literal(FieldRules.UNJUDGED + id))
                        .forEach(row -> unjudged.put(item.entity(), row.get(0, String.class)));
            }
        }
        return counts.entrySet().stream()
                .map(entity -> new RuleTried(
                        id, entity.getKey(), entity.getValue().places(), unjudged.getOrDefault(entity.getKey(), "")))
                .toList();
    }

    private static void broken(Duck duck, Item item, String id, Path issues, Counts counts) {
        duck.sql()
                .fetch("select coalesce(school_id, ''), count(distinct (file, row_number)) from read_parquet("
                        + Duck.literal(issues) + ") where rule_id = " + Duck.literal(id) + " group by all")
                .forEach(row -> counts.add(item.schoolYear(), row.get(0, String.class), 0, row.get(1, Long.class)));
    }
}
