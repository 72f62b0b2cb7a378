package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.check.AcrossRule;
import org.yearbook.ingest.check.BookEntry;
import org.yearbook.ingest.check.Dimension;
import org.yearbook.ingest.check.Effective;
import org.yearbook.ingest.check.FixKind;
import org.yearbook.ingest.check.Rule;
import org.yearbook.ingest.check.RuleBook;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.ItemScript;
import org.yearbook.ingest.conform.RecordHistory;
import org.yearbook.ingest.conform.Scope;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.lake.Partition;
import org.yearbook.ingest.lake.Replacement;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** What the lake says of rules: the book, where each rule looks, and what it did this night. */
final class RuleTables {

    private static final Path NOWHERE = Path.of("none");
    private static final RuleBook SHIPPED = RuleBook.shipped();
    private static final String WHOLE_FILES = "delivery";

    private final ItemRunner.Run run;
    private final Contracts contracts;
    private final CodeSets codeSets;
    private final Lake lake;
    private final WholeTables tables;
    private final Set<List<?>> rules = new LinkedHashSet<>();
    private final List<List<?>> nights = new ArrayList<>();

    RuleTables(ItemRunner.Run run, Contracts contracts, CodeSets codeSets, Lake lake, WholeTables tables) {
        this.codeSets = codeSets;
        this.run = run;
        this.contracts = contracts;
        this.lake = lake;
        this.tables = tables;
    }

    /** What the night did. */
    record Judged(List<Item> items, Map<String, ItemState> states, List<AcrossChecks.Timed> timed) {}

    /** Rows that a rule judged in one entity. */
    private static final class Work {
        private long rows;
        private long millis;
        private boolean ran = true;
        private boolean timed;
    }

