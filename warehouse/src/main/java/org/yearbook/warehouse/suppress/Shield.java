package org.yearbook.warehouse.suppress;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hides cells of one table of numbers until nothing that stays in sight tells too much: first each cell by itself, then
 * the sums of hidden cells that totals give away, then what can be solved, then what can be narrowed down. It never
 * brings a cell back, so it comes to an end; in the worst case everything is hidden.
 */
final class Shield {

    /** The same for a hidden number that is not too small by itself, but keeps one that is. */
    private static final long COMPLEMENT_RANGE = 3;

    private static final String PEOPLE = "people";
    private static final String HITS = "hits";
    private static final String MISSES = "misses";

    private final Grid grid;
    private final Amount[] amounts;
    private final Kind kind;
    private final Rules rules;
    private final Network network;
    /** Of the cells that were unknown last; what it found is used again where {@link Movement#leavesFree} says so. */
    private @Nullable Movement movement;
    /** What was found of the cells that were unknown last; it holds as long as none of them is in sight again. */
    private final Map<String, Play> plays = new HashMap<>();

    private BitSet judged = new BitSet();
    /** The cells that were hidden when sums were covered last; what changed since decides which to look at again. */
    private @Nullable BitSet covered;

    /** @param amounts one for each cell of the grid; nothing where the table has no row */
    Shield(Grid grid, Amount[] amounts, Kind kind, Rules rules) {
        this.grid = grid;
        this.amounts = amounts;
        this.kind = kind;
        this.rules = rules;
        network =
                new Network(grid, grid.relations().stream().filter(this::isTold).toList());
    }

    /** Adds to {@code hidden} what has to be hidden too. */
    void cover(BitSet hidden) {
        coverBut(hidden, new BitSet());
    }

    /**
     * Does the same, but gives up when a cell that is wanted in sight has to be hidden; {@return whether none had to}
     */
    boolean coverBut(BitSet hidden, BitSet wanted) {
        for (int cell = 0; cell < amounts.length; cell++) {
            if (amounts[cell].tellsTooMuch(kind, rules.smallest())) {
                hidden.set(cell);
            }
        }
        boolean changed = rules.has(Rules.Step.COMPLEMENT);
        while (changed) {
            coverSums(hidden);
            if (hidden.intersects(wanted)) {
                return false;
            }
            BitSet unknown = unknown(hidden);
            changed = cover(hidden, fixed(unknown)) || widen(hidden, narrowed(unknown));
        }
        if (!isSafe(hidden)) {
            // Never reached as long as each relation has something left to hide; if it is, nothing at all is shown.
            hidden.set(0, grid.size());
        }
        return !hidden.intersects(wanted);
    }

    private BitSet fixed(BitSet unknown) {
        if (!rules.has(Rules.Step.EXACT) || (movement != null && movement.leavesFree(unknown))) {
            return new BitSet();
        }
        movement = new Movement(network, unknown);
        return movement.fixed();
    }

    /** {@return whether no number in sight, and no hidden one that can be told or narrowed down, tells too much} */
    boolean isSafe(BitSet hidden) {
        if (!rules.has(Rules.Step.COMPLEMENT)) {
            return true;
        }
        BitSet unknown = unknown(hidden);
        return IntStream.range(0, amounts.length)
                        .allMatch(cell -> hidden.get(cell) || !amounts[cell].tellsTooMuch(kind, rules.smallest()))
                && network.relations().stream().noneMatch(relation -> givesAway(relation, unknown))
                && fixed(unknown).isEmpty()
                && narrowed(unknown).isEmpty();
    }

    // What is nothing is known to be nothing, hidden or not.
    private BitSet unknown(BitSet hidden) {
        var unknown = new BitSet();
        hidden.stream().filter(cell -> !amounts[cell].isNothing()).forEach(unknown::set);
        return unknown;
    }

    // A series without groups has totals of schools, but no groups that add up to them.
    private boolean isTold(Relation relation) {
        return !amounts[relation.total()].isNothing()
                && IntStream.of(relation.parts()).anyMatch(part -> !amounts[part].isNothing());
    }

    private void coverSums(BitSet hidden) {
        BitSet open = since(hidden);
        while (!open.isEmpty()) {
            BitSet unknown = unknown(hidden);
            for (int node = open.nextSetBit(0); node >= 0; node = open.nextSetBit(node + 1)) {
                open.clear(node);
                Relation relation = network.relation(node);
                if (givesAway(relation, unknown)) {
                    complement(nodes(node), unknown).ifPresent(another -> {
                        hidden.set(another);
                        unknown.set(another);
                        open.or(nodesOf(another));
                    });
                }
            }
        }
        covered = (BitSet) hidden.clone();
    }

