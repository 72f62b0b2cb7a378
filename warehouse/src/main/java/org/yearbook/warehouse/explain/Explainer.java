package org.yearbook.warehouse.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
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
 * Not thread-safe.
 */
public final class Explainer {

    private static final Logger LOG = LoggerFactory.getLogger(Explainer.class);

    private final DistrictHome home;
    private final District district;
    private final Limits limits;

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
            @Nullable Cell cell) {}

    /**
     * {@return the move in its parts}
     *
     * @param records how many of the counted to name in each part; 0 for numbers alone
     * @throws ExplainException when one of the two numbers is not there, or its publication is no longer kept
     */
    public Explanation explain(Question question, int records) {
        var ends = new Ends(home, question);
        try (Duck duck = Duck.inMemory(limits)) {
            attach(duck, ends.later(), RecordStates.AFTER);
            boolean nights = !ends.earlier().id().equals(ends.later().id());
            if (nights) {
                attach(duck, ends.earlier(), RecordStates.BEFORE);
            }
            ends.read(duck, nights ? RecordStates.BEFORE : RecordStates.AFTER);
            var formulas = MetricFormulas.of(home);
            List<String> notes = new ArrayList<>();
            List<State> states = states(duck, ends, formulas, nights, notes);
            List<Part> parts = parts(states, new CountedRecords(duck, formulas, records));
            return new Explanation(
                    ends.label(), ends.unit(), ends.from(), ends.to(), withRounding(ends, parts, notes), notes);
        }
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
                ? Optional.of(then.schoolYear() + " is closed: its number moves by a signature alone.")
                : records.obstacle();
        List<State> made = new ArrayList<>();
        if (obstacle.isEmpty()) {
            try {
                records.compare(district);
                for (int i = 0; i <= RecordStates.LAST; i++) {
                    made.add(state(duck, causes.get(i), records.make(i), now, then));
                }
                notes.addAll(records.notes());
            } catch (PublicationException | EngineException e) {
                LOG.warn("The states between two publications cannot be made", e);
                made.clear();
                obstacle = Optional.of("This release cannot make the tables behind the number from what they keep.");
            }
        }
        if (obstacle.isPresent()) {
            notes.add(obstacle.get() + " Corrected data, newly arrived data and what happened since stay together.");
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

    private static List<Part> parts(List<State> states, CountedRecords counted) {
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
            var moved = counted.between(
                    new CountedRecords.Side(known.schema(), known.version(), known.place()),
                    new CountedRecords.Side(state.schema(), state.version(), state.place()));
            parts.add(new Part(open, change, moved.counts(), moved.records()));
            open = EnumSet.noneOf(Cause.class);
            known = state;
        }
        return together(parts);
    }

    /** The way of computing shows at both ends; it is one part, and none when it is the same. */
    private static List<Part> together(List<Part> parts) {
        Map<Set<Cause>, Part> byCause = new LinkedHashMap<>();
        for (Part part : parts) {
            byCause.merge(
                    part.causes(),
                    part,
                    (one, other) -> new Part(one.causes(), one.change().plus(other.change()), null, List.of()));
        }
        Part method = byCause.get(Set.of(Cause.METHOD));
        if (method != null && method.change().signum() == 0) {
            byCause.remove(Set.of(Cause.METHOD));
        }
        return new ArrayList<>(byCause.values());
    }

    private static List<Part> withRounding(Ends ends, List<Part> parts, List<String> notes) {
        Cell from = ends.from().cell();
        Cell to = ends.to().cell();
        Fraction rounding = Fraction.of(to.value())
                .minus(exact(to))
                .minus(Fraction.of(from.value()).minus(exact(from)));
        List<Part> all = new ArrayList<>(parts);
        if (rounding.signum() != 0) {
            all.add(new Part(Set.of(Cause.ROUNDING), rounding, null, List.of()));
        }
        for (Part part : parts) {
            if (part.causes().size() > 1) {
                Set<String> words = new LinkedHashSet<>();
                part.causes().forEach(cause -> words.add(cause.words()));
                notes.add("Between these there is no number, so they are one part: " + String.join(", ", words) + ".");
            }
        }
        return all;
    }

    private static Fraction exact(Cell cell) {
        BigDecimal denominator = cell.denominator();
        return Fraction.of(cell.numerator(), denominator);
    }
}