    /** {@return the new content of {@code quality_rule} and {@code quality_rule_night}, where it is new} */
    List<Replacement> write(Judged judged) {
        Map<String, Set<Rule>> places = new TreeMap<>();
        Map<String, Map<String, Work>> work = new TreeMap<>();
        var sides = new Sides(judged.states());
        for (Item item : judged.items()) {
            List<Rule> here = ItemScript.rules(item, context(item, sides));
            places.computeIfAbsent(item.entity(), entity -> new LinkedHashSet<>())
                    .addAll(here);
            ItemState state = judged.states().get(item.key());
            long rows = state == null ? 0 : state.delivered();
            here.stream().map(Rule::id).distinct().forEach(id -> work(work, id, item.entity()).rows += rows);
        }
        judged.timed().forEach(timed -> across(timed, judged, places, work));
        List<BookEntry> entries = new ArrayList<>(run.rules().book().all());
        entries.addAll(unwritten(places));
        for (BookEntry entry : entries) {
            tell(entry, places, work.getOrDefault(entry.id(), Map.of()), judged);
        }
        try (Duck duck = Duck.inMemory(Limits.small())) {
            return Stream.of(
                            replace(
                                    duck,
                                    "quality_rule",
                                    "(rule_id varchar, title varchar, dimension varchar, fix_kind varchar, authority varchar,"
                                            + " effective_from varchar, effective_until varchar, checks varchar, own boolean,"
                                            + " severity varchar, entity varchar, field varchar, clerk_text varchar,"
                                            + " fix_text varchar, owner_role varchar)",
                                    rules),
                            replace(
                                    duck,
                                    "quality_rule_night",
                                    "(rule_id varchar, entity varchar, ran boolean, rows_judged bigint, run_ms bigint,"
                                            + " why_not varchar)",
                                    nights))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** Rules that a district wrote into a contract of its own, which the book cannot know. */
    private List<BookEntry> unwritten(Map<String, Set<Rule>> places) {
        Map<String, Rule> own = new TreeMap<>();
        places.values().stream()
                .flatMap(Set::stream)
                .filter(rule -> run.rules().book().find(rule.id()).isEmpty())
                .forEach(rule -> own.putIfAbsent(rule.id(), rule));
        return own.values().stream()
                .map(rule -> new BookEntry(
                        rule.id(),
                        rule.message(),
                        Dimension.CONFORMITY,
                        FixKind.SOURCE,
                        "A contract of the district",
                        Effective.ALWAYS,
                        rule.message()))
                .toList();
    }

    private static Work work(Map<String, Map<String, Work>> work, String id, String entity) {
        return work.computeIfAbsent(id, any -> new TreeMap<>()).computeIfAbsent(entity, any -> new Work());
    }

    private void across(
            AcrossChecks.Timed timed,
            Judged judged,
            Map<String, Set<Rule>> places,
            Map<String, Map<String, Work>> work) {
        AcrossRule rule = timed.rule();
        places.computeIfAbsent(rule.entity(), entity -> new LinkedHashSet<>()).add(rule.asRule());
        Work done = work(work, rule.id(), rule.entity());
        if (!done.timed) {
            // Several queries of one rule look at the same rows.
            done.rows = Math.max(
                    done.rows,
                    judged.items().stream()
                            .filter(item -> item.entity().equals(rule.entity()))
                            .filter(item -> run.rules().inForce(rule.id(), item.schoolYear(), run.year()))
                            .map(item -> judged.states().get(item.key()))
                            .mapToLong(state -> state == null ? 0 : state.rows())
                            .sum());
        }
        done.timed = true;
        done.millis += timed.millis();
        done.ran &= timed.ran();
    }

    private ItemScript.Context context(Item item, Sides sides) {
        return new ItemScript.Context(
                run.district(),
                codeSets,
                run.date(),
                sides.of(item),
                List.of(),
                NOWHERE,
                NOWHERE,
                NOWHERE,
                Scope.all(item),
                run.rules());
    }

    private void tell(BookEntry entry, Map<String, Set<Rule>> places, Map<String, Work> work, Judged judged) {
        places.forEach((entity, here) -> here.stream()
                .filter(rule -> rule.id().equals(entry.id()))
                .forEach(rule -> rules.add(row(entry, entity, rule))));
        work.forEach((entity, done) -> nights.add(
                row(entry.id(), entity, done.ran, done.rows, done.timed ? Long.valueOf(done.millis) : null, null)));
        if (!work.isEmpty()) {
            return;
        }
        if (entry.id().startsWith("SYS-") || entry.id().equals("GEN-04")) {
            rules.add(row(entry, WHOLE_FILES, null));
            nights.add(row(entry.id(), WHOLE_FILES, true, null, null, null));
            return;
        }
        Set<String> entities = entities(entry.id());
        (entities.isEmpty() ? new TreeSet<>(Set.of("")) : entities).forEach(entity -> {
            rules.add(row(entry, entity, null));
            nights.add(row(entry.id(), entity, false, 0L, null, whyNot(entry, judged)));
        });
    }

    private String whyNot(BookEntry entry, Judged judged) {
        Set<String> delivered =
                judged.items().stream().map(Item::entity).collect(Collectors.toCollection(HashSet::new));
        SchoolYear year = run.year();
        Set<String> missing = run.rules().across(year).stream()
                .filter(rule -> rule.id().equals(entry.id()))
                .flatMap(rule -> rule.needs().stream())
                .filter(need -> !delivered.contains(need))
                .map(RuleTables::lacking)
                .collect(Collectors.toCollection(TreeSet::new));
        entities(entry.id()).stream()
                .filter(entity -> missing.isEmpty() && !delivered.contains(entity))
                .map(entity -> entity.replace('_', ' '))
                .forEach(missing::add);
        if (missing.isEmpty()) {
            return "Nothing that it judges was delivered for the school years in which it is in force.";
        }
        return "Never delivered: " + String.join(", ", missing) + ".";
    }

    private static String lacking(String need) {
        return need.startsWith(RecordHistory.PREFIX)
                ? "an earlier version of "
                        + need.substring(RecordHistory.PREFIX.length()).replace('_', ' ')
                : need.replace('_', ' ');
    }

    /** The entities that a rule is about, as contracts and rules across say. */
    private Set<String> entities(String id) {
        Stream<String> across = run.rules().across(run.year()).stream()
                .filter(rule -> rule.id().equals(id))
                .map(AcrossRule::entity);
        Stream<String> rows = contracts.all().stream()
                .filter(contract ->
                        contract.quality().stream().anyMatch(rule -> rule.id().equals(id))
                                || contract.columns().stream().anyMatch(column -> id.equals(column.rule())))
                .map(contract -> contract.entity());
        Stream<String> own = run.rules().rows().entrySet().stream()
                .filter(entity ->
                        entity.getValue().stream().anyMatch(rule -> rule.id().equals(id)))
                .map(Map.Entry::getKey);
        return Stream.of(across, rows, own).flatMap(found -> found).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<?> row(BookEntry entry, String entity, @Nullable Rule rule) {
        SchoolYear from = entry.effective().from();
        SchoolYear until = entry.effective().until();
        boolean own = SHIPPED.find(entry.id()).isEmpty();
        return row(
                entry.id(),
                entry.title(),
                entry.dimension().name().toLowerCase(Locale.ROOT),
                entry.fixKind().name().toLowerCase(Locale.ROOT),
                entry.authority(),
                from == null ? null : from.toString(),
                until == null ? null : until.toString(),
                entry.checks(),
                own,
                rule == null ? null : rule.severity(),
                entity.isEmpty() ? null : entity,
                rule == null ? null : rule.field(),
                rule == null ? null : rule.message(),
                rule == null ? null : rule.whatToDo(),
                rule == null ? null : rule.ownerRole());
    }

    private Optional<Replacement> replace(Duck duck, String table, String columns, Collection<List<?>> rows) {
        if (tables.has(table, columns, List.copyOf(rows))) {
            return Optional.empty();
        }
        duck.run("create table " + table + columns);
        duck.append("memory", table, rows);
        Path file = lake.newFile(table, run.id());
        duck.run("copy " + table + " to " + Duck.literal(file) + " (format parquet)");
        return Optional.of(new Replacement(table, Partition.WHOLE_TABLE, List.of(file)));
    }

    private static List<?> row(@Nullable Object... values) {
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