    /** {@return the nodes of what was hidden, or came in sight, since sums were covered last; at first all} */
    private BitSet since(BitSet hidden) {
        var open = new BitSet();
        if (covered == null) {
            open.set(1, network.size());
        } else {
            covered.xor(hidden);
            covered.stream().forEach(cell -> open.or(nodesOf(cell)));
        }
        return open;
    }

    /** {@return the nodes of a cell without the ground} */
    private BitSet nodesOf(int cell) {
        BitSet nodes = nodes(network.nodes(cell));
        nodes.clear(Network.GROUND);
        return nodes;
    }

    private static BitSet nodes(int... numbers) {
        var nodes = new BitSet();
        for (int node : numbers) {
            nodes.set(node);
        }
        return nodes;
    }

    private boolean givesAway(Relation relation, BitSet unknown) {
        if (!rules.has(Rules.Step.SUMS)) {
            return false;
        }
        int count = 0;
        boolean anyInSight = false;
        Amount hidden = Amount.NOTHING;
        Amount rest = amounts[relation.total()];
        for (int part : relation.parts()) {
            if (unknown.get(part)) {
                count++;
                hidden = hidden.plus(amounts[part]);
            } else {
                anyInSight |= !amounts[part].isNothing();
                rest = rest.minus(amounts[part]);
            }
        }
        if (unknown.get(relation.total())) {
            return count == 0 && anyInSight;
        }
        // The rest is what is hidden, and people whom no part lists: those of no school, when schools are added up.
        return count == 0
                ? rest.tellsTooMuch(kind, rules.smallest())
                : count == 1 || !mayBeKnown(hidden) || !mayBeKnown(rest);
    }

    private boolean mayBeKnown(Amount sum) {
        return sum.people() >= rules.smallest() && !sum.tellsTooMuch(kind, rules.smallest());
    }

    /** A hidden cell that can be told too nearly, and what was asked of it. */
    private record Narrow(Play play, Play.Asked asked, ToLongFunction<Amount> part) {}

    private List<Narrow> narrowed(BitSet unknown) {
        if (!rules.has(Rules.Step.INTERVAL)) {
            return List.of();
        }
        var fewer = (BitSet) judged.clone();
        fewer.andNot(unknown);
        if (!fewer.isEmpty()) {
            plays.clear();
        }
        judged = (BitSet) unknown.clone();
        if (kind != Kind.RATE) {
            Play people = play(unknown, PEOPLE, Amount::people, amount -> 1);
            plays.put(PEOPLE, people);
            return unknown.stream()
                    .filter(cell -> people.range(cell, rangeOf(cell)) < rangeOf(cell))
                    .mapToObj(cell -> new Narrow(people, people.asked(), Amount::people))
                    .toList();
        }
        // Somebody is sure to be in a hidden group: one of the larger part, so that the other may be nobody.
        var own = (BitSet) unknown.clone();
        List<Play> both = Stream.<Supplier<Play>>of(
                        () -> play(unknown, HITS, Amount::wholeHits, amount -> amount.isMostlyHits() ? 1 : 0),
                        () -> play(own, MISSES, Amount::wholeMisses, amount -> amount.isMostlyHits() ? 0 : 1))
                .parallel()
                .map(Supplier::get)
                .toList();
        Play hits = both.get(0);
        Play misses = both.get(1);
        plays.put(HITS, hits);
        plays.put(MISSES, misses);
        return unknown.stream()
                .mapToObj(cell -> narrow(cell, hits, misses))
                .filter(Objects::nonNull)
                .toList();
    }

    private Play play(BitSet unknown, String part, ToLongFunction<Amount> of, ToLongFunction<Amount> least) {
        Play before = plays.get(part);
        return before == null ? new Play(network, unknown, room(of, least)) : before.with(unknown);
    }

    private @Nullable Narrow narrow(int cell, Play hits, Play misses) {
        long wide = rangeOf(cell);
        long hit = partRange(amounts[cell].wholeHits());
        long miss = partRange(amounts[cell].wholeMisses());
        if (hits.range(cell, hit) < hit) {
            return new Narrow(hits, hits.asked(), Amount::wholeHits);
        }
        if (misses.range(cell, miss) < miss) {
            return new Narrow(misses, misses.asked(), Amount::wholeMisses);
        }
        // People are those counted and those not, and what is seen of one says nothing of the other.
        long left = wide - misses.range(cell, miss);
        if (hits.range(cell, left) >= left) {
            return null;
        }
        left = wide - hits.range(cell, left);
        return misses.range(cell, left) >= left ? null : new Narrow(misses, misses.asked(), Amount::people);
    }

