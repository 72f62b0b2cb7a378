package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.check.AcrossRule;
import org.yearbook.ingest.check.FieldRules;
import org.yearbook.ingest.check.Rule;
import org.yearbook.ingest.conform.IssueHistory;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.RecordHistory;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Partition;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.OverTimeException;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.publish.LakeNight;

/** Judges what only shows when rows, entities and systems are seen together. */
final class AcrossChecks {

    static final String ORIGIN = "across";

    private static final String ISSUES = "quality_issue";

    /** The name of the rules that found an issue, see {@link Group}. */
    private static final String NAME = "concat_ws('|', rule_id, entity, coalesce(field, ''))";

    private static final String ISSUE = """
            insert into tonight
            select md5(concat_ws('|', %1$s, %2$s, q.school_year, coalesce(q.record_key, q.source_file || ' line ' || %9$s), %3$s)),
                   %1$s, %4$s, %2$s, q.school_year, coalesce(q.record_key, 'line ' || %9$s), nullif(%3$s, ''),
                   cast(q.raw_value as varchar), cast(q.suggested_value as varchar), cast(q.school_id as varchar), %5$s,
                   q.source, q.source_file, q.source_row, %6$s, %7$s
            from (%8$s) q
            """;

    /** Changes whenever the program would make something else of the same rules and rows. */
    private static final String PROGRAM = "1";

    private static final Set<String> NIGHT = Set.of("night");

    private final ItemRunner.Run run;
    private final Contracts contracts;
    private final Lines lines;
    private final Map<String, List<Path>> people;
    private final Map<String, Remembered.Judged> known;
    private final Map<String, Remembered.Judged> judged = new TreeMap<>();
    private final List<Timed> timed = new ArrayList<>();

    /**
     * Prepares to judge.
     *
     * @param contracts which say what fields an entity has, whoever delivers it
     * @param people what tonight's recognition of people left, by table
     * @param known what the night before judged
     */
    AcrossChecks(
            ItemRunner.Run run,
            Contracts contracts,
            Lines lines,
            Map<String, List<Path>> people,
            Map<String, Remembered.Judged> known) {
        this.run = run;
        this.contracts = contracts;
        this.lines = lines;
        this.people = Map.copyOf(people);
        this.known = Map.copyOf(known);
    }

    /**
     * Judges by every rule whose entities were delivered; one that fails is an issue itself, never a pass. What a rule
     * found stays where nothing changed that it reads.
     *
     * @param tables of the night before: its issues, and the versions of records that were known
     * @return the new content of the issues; nothing when they stay as they are
     */
    Optional<Replacement> run(
            List<Item> items, Map<String, ItemState> states, Map<String, LakeNight.Table> tables, Lake lake) {
        List<Path> before = files(tables, ISSUES);
        try (var duck = Duck.inMemory(run.machine().whole())) {
            var rows = new AcrossRows(run, contracts, lines, items, states, tables, people);
            NamedInputs inputs = rows.inputs(duck);
            List<Group> groups = groups(rows.names(), inputs);
            List<Group> due = groups.stream().filter(Predicate.not(this::stays)).toList();
            List<Group> kept = groups.stream().filter(this::stays).toList();
            if (due.isEmpty() && !moves(duck, before, kept, run.date())) {
                groups.forEach(this::keep);
                return Optional.empty();
            }
            rows.create(duck, inputs.named(due.stream().flatMap(Group::queries).toList()));
            duck.run(FindingTable.CREATE);
            groups.forEach(group -> {
                if (stays(group)) {
                    keep(group);
                } else {
                    judge(duck, group);
                }
            });
            lines.settle(duck);
            carry(duck, before, kept);
            return Optional.of(write(duck, before, lake.newFile(ISSUES, run.id() + "-" + ORIGIN)));
        }
    }

    private Replacement write(Duck duck, List<Path> before, Path file) {
        duck.run("create or replace table tonight as select *, " + FindingTable.NO_MONTH
                + " from tonight qualify row_number() over"
                + " (partition by issue_key order by file, row_number) = 1");
        duck.run("copy (" + IssueHistory.query(Duck.literal(ORIGIN), run.date(), before) + ") to " + Duck.literal(file)
                + " (format parquet)");
        long issues = FindingTable.count(duck, file);
        return new Replacement(ISSUES, Partition.originYear(ORIGIN, "all"), issues == 0 ? List.of() : List.of(file));
    }

    /**
     * Rules that tell their issues in one name, so that nobody can say which of them found one.
     *
     * @param fingerprint of all that they read; empty when what they find does not follow from it
     */
    private record Group(String name, List<AcrossRule> rules, String fingerprint) {

        static String name(AcrossRule rule) {
            return String.join("|", rule.id(), rule.entity(), rule.field());
        }

