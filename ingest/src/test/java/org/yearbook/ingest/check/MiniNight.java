package org.yearbook.ingest.check;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.ItemScript;
import org.yearbook.ingest.conform.Scope;
import org.yearbook.ingest.conform.Statement;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;

/** The scripts of a night in their order, and the rules across what they leave; no lake, no history, no Spark. */
final class MiniNight {

    static final LocalDate DATE = LocalDate.of(2026, 6, 15);

    private static final Limits LIMITS = new Limits(2, 1024, null);
    static final District DISTRICT = new District(
            "Test", "district", "WI", ZoneId.of("America/Chicago"), MonthDay.of(7, 1), MonthDay.of(10, 1), 10);

    private final Path work;
    private final Contracts contracts;
    private final CodeSets codeSets;
    private final Map<String, Map<String, Path>> rows = new TreeMap<>();
    private final List<Issue> issues = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final RuleSet rules;
    private int runs;

    MiniNight(Path work, Contracts contracts) {
        this(work, contracts, CodeSets.shipped(), RuleSet.shipped());
    }

    MiniNight(Path work, Contracts contracts, RuleSet rules) {
        this(work, contracts, CodeSets.shipped(), rules);
    }

    MiniNight(Path work, Contracts contracts, CodeSets codeSets) {
        this(work, contracts, codeSets, RuleSet.shipped());
    }

    private MiniNight(Path work, Contracts contracts, CodeSets codeSets, RuleSet rules) {
        this.work = work;
        this.contracts = contracts;
        this.codeSets = codeSets;
        this.rules = rules;
    }

    /**
     * What a rule found.
     *
     * @param key the issue's own
     */
    record Issue(
            String key,
            String rule,
            String severity,
            String entity,
            String schoolYear,
            String record,
            @Nullable String field,
            @Nullable String raw,
            @Nullable String suggested,
            @Nullable String school,
            String file,
            long row,
            String message) {}

    /** What became of the rows of one file in one item. */
    record Account(String file, String schoolYear, long loaded, long quarantined, long duplicate) {}

    /** {@return a night that begins where this one ended, and knows nothing of what this one found} */
    MiniNight next(Path folder) {
        var next = new MiniNight(folder, contracts, codeSets, rules);
        rows.forEach((entity, years) -> next.rows.put(entity, new TreeMap<>(years)));
        return next;
    }

