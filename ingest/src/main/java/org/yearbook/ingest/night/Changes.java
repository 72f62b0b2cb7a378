package org.yearbook.ingest.night;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.conform.MonthQueries;
import org.yearbook.ingest.conform.Months;
import org.yearbook.ingest.conform.Scope;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.night.ItemState.FilePrint;
import org.yearbook.ingest.night.ItemState.Print;
import org.yearbook.warehouse.engine.Duck;

/**
 * Tells what must be done of an item, given what the night before knew of it. A month is done again when its rows
 * changed, when somebody whom they name came or went, when its days had not all come the night before, and with all
 * others when anything else changed.
 */
final class Changes implements AutoCloseable {

    private final ItemRunner.Run run;
    private final CodeSets codeSets;
    private final Fingerprints fingerprints;
    private final Known known;
    private final Sides sides;
    /** By file and month. */
    private final Map<String, Map<String, Scope.DateTexts>> dates = new HashMap<>();

    private @Nullable Duck duck;

    /**
     * What the night before knew.
     *
     * @param date its date
     * @param items its items
     */
    record Known(@Nullable LocalDate date, Map<String, ItemState> items) {}

    /**
     * Prepares to compare.
     *
     * @param states tonight's items so far: those that others need come first
     */
    Changes(ItemRunner.Run run, CodeSets codeSets, Known known, Map<String, ItemState> states) {
        this.run = run;
        this.codeSets = codeSets;
        this.known = known;
        this.sides = new Sides(states);
        this.fingerprints = new Fingerprints(run, codeSets, sides);
    }

    Work of(Item item) {
        String terms = fingerprints.terms(item);
        String fingerprint = fingerprints.of(item, terms);
        ItemState state = known.items().get(item.key());
        boolean months = Months.of(item).any();
        if (state != null && state.fingerprint().equals(fingerprint) && !(months && daysHaveCome(state))) {
            return new Work(item, fingerprint, terms, state.prints(), nothing(), Work.Kept.asTheyAre(state.months()));
        }
        if (!months) {
            return new Work(item, fingerprint, terms, List.of(), Scope.all(item), Map.of());
        }
        if (state == null || state.broken() || !state.terms().equals(terms)) {
            List<FilePrint> prints = prints(item, List.of());
            Set<String> all = new TreeSet<>();
            prints.forEach(file -> all.addAll(file.months().keySet()));
            if (state != null) {
                all.addAll(state.months().keySet());
            }
            return new Work(item, fingerprint, terms, prints, Work.all(item, all), Map.of());
        }
        List<FilePrint> prints = prints(item, state.prints());
        return compare(new Work(item, fingerprint, terms, prints, nothing(), Map.of()), state);
    }

    private static Scope nothing() {
        return new Scope(List.of(), false, 0, Map.of());
    }

    private boolean daysHaveCome(ItemState state) {
        return !run.date().equals(known.date())
                && state.months().values().stream().anyMatch(ItemState.Month::ahead);
    }

    private Work compare(Work work, ItemState state) {
        var match = new MonthMatch(state, work.prints(), work.item().files().toList());
        Set<String> all = new TreeSet<>(state.months().keySet());
        work.prints().forEach(file -> all.addAll(file.months().keySet()));
        boolean anotherDay = !run.date().equals(known.date());
        Set<String> touched = touched(work.item());
        Map<String, Work.Kept> kept = new TreeMap<>();
        List<String> due = new ArrayList<>();
        for (String month : all) {
            ItemState.Month before = state.months().get(month);
            boolean again = before == null || touched.contains(month) || (anotherDay && before.ahead());
            if (again || !match.same(month)) {
                due.add(month);
            } else {
                kept.put(month, match.keep(month));
            }
        }
        long rows = work.prints().stream()
                .flatMap(file -> file.months().entrySet().stream())
                .filter(month -> due.contains(month.getKey()))
                .mapToLong(month -> month.getValue().rows())
                .sum();
        Scope scope = kept.isEmpty()
                ? Work.all(work.item(), new TreeSet<>(due))
                : new Scope(due, false, rows, texts(work.item(), due));
        return new Work(work.item(), work.fingerprint(), work.terms(), work.prints(), scope, kept);
    }

    private List<FilePrint> prints(Item item, List<FilePrint> before) {
        List<FilePrint> prints = new ArrayList<>();
        var queries = new MonthQueries(item, run.district(), codeSets);
        for (Item.Part part : item.parts()) {
            for (LandedFile file : part.files()) {
                prints.add(before.stream()
                        .filter(print -> print.of(file.deliveryId(), file.file()))
                        .findFirst()
                        .orElseGet(() -> print(queries.prints(part, file), file)));
            }
        }
        return prints;
    }

    private FilePrint print(String query, LandedFile file) {
        Map<String, Print> months = new LinkedHashMap<>();
        duck().sql().fetch(query).forEach(row -> {
            String month = row.get("month", String.class);
            months.put(
                    month,
                    new Print(
                            row.get("rows", Long.class),
                            row.get("total", String.class),
                            row.get("mixed", String.class)));
            String[] texts = row.get("texts", String[].class);
            dates.computeIfAbsent(Scope.name(file), any -> new HashMap<>())
                    .put(
                            month,
                            new Scope.DateTexts(
                                    texts == null ? Set.of() : Set.of(texts),
                                    Boolean.TRUE.equals(row.get("missing", Boolean.class))));
        });
        return new FilePrint(file.deliveryId(), file.file(), months);
    }

    /** How the dates of some months are written in the files that were looked through tonight. */
    private Map<String, Scope.DateTexts> texts(Item item, List<String> due) {
        Map<String, Scope.DateTexts> texts = new HashMap<>();
        item.files().map(Scope::name).filter(dates::containsKey).forEach(file -> {
            Set<String> written = new HashSet<>();
            boolean missing = false;
            for (String month : due) {
                Scope.DateTexts of = dates.getOrDefault(file, Map.of()).get(month);
                if (of != null) {
                    written.addAll(of.texts());
                    missing |= of.missing();
                }
            }
            texts.put(file, new Scope.DateTexts(written, missing));
        });
        return texts;
    }

    /** The months in which somebody is named who was not there the night before, or is not any more. */
    private Set<String> touched(Item item) {
        var then = new Sides(known.items());
        List<String> moved = item.asksForPeopleOnly().stream()
                .filter(entity ->
                        !then.content(entity, item.schoolYear()).equals(sides.content(entity, item.schoolYear())))
                .toList();
        if (moved.isEmpty()) {
            return Set.of();
        }
        return new MonthQueries(item, run.district(), codeSets)
                .touched(then.of(item), sides.of(item)).stream()
                        .flatMap(query -> duck().sql().fetch(query).stream())
                        .map(row -> row.get(0, String.class))
                        .collect(Collectors.toSet());
    }

    private Duck duck() {
        if (duck == null) {
            duck = Duck.inMemory(run.machine().whole());
            // As the items' scripts: a moment with its zone is a day, and so a month, where the district is.
            duck.run("set TimeZone = " + Duck.literal(run.district().zone().getId()));
        }
        return duck;
    }

    @Override
    public void close() {
        if (duck != null) {
            duck.close();
        }
    }
}