        Stream<String> queries() {
            return rules.stream().flatMap(rule -> Stream.concat(Stream.of(rule.query()), rule.turns().stream()));
        }
    }

    private List<Group> groups(Set<String> delivered, NamedInputs inputs) {
        Map<String, List<AcrossRule>> groups = run.rules().across(run.year()).stream()
                .filter(rule -> rule.fits(delivered))
                .collect(Collectors.groupingBy(Group::name, LinkedHashMap::new, Collectors.toList()));
        // A moment is another day elsewhere.
        String terms = PROGRAM + ISSUE + ZoneId.systemDefault();
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue(), fingerprint(terms, group.getValue(), inputs)))
                .toList();
    }

    private static String fingerprint(String terms, List<AcrossRule> rules, NamedInputs inputs) {
        if (!rules.stream().map(AcrossRule::query).allMatch(inputs::calm)) {
            return "";
        }
        return Sha256.of(
                terms + rules.stream().map(rule -> rule + print(rule, inputs)).collect(Collectors.joining("|")));
    }

    private static String print(AcrossRule rule, NamedInputs inputs) {
        return rule.turns().isEmpty() ? inputs.print(rule.query()) : inputs.printWithout(NIGHT, rule.query());
    }

    private boolean stays(Group group) {
        Remembered.Judged last = known.get(group.name());
        return last != null
                && !group.fingerprint().isEmpty()
                && last.fingerprint().equals(group.fingerprint())
                && last.holds(run.date())
                && last.millis().size() == group.rules().size();
    }

    private void keep(Group group) {
        Remembered.Judged last = Objects.requireNonNull(known.get(group.name()));
        for (int i = 0; i < last.millis().size(); i++) {
            timed.add(new Timed(group.rules().get(i), last.millis().get(i), true));
        }
        judged.put(group.name(), last);
    }

    /** Whether issues are to be resolved, or forgotten, although no rule is due. */
    private static boolean moves(Duck duck, List<Path> before, List<Group> kept, LocalDate night) {
        if (before.isEmpty()) {
            return false;
        }
        return Boolean.TRUE.equals(duck.sql()
                .fetchSingle("select count(*) > 0 from " + found(before) + " where case when resolved_on is null then "
                        + NAME + " not in " + names(kept) + " else " + IssueHistory.forgotten(night) + " end")
                .get(0, Boolean.class));
    }

    /** What the rules found that are not run tonight is there still. */
    private static void carry(Duck duck, List<Path> before, List<Group> kept) {
        if (!before.isEmpty() && !kept.isEmpty()) {
            duck.run("insert into tonight by name select " + FindingTable.COLUMNS + " from " + found(before)
                    + " where resolved_on is null and " + NAME + " in " + names(kept));
        }
    }

    private static String found(List<Path> before) {
        return "(select * from read_parquet(" + Duck.fileList(before) + ", union_by_name = true) where origin = "
                + Duck.literal(ORIGIN) + ")";
    }

    private static String names(List<Group> groups) {
        return Stream.concat(Stream.of(""), groups.stream().map(Group::name))
                .map(Duck::literal)
                .collect(Collectors.joining(", ", "(", ")"));
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

    static List<Path> files(Map<String, LakeNight.Table> tables, String table) {
        LakeNight.Table known = tables.get(table);
        return known == null ? List.of() : known.files();
    }

    /**
     * How long one rule ran, tonight or when it last did.
     *
     * @param ran false when it was refused or stopped
     */
    record Timed(AcrossRule rule, long millis, boolean ran) {}

    /** {@return what was run or stays as it was, in the order of the rules} */
    List<Timed> timed() {
        return List.copyOf(timed);
    }

    /** {@return what the next night may keep} */
    Map<String, Remembered.Judged> judged() {
        return Map.copyOf(judged);
    }

    private void judge(Duck duck, Group group) {
        List<Timed> done = group.rules().stream().map(rule -> judge(duck, rule)).toList();
        timed.addAll(done);
        if (done.stream().allMatch(Timed::ran)) {
            judged.put(
                    group.name(),
                    new Remembered.Judged(
                            group.fingerprint(),
                            done.stream().map(Timed::millis).toList(),
                            run.date(),
                            until(duck, group)));
        }
    }

    /** The date on which rules are due again though nothing changed; tomorrow where it cannot be told. */
    private @Nullable LocalDate until(Duck duck, Group group) {
        try {
            return group.rules().stream()
                    .flatMap(rule -> rule.nextTurn(run.date()).stream())
                    .map(query -> duck.sql().fetchSingle(query).get(0, LocalDate.class))
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        } catch (DataAccessException e) {
            return run.date().plusDays(1);
        }
    }

    private Timed judge(Duck duck, AcrossRule rule) {
        long start = System.nanoTime();
        boolean ran = judged(duck, rule);
        return new Timed(rule, (System.nanoTime() - start) / 1_000_000, ran);
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