    /** Runs the items of the files, each after what it needs. */
    MiniNight run(List<LandedFile> files) {
        List<Item> waiting = new ArrayList<>(items(files));
        while (!waiting.isEmpty()) {
            List<String> entities =
                    waiting.stream().map(Item::entity).distinct().toList();
            Item next = waiting.stream()
                    .filter(item -> item.needs().stream().noneMatch(entities::contains))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("these wait for each other: " + entities));
            waiting.remove(next);
            run(next);
        }
        return this;
    }

    private List<Item> items(List<LandedFile> files) {
        Map<String, Map<String, List<LandedFile>>> byItem = new LinkedHashMap<>();
        for (LandedFile file : files) {
            Contract contract = contracts.get(file.contractId());
            for (String year : file.schoolYears()) {
                byItem.computeIfAbsent(contract.entity() + "/" + year, key -> new LinkedHashMap<>())
                        .computeIfAbsent(contract.id(), id -> new ArrayList<>())
                        .add(file);
            }
        }
        return byItem.entrySet().stream()
                .map(item -> new Item(
                        item.getKey().split("/", -1)[0],
                        item.getKey().split("/", -1)[1],
                        item.getValue().entrySet().stream()
                                .map(part -> new Item.Part(contracts.get(part.getKey()), part.getValue()))
                                .toList()))
                .toList();
    }

    private void run(Item item) {
        int run = ++runs;
        Path conformed = work.resolve("rows-" + run + ".parquet");
        Path found = work.resolve("issues-" + run + ".parquet");
        Path facts = work.resolve("facts-" + run + ".parquet");
        Map<String, List<Path>> sides = new TreeMap<>();
        item.needs().forEach(need -> sides.put(need, side(need, item.schoolYear())));
        var context = new ItemScript.Context(
                DISTRICT, codeSets, DATE, sides, List.of(), conformed, found, facts, Scope.all(item), rules);
        try (var duck = Duck.inMemory(LIMITS)) {
            ItemScript.of(item, context).forEach(statement -> run(duck, item, statement));
            rows.computeIfAbsent(item.entity(), entity -> new TreeMap<>()).put(item.schoolYear(), conformed);
            issues.addAll(read(duck, "select * from read_parquet(" + Duck.literal(found) + ")"));
            accounts.addAll(accounts(duck, item));
        }
    }

    private static List<Account> accounts(Duck duck, Item item) {
        List<LandedFile> files = item.files().toList();
        return duck.sql()
                .fetch("select * from account order by file")
                .map(row -> new Account(
                        files.get(row.get("file", int.class)).file(),
                        item.schoolYear(),
                        row.get("loaded", long.class),
                        row.get("quarantined", long.class),
                        row.get("duplicate", long.class)));
    }

    private List<Path> side(String entity, String year) {
        Map<String, Path> years = rows.getOrDefault(entity, Map.of());
        Path same = years.get(year);
        return same == null || year.equals("all") ? List.copyOf(years.values()) : List.of(same);
    }

    private static void run(Duck duck, Item item, Statement statement) {
        try {
            statement.run(duck);
        } catch (EngineException e) {
            throw new AssertionError(item.key() + ": " + e.getCause() + "\n" + statement.sql(), e);
        }
    }

    private static List<Issue> read(Duck duck, String query) {
        return duck.sql()
                .fetch(query)
                .map(row -> new Issue(
                        String.valueOf(row.get("issue_key")),
                        String.valueOf(row.get("rule_id")),
                        String.valueOf(row.get("severity")),
                        String.valueOf(row.get("entity")),
                        String.valueOf(row.get("school_year")),
                        String.valueOf(row.get("record_key")),
                        row.get("field", String.class),
                        row.get("raw_value", String.class),
                        row.get("suggested_value", String.class),
                        row.get("school_id", String.class),
                        String.valueOf(row.get("file")),
                        row.get("row_number", long.class),
                        String.valueOf(row.get("message"))));
    }

    /** Judges what the items left by the rules across them. */
    MiniNight across() {
        try (var duck = Duck.inMemory(LIMITS)) {
            RuleFunctions.of(DATE).forEach(duck::run);
            rows().forEach((entity, files) -> {
                String delivered = "from read_parquet(" + Duck.fileList(files) + ", union_by_name = true)";
                duck.run("create view " + entity + " as " + EntityShape.whole(contracts, entity, duck, delivered));
            });
            KnownPeople.views(Map.of(), rows.keySet()).forEach(duck::run);
            rules.across(DISTRICT.schoolYear(DATE)).stream()
                    .filter(rule -> rule.fits(rows.keySet()))
                    .forEach(rule -> issues.addAll(across(duck, rule)));
        }
        return this;
    }

    static List<Issue> across(Duck duck, AcrossRule rule) {
        String query = "select md5(concat_ws('|', " + Duck.literal(rule.id()) + ", " + Duck.literal(rule.entity())
                + ", school_year, record_key, " + Duck.literal(rule.field()) + ")) as issue_key, "
                + Duck.literal(rule.id()) + " as rule_id, " + Duck.literal(rule.severity()) + " as severity, "
                + Duck.literal(rule.entity()) + " as entity, school_year, record_key, " + Duck.literal(rule.field())
                + " as field, raw_value, suggested_value, school_id, source_file as file, source_row as row_number, "
                + Duck.literal(rule.message()) + " as message from (" + rule.query() + ")";
        try {
            return read(duck, query);
        } catch (org.jooq.exception.DataAccessException e) {
            throw new AssertionError(rule.id() + ": " + e.getMessage(), e);
        }
    }

    /** {@return what became of the rows} */
    List<Account> accounts() {
        return List.copyOf(accounts);
    }

    /** {@return what the rules about single rows found} */
    List<Issue> issues() {
        return List.copyOf(issues);
    }

    /** {@return the conformed files by entity} */
    Map<String, List<Path>> rows() {
        Map<String, List<Path>> all = new TreeMap<>();
        rows.forEach((entity, years) -> all.put(entity, List.copyOf(years.values())));
        return all;
    }
}
