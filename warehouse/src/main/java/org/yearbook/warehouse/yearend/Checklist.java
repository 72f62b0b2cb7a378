package org.yearbook.warehouse.yearend;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.CodeSet;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.CutScores;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.year.Openings;
import org.yearbook.warehouse.year.Openings.Confirmation;
import org.yearbook.warehouse.year.Openings.How;
import org.yearbook.warehouse.year.Openings.Opening;
import org.yearbook.warehouse.year.YearException;

/**
 * What must be in place before a new school year shows numbers. What is delivered is done by being delivered; what only
 * people can know is confirmed by them, and is open again once what they looked at has changed. Nothing is taken over
 * from the year before.
 */
public final class Checklist {

    private final DistrictHome home;
    private final Limits limits;
    private final Clock clock;

    public Checklist(DistrictHome home, Limits limits, Clock clock) {
        this.home = home;
        this.limits = limits;
        this.clock = clock;
    }

    /** Where an item stands. */
    public enum Standing {
        /** The data or the definitions show it. */
        DONE,
        /** Somebody confirmed it. */
        CONFIRMED,
        OPEN
    }

    /**
     * One thing to be in place.
     *
     * @param name as it is confirmed, such as {@code calendar} or {@code goals:enrollment}
     * @param delivered whether data can show it: who confirms it without must say why
     * @param words what is there, or what is missing
     * @param seen fingerprint of what is looked at; empty when it may change as data comes
     * @param confirmation null when there is none that still holds
     * @param changed whether it was confirmed, and what was looked at is another since
     */
    public record Item(
            String name,
            Standing standing,
            boolean delivered,
            String words,
            String seen,
            @Nullable Confirmation confirmation,
            boolean changed) {}

    /** A year with all its items, in order. */
    public record Listing(SchoolYear year, Opening opening, boolean open, List<Item> items) {

        public Listing {
            items = List.copyOf(items);
        }

        /** {@return what keeps the year from being opened} */
        public List<Item> missing() {
            return items.stream()
                    .filter(item -> item.standing() == Standing.OPEN)
                    .toList();
        }
    }

    /**
     * What a publication counts of one thing that is delivered.
     *
     * @param expected null when nobody can tell
     */
    public record Found(String item, long found, @Nullable Long expected, String detail) {}

    /** {@return the checklist of a year as the publication in force has it} */
    public Listing of(SchoolYear year) {
        return of(year, found(year));
    }

    /** {@return the checklist of a year, when this is what was delivered} */
    public Listing of(SchoolYear year, List<Found> found) {
        var openings = Openings.of(home);
        Opening opening = openings.of(year);
        var items = new ArrayList<Item>();
        for (Delivered kind : Delivered.values()) {
            Optional<Found> row =
                    found.stream().filter(one -> one.item().equals(kind.key())).findFirst();
            items.add(kind.item(row, opening));
        }
        items.addAll(CutScoreItems.of(year, found, CutScores.load(home.cutScores()), opening));
        items.add(codeSets(year, opening));
        for (Metric metric : Definitions.load(home.metrics()).metrics()) {
            items.addAll(definitions(metric, year, opening));
        }
        return new Listing(year, opening, openings.isOpen(year), items);
    }