    // Few that are counted, or not, must not be known to be few.
    private static long partRange(long part) {
        return part < Amount.FEW ? Amount.FEW : 1;
    }

    private long rangeOf(int cell) {
        return amounts[cell].people() < rules.smallest() ? rules.range() : Math.min(COMPLEMENT_RANGE, rules.range());
    }

    private long[] room(ToLongFunction<Amount> part, ToLongFunction<Amount> least) {
        return Stream.of(amounts)
                .mapToLong(amount -> Math.max(0, part.applyAsLong(amount) - least.applyAsLong(amount)))
                .toArray();
    }

    // One more of those that a change could go on through: one that can change, and leads to others.
    private boolean widen(BitSet hidden, List<Narrow> narrowed) {
        var grown = new Grown(hidden);
        for (Narrow one : narrowed) {
            // The nodes that the others take part in that it could change with.
            BitSet around = one.play().reached(one.asked(), grown.touched);
            if (around != null) {
                around.clear(Network.GROUND);
                complement(around, grown.unknown, cell -> use(cell, one.part(), around))
                        .ifPresent(grown::hide);
            }
        }
        return !grown.touched.isEmpty();
    }

    // Least of use is one that cannot change at all, then one that leads nowhere else.
    private int use(int cell, ToLongFunction<Amount> part, BitSet around) {
        return (part.applyAsLong(amounts[cell]) == 0 ? 2 : 0) + (leadsOn(cell, around) ? 0 : 1);
    }

    private boolean leadsOn(int cell, BitSet around) {
        int inside = 0;
        for (int node : network.nodes(cell)) {
            inside += around.get(node) ? 1 : 0;
        }
        return inside < grid.relationsOf(cell).size();
    }

    // For each cell that can be told, one more of a relation of its own.
    private boolean cover(BitSet hidden, BitSet told) {
        var grown = new Grown(hidden);
        for (int cell = told.nextSetBit(0); cell >= 0; cell = told.nextSetBit(cell + 1)) {
            BitSet own = nodesOf(cell);
            if (!grown.touched.intersects(own)) {
                complement(own, grown.unknown).ifPresent(grown::hide);
            }
        }
        return !grown.touched.isEmpty();
    }

    /** What was hidden in one round, and the nodes of that, so that one cell serves all that it can. */
    private final class Grown {

        private final BitSet hidden;
        private final BitSet unknown;
        private final BitSet touched = new BitSet();

        Grown(BitSet hidden) {
            this.hidden = hidden;
            this.unknown = unknown(hidden);
        }

        /** @param cell one in sight, of a relation */
        void hide(int cell) {
            hidden.set(cell);
            unknown.set(cell);
            touched.or(nodesOf(cell));
        }
    }

    // The smallest in sight costs the reader least; the total of everything is taken when nothing else is left.
    private Optional<Integer> complement(BitSet nodes, BitSet unknown) {
        return complement(nodes, unknown, cell -> 0);
    }

    /** @param use from what is of most use to what is of least */
    private Optional<Integer> complement(BitSet nodes, BitSet unknown, IntUnaryOperator use) {
        int best = -1;
        for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
            Relation relation = network.relation(node);
            for (int part : relation.parts()) {
                best = better(best, part, unknown, use);
            }
            best = better(best, relation.total(), unknown, use);
        }
        return best < 0 ? Optional.empty() : Optional.of(best);
    }

    // Asked of every cell in sight for each that is to be hidden.
    private int better(int best, int cell, BitSet unknown, IntUnaryOperator use) {
        if (unknown.get(cell) || amounts[cell].isNothing() || cell == best) {
            return best;
        }
        return best < 0 || costsLess(cell, best, use) ? cell : best;
    }

    private boolean costsLess(int cell, int other, IntUnaryOperator use) {
        boolean everything = grid.cell(cell).grandTotal();
        if (everything != grid.cell(other).grandTotal()) {
            return !everything;
        }
        int less = Integer.compare(use.applyAsInt(cell), use.applyAsInt(other));
        if (less == 0) {
            less = Long.compare(amounts[cell].people(), amounts[other].people());
        }
        return less == 0 ? cell < other : less < 0;
    }
}
