package org.yearbook.warehouse.explain;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.Deadline;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.engine.OverTimeException;
import org.yearbook.warehouse.explain.Explanation.Counted;
import org.yearbook.warehouse.explain.Explanation.Counts;
import org.yearbook.warehouse.explain.Explanation.Part;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.metric.MetricFormulas;
import org.yearbook.warehouse.metric.StoredVersion;
import org.yearbook.warehouse.metric.StoredVersion.Cell;
import org.yearbook.warehouse.metric.StoredVersion.Place;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.PublicationException;

/**
 * Splits the move of a number by leading the earlier state over into the later one, a cause at a time, and computing
 * the number after each step: first the definition, then the corrections, the late arrivals, what happened since, and
 * the school year. The differences of neighbouring numbers, as exact fractions, add up to the whole whatever they are.
 * Questions may be asked at once, each on a database of its own.
 */
public final class Explainer {

    /** For a question at the command line, where somebody waits who can stop it. */
    private static final Duration NO_HURRY = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Explainer.class);

    private final DistrictHome home;
    private final District district;
    private final Limits limits;
    private @Nullable MetricFormulas formulas;
    private String formulasOf = "";

    public Explainer(DistrictHome home, District district, Limits limits) {
        this.home = home;
        this.district = district;
        this.limits = limits;
    }

    /** A number on the way, and the cause of the step that led to it; no cell when there is no number there. */
    private record State(
            Cause cause,
            String schema,
            StoredVersion version,
            Place place,
            @Nullable Cell cell) {

        State because(Cause other) {
            return new State(other, schema, version, place, cell);
        }

        CountedRecords.Side side() {
            return new CountedRecords.Side(schema, version, place);
        }
    }

    /**
     * {@return the move in its parts}
     *
     * @param records how many of the counted to name in each part; 0 for numbers alone
     * @throws ExplainException when one of the two numbers is not there, or its publication is no longer kept
     */
    public Explanation explain(Question question, int records) {
        return explain(question, records, NO_HURRY);
    }

    /**
     * {@return the same, within a time}
     *
     * @throws OverTimeException when it took longer
     */
    public Explanation explain(Question question, int records, Duration limit) {
        Map<Set<Cause>, List<Counted>> named = new HashMap<>();
        Explanation why = explain(
                question,
                limit,
                records,
                (causes, record) ->
                        named.computeIfAbsent(causes, part -> new ArrayList<>()).add(record));
        return new Explanation(
                why.label(),
                why.unit(),
                why.from(),
                why.to(),
                why.parts().stream()
                        .map(part -> new Part(
                                part.causes(),
                                part.change(),
                                part.counts(),
                                part.people(),
                                named.getOrDefault(part.causes(), List.of()).stream()
                                        .limit(records)
                                        .toList()))
                        .toList(),
                why.notes(),
                why.movers(),
                why.reads());
    }

    /**
     * {@return the move in its parts, which hold no records themselves}
     *
     * @param each is told who and what stands behind each part, as it is found, with the causes of the part
     * @param records how many of each step it is told of at most
     */
    public Explanation explain(Question question, Duration limit, long records, BiConsumer<Set<Cause>, Counted> each) {
        return ask(question, limit, (duck, ends) -> {
            var formulas = formulas(ends.later());
            boolean nights = twoNights(ends);
            List<String> notes = new ArrayList<>();
            List<State> states = states(duck, ends, formulas, nights, notes);
            var counted = new CountedRecords(duck, formulas, records);
            counted.name(nights ? List.of(RecordStates.AFTER, RecordStates.BEFORE) : List.of(RecordStates.AFTER));
            List<Part> steps = steps(states, counted, each);
            List<Part> parts = together(steps);
            Movers movers = counted.movers()
                    .as(steps.stream()
                            .map(step -> indexOf(parts, step.causes()))
                            .toList());
            return new Explanation(
                    ends.label(),
                    ends.unit(),
                    ends.from(),
                    ends.to(),
                    withRounding(ends, parts, notes),
                    notes,
                    movers,
                    reads(formulas, ends));
        });
    }

    /** {@return the move as one part of every cause that it may have, which is quick: nothing is split} */
    public Explanation whole(Question question, Duration limit) {
        return ask(question, limit, (duck, ends) -> {
            Set<Cause> causes = EnumSet.of(Cause.DEFINITION, Cause.ROUNDING);
            if (twoNights(ends)) {
                causes.addAll(EnumSet.of(Cause.CORRECTED, Cause.ARRIVED, Cause.REAL, Cause.METHOD));
            }
            if (!ends.from().schoolYear().equals(ends.to().schoolYear())) {
                causes.add(Cause.YEAR);
            }
            Fraction whole = Fraction.of(ends.to().cell().value())
                    .minus(Fraction.of(ends.from().cell().value()));
            return new Explanation(
                    ends.label(),
                    ends.unit(),
                    ends.from(),
                    ends.to(),
                    List.of(new Part(causes, whole, null, null, List.of())),
                    List.of(),
                    Movers.NONE,
                    reads(formulas(ends.later()), ends));
        });
    }

    private Explanation ask(Question question, Duration limit, BiFunction<Duck, Ends, Explanation> answer) {
        var ends = new Ends(home, question);
        try (Duck duck = Duck.inMemory(limits);
                Deadline deadline = duck.within(limit)) {
            try {
                attach(duck, ends.later(), RecordStates.AFTER);
                if (twoNights(ends)) {
                    attach(duck, ends.earlier(), RecordStates.BEFORE);
                }
                ends.read(duck, twoNights(ends) ? RecordStates.BEFORE : RecordStates.AFTER);
                Explanation why = answer.apply(duck, ends);
                // A statement that was stopped may have passed for one that found nothing.
                deadline.check();
                return why;
            } catch (DataAccessException | EngineException e) {
                deadline.check();
                throw e;
            }
        }
    }

    /** The definitions are read once for each publication: parsing them takes longer than many a question. */
    private synchronized MetricFormulas formulas(Publication later) {
        MetricFormulas known = formulas;
        if (known == null || !later.id().equals(formulasOf)) {
            known = MetricFormulas.of(home);
            formulas = known;
            formulasOf = later.id();
        }
        return known;
    }

    private static boolean twoNights(Ends ends) {
        return !ends.earlier().id().equals(ends.later().id());
    }

    private static int indexOf(List<Part> parts, Set<Cause> causes) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).causes().equals(causes)) {
                return i;
            }
        }
        // The way of computing that made no difference is no part; whoever moved there and back is of none.
        return parts.size() + 1;
    }

    private static Map<String, Set<String>> reads(MetricFormulas formulas, Ends ends) {
        var then = formulas.counted(ends.versionThen(), ends.placeThen());
        var now = formulas.counted(ends.versionNow(), ends.placeNow());
        Map<String, Set<String>> reads = new HashMap<>();
        if (then.isPresent() && now.isPresent()) {
            Stream.concat(then.get().stream(), now.get().stream())
                    .forEach(dataset -> reads.computeIfAbsent(dataset.dataset(), name -> new LinkedHashSet<>())
                            .addAll(dataset.columns()));
        }
        return reads;
    }

    private static void attach(Duck duck, Publication publication, String name) {
        duck.run("attach " + Duck.literal(publication.file(Audience.INTERNAL)) + " as " + name + " (read_only)");
    }

    private List<State> states(Duck duck, Ends ends, MetricFormulas formulas, boolean nights, List<String> notes) {
        List<State> states = new ArrayList<>();
        String before = nights ? RecordStates.BEFORE : RecordStates.AFTER;
        Place then = ends.placeThen();
        StoredVersion now = ends.versionNow();
        states.add(new State(
                Cause.DEFINITION, before, ends.versionThen(), then, ends.from().cell()));
        states.add(state(duck, Cause.DEFINITION, before, now, then));
        if (nights) {
            between(duck, ends, formulas, states, notes);
        }
        if (!ends.from().schoolYear().equals(ends.to().schoolYear())) {
            states.add(state(duck, Cause.YEAR, RecordStates.AFTER, now, ends.placeNow()));
        }
        int last = states.size() - 1;
        State end = states.get(last);
        states.set(
                last,
                new State(
                        end.cause(),
                        end.schema(),
                        end.version(),
                        end.place(),
                        ends.to().cell()));
        return states;
    }

    private void between(Duck duck, Ends ends, MetricFormulas formulas, List<State> states, List<String> notes) {
        StoredVersion now = ends.versionNow();
        Place then = ends.placeThen();
        Set<String> datasets = formulas.datasets(now);
        var records = new RecordStates(duck, ends.earlier().asOf(), ends.later().asOf(), then.schoolYear(), datasets);
        List<Cause> causes = List.of(Cause.METHOD, Cause.CORRECTED, Cause.ARRIVED, Cause.REAL);
        Optional<String> obstacle = closed(duck, then.schoolYear())
                ? Optional.of(then.schoolYear() + " is closed: its number changes only when somebody signs for it.")
                : records.obstacle();
        List<State> made = new ArrayList<>();
        if (obstacle.isEmpty()) {
            try {
                records.compare(district);
                for (int i = 0; i <= RecordStates.LAST; i++) {
                    made.add(
                            records.sameAsBefore(i)
                                    ? made.get(i - 1).because(causes.get(i))
                                    : state(duck, causes.get(i), records.make(i), now, then));
                }
                notes.addAll(records.notes());
            } catch (PublicationException | EngineException e) {
                LOG.warn("The states between two publications cannot be made", e);
                made.clear();
                obstacle = Optional.of(
                        "This release of Yearbook cannot count the number again from what the two nights keep.");
            }
        }
        if (obstacle.isPresent()) {
            notes.add(obstacle.get());
            causes.subList(1, causes.size())
                    .forEach(cause -> states.add(new State(cause, RecordStates.AFTER, now, then, null)));
            State open = states.remove(states.size() - 1);
            states.add(state(duck, open.cause(), RecordStates.AFTER, now, then));
            return;
        }
        states.addAll(made);
        states.add(state(duck, Cause.METHOD, RecordStates.AFTER, now, then));
    }

    // The records of a closed year move on, while what its numbers are made of does not.
    private static boolean closed(Duck duck, String schoolYear) {
        Long closed = duck.sql()
                .fetchSingle(
                        "select count(*) from " + RecordStates.AFTER + ".closed_year where school_year = ?", schoolYear)
                .get(0, Long.class);
        return closed != null && closed > 0;
    }

    private static State state(Duck duck, Cause cause, String schema, StoredVersion version, Place place) {
        try {
            return new State(
                    cause,
                    schema,
                    version,
                    place,
                    version.read(duck, schema, place).orElse(null));
        } catch (DataAccessException e) {
            // A column that the version needs was not there that night: there is no such number.
            return new State(cause, schema, version, place, null);
        }
    }

    private static List<Part> steps(List<State> states, CountedRecords counted, BiConsumer<Set<Cause>, Counted> each) {
        List<Part> parts = new ArrayList<>();
        State known = states.get(0);
        Set<Cause> open = EnumSet.noneOf(Cause.class);
        for (State state : states.subList(1, states.size())) {
            open.add(state.cause());
            Cell cell = state.cell();
            if (cell == null) {
                continue;
            }
            Fraction change = exact(cell).minus(exact(Objects.requireNonNull(known.cell())));
            Set<Cause> causes = Set.copyOf(open);
            Counts counts = counted.between(known.side(), state.side(), record -> each.accept(causes, record));
            parts.add(new Part(causes, change, counts, cell.people(), List.of()));
            open = EnumSet.noneOf(Cause.class);
            known = state;
        }
        return parts;
    }

    /** The way of computing shows at both ends; it is one part, and none when it is the same. */
    private static List<Part> together(List<Part> parts) {
        Map<Set<Cause>, Part> byCause = new LinkedHashMap<>();
        parts.forEach(part -> byCause.merge(part.causes(), part, Explainer::together));
        Part method = byCause.get(Set.of(Cause.METHOD));
        if (method != null && method.change().signum() == 0) {
            byCause.remove(Set.of(Cause.METHOD));
        }
        return new ArrayList<>(byCause.values());
    }

    private static Part together(Part one, Part other) {
        Counts first = one.counts();
        Counts second = other.counts();
        return new Part(
                one.causes(),
                one.change().plus(other.change()),
                first == null || second == null ? null : first.plus(second),
                null,
                List.of());
    }

    private static List<Part> withRounding(Ends ends, List<Part> parts, List<String> notes) {
        Cell from = ends.from().cell();
        Cell to = ends.to().cell();
        Fraction rounding = Fraction.of(to.value())
                .minus(exact(to))
                .minus(Fraction.of(from.value()).minus(exact(from)));
        List<Part> all = new ArrayList<>(parts);
        if (rounding.signum() != 0) {
            all.add(new Part(Set.of(Cause.ROUNDING), rounding, null, null, List.of()));
        }
        for (Part part : parts) {
            if (part.causes().size() > 1) {
                // In the order of the causes, and not in that of a set, which is another one in each run.
                String words = EnumSet.copyOf(part.causes()).stream()
                        .map(cause -> cause.words().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
                notes.add("These cannot be told apart, so they are one part: " + words + ".");
            }
        }
        return all;
    }

    private static Fraction exact(Cell cell) {
        BigDecimal denominator = cell.denominator();
        return Fraction.of(cell.numerator(), denominator);
    }
}