    /**
     * Records that somebody confirmed an item: by its name, or all open ones of a kind, as {@code definitions} or
     * {@code goals}.
     *
     * @return what was confirmed
     * @throws YearException when there is no such item, or data should show it and nobody said why it does not
     */
    public List<String> confirm(SchoolYear year, String name, String by, String reason) {
        if (by.isBlank()) {
            throw new YearException("Say who confirms: --by NAME.");
        }
        Listing listing = of(year);
        if (listing.open()) {
            throw new YearException(year + " is open already; there is nothing to confirm.");
        }
        List<Item> chosen = listing.items().stream()
                .filter(item -> item.name().equals(name)
                        || (item.standing() == Standing.OPEN && item.name().startsWith(name + ":")))
                .toList();
        if (chosen.isEmpty()) {
            throw new YearException("The checklist of " + year + " has no item '" + name + "' to confirm. It has: "
                    + listing.items().stream()
                            .map(item -> item.name().replaceAll("(definitions|goals):.*", "$1:METRIC"))
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        if (reason.isBlank() && chosen.stream().anyMatch(Item::delivered)) {
            Item without = chosen.stream().filter(Item::delivered).findFirst().orElseThrow();
            throw new YearException("'" + without.name() + "' is told by what is delivered: " + without.words()
                    + ". To go without it, say why: --reason TEXT");
        }
        var confirmations = new TreeMap<String, Confirmation>();
        chosen.forEach(
                item -> confirmations.put(item.name(), new Confirmation(by, clock.instant(), reason, item.seen())));
        Openings.of(home).confirm(year, confirmations);
        return List.copyOf(confirmations.keySet());
    }

    /**
     * Opens a year: from the next night on its numbers are shown.
     *
     * @throws YearException when anything is missing, naming it; or the year before is not open
     */
    public void open(SchoolYear year, String by) {
        if (by.isBlank()) {
            throw new YearException("Say who opens the year: --by NAME.");
        }
        var openings = Openings.of(home);
        if (openings.isOpen(year)) {
            throw new YearException(year + " is open already.");
        }
        SchoolYear due = openings.latest()
                .map(SchoolYear::next)
                .orElseThrow(
                        () -> new YearException("No year of this home is open yet: its first night opens those that"
                                + " it finds. Run it first: yearbook nightly"));
        if (!due.equals(year)) {
            throw new YearException(year + " cannot be opened before " + due + ".");
        }
        List<Item> missing = of(year).missing();
        if (!missing.isEmpty()) {
            throw new YearException(year + " cannot be opened; " + missing.size() + " of its checklist "
                    + (missing.size() == 1 ? "is" : "are") + " open:\n"
                    + missing.stream()
                            .map(item -> "  - " + item.name() + ": " + item.words())
                            .collect(Collectors.joining("\n")));
        }
        openings.open(List.of(year), How.BY_CHECKLIST, by, clock.instant());
    }

    private List<Found> found(SchoolYear year) {
        var yearEnd = new YearEnd(home, limits, clock);
        try (Duck duck = yearEnd.internal(yearEnd.publication())) {
            return duck.sql()
                    .fetch(
                            "select item, found, expected, coalesce(detail, '') from internal.school_year_readiness"
                                    + " where school_year = ?",
                            year.toString())
                    .map(row -> new Found(
                            row.get(0, String.class),
                            row.get(1, Long.class),
                            row.get(2, Long.class),
                            row.get(3, String.class)));
        }
    }

    private static Item codeSets(SchoolYear year, Opening opening) {
        var sets = CodeSets.shipped();
        var said = new StringBuilder();
        var names = new LinkedHashMap<String, String>();
        for (String name : sets.names()) {
            CodeSet set = sets.inForce(name, year).orElseThrow();
            said.append(name).append(set.codes());
            names.put(name, since(set.from(), null, year));
        }
        return confirmed(opening, "code_sets", alike(names), digest(said.toString()));
    }

    private static List<Item> definitions(Metric metric, SchoolYear year, Opening opening) {
        var items = new ArrayList<Item>();
        List<MetricVersion> inForce = metric.versions().stream()
                .filter(version -> version.inForce(year))
                .toList();
        if (inForce.isEmpty()) {
            return items;
        }
        String name = "definitions:" + metric.id();
        boolean decided = inForce.stream()
                .allMatch(version -> version.to() != null || version.from().equals(year));
        String hashes = inForce.stream().map(MetricVersion::hash).collect(Collectors.joining(" "));
        var names = new LinkedHashMap<String, String>();
        inForce.forEach(version -> names.put(version.name(), since(version.from(), version.to(), year)));
        String versions = alike(names);
        items.add(decided ? done(name, false, versions) : confirmed(opening, name, versions, digest(hashes)));
        Set<String> goals = metric.goals().stream()
                .filter(goal -> goal.year().equals(year))
                .map(goal -> goal.authority())
                .collect(Collectors.toSet());
        String goal = "goals:" + metric.id();
        items.add(
                goals.isEmpty()
                        ? confirmed(opening, goal, "no goal for this year", "none")
                        : done(goal, false, "set for this year"));
        return items;
    }

    /** {@return since when something is in force: what has no last year stays until somebody ends it} */
    private static String since(SchoolYear from, @Nullable SchoolYear to, SchoolYear year) {
        if (from.equals(year)) {
            return "new in " + year;
        }
        return to == null ? "as in " + year.previous() : "until " + to;
    }

    /** {@return names of which the same is said, together} */
    private static String alike(Map<String, String> names) {
        return names.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(group -> group.getValue() + " " + group.getKey())
                .collect(Collectors.joining("; "));
    }

    static Item done(String name, boolean delivered, String words) {
        return new Item(name, Standing.DONE, delivered, words, "", null, false);
    }

    static Item confirmed(Opening opening, String name, String words, String seen) {
        return confirmed(opening, name, false, words, seen);
    }

    /** @param delivered whether it should be there: who goes without it must say why */
    static Item confirmed(Opening opening, String name, boolean delivered, String words, String seen) {
        Confirmation confirmation = opening.confirmations().get(name);
        if (confirmation != null && confirmation.seen().equals(seen)) {
            return new Item(name, Standing.CONFIRMED, delivered, words, seen, confirmation, false);
        }
        return new Item(
                name,
                Standing.OPEN,
                delivered,
                words + (confirmation == null ? "" : ", and changed since it was confirmed"),
                seen,
                null,
                confirmation != null);
    }

    static String digest(String said) {
        return Sha256.of(said).substring(0, 16);
    }
}
