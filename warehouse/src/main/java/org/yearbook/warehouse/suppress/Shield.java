package org.yearbook.warehouse.suppress;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
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

    private final Grid grid;
    private final Amount[] amounts;
    private final Kind kind;
    private final Rules rules;
    private final Network network;
    /** Of the cells that were unknown last; see what it says still holds. */
    private @Nullable Movement movement;
    /** What was found of the cells that were unknown last; it holds as long as none of them is in sight again. */
    private final Map<String, Play> plays = new HashMap<>();

    private BitSet judged = new BitSet();
    /** The cells that were hidden when sums were covered last; only what was hidden since can give a sum away. */
    private @Nullable BitSet covered;

    /** @param amounts one for each cell of the grid; nothing where the table has no row */
    Shield(Grid grid, Amount[] amounts, Kind kind, Rules rules) {
        this.grid = grid;
        this.amounts = amounts;
        this.kind = kind;
        this.rules = rules;
        network = new Network(grid, grid.relations().stream().filter(this::isTold).toList());
    }

    /** Adds to {@code hidden} what has to be hidden too. */
    void cover(BitSet hidden) {
        for (int cell = 0; cell < amounts.length; cell++) {
            if (amounts[cell].tellsTooMuch(kind, rules.smallest())) {
                hidden.set(cell);
            }
        }
        boolean changed = rules.has(Rules.Step.COMPLEMENT);
        while (changed) {
            coverSums(hidden);
            BitSet unknown = unknown(hidden);
            changed = cover(hidden, fixed(unknown)) || widen(hidden, narrowed(unknown));
        }
        if (!isSafe(hidden)) {
            // Never reached as long as each relation has something left to hide; if it is, nothing at all is shown.
            hidden.set(0, grid.size());
        }
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
                    complement(List.of(relation), unknown).ifPresent(another -> {
                        hidden.set(another);
                        unknown.set(another);
                        setNodes(another, open);
                    });
                }
            }
        }
        covered = (BitSet) hidden.clone();
    }

    // The relations of what was hidden since sums were covered last; all, if anything came in sight again.
    private BitSet since(BitSet hidden) {
        var open = new BitSet();
        var more = (BitSet) hidden.clone();
        if (covered != null) {
            more.andNot(covered);
            covered.andNot(hidden);
        }
        if (covered == null || !covered.isEmpty()) {
            open.set(1, network.size());
        } else {
            more.stream().forEach(cell -> setNodes(cell, open));
        }
        return open;
    }

    private void setNodes(int cell, BitSet open) {
        for (int node : network.nodes(cell)) {
            if (node != Network.GROUND) {
                open.set(node);
            }
        }
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

    /** A hidden cell that can be told too nearly, and what the others that it could change with take part in. */
    private record Narrow(int cell, Set<Relation> around, ToLongFunction<Amount> part) {}

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
            Play people = play(unknown, "people", Amount::people, amount -> 1);
            return unknown.stream()
                    .filter(cell -> people.range(cell, rangeOf(cell)) < rangeOf(cell))
                    .mapToObj(cell -> narrow(cell, people, Amount::people))
                    .toList();
        }
        // Somebody is sure to be in a hidden group: one of the larger part, so that the other may be nobody.
        Play hits = play(unknown, "hits", Amount::wholeHits, amount -> amount.isMostlyHits() ? 1 : 0);
        Play misses = play(unknown, "misses", Amount::wholeMisses, amount -> amount.isMostlyHits() ? 0 : 1);
        return unknown.stream()
                .mapToObj(cell -> narrow(cell, hits, misses))
                .filter(Objects::nonNull)
                .toList();
    }

    private Play play(BitSet unknown, String part, ToLongFunction<Amount> of, ToLongFunction<Amount> least) {
        Play before = plays.get(part);
        Play play = before == null ? new Play(network, unknown, room(of, least)) : before.with(unknown);
        plays.put(part, play);
        return play;
    }

    private @Nullable Narrow narrow(int cell, Play hits, Play misses) {
        long wide = rangeOf(cell);
        long hit = partRange(amounts[cell].wholeHits());
        long miss = partRange(amounts[cell].wholeMisses());
        if (hits.range(cell, hit) < hit) {
            return narrow(cell, hits, Amount::wholeHits);
        }
        if (misses.range(cell, miss) < miss) {
            return narrow(cell, misses, Amount::wholeMisses);
        }
        // People are those counted and those not, and what is seen of one says nothing of the other.
        long left = wide - misses.range(cell, miss);
        if (hits.range(cell, left) >= left) {
            return null;
        }
        left = wide - hits.range(cell, left);
        return misses.range(cell, left) >= left ? null : narrow(cell, misses, Amount::people);
    }

    private Narrow narrow(int cell, Play play, ToLongFunction<Amount> part) {
        return new Narrow(
                cell,
                play.reached().stream()
                        .filter(node -> node != Network.GROUND)
                        .mapToObj(network::relation)
                        .collect(Collectors.toSet()),
                part);
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
            if (!grown.touches(one.around())) {
                Comparator<Integer> useful = Comparator.comparing(
                                (Integer cell) -> one.part().applyAsLong(amounts[cell]) == 0)
                        .thenComparing(cell -> one.around().containsAll(grid.relationsOf(cell)));
                complement(one.around(), grown.unknown, useful).ifPresent(grown::hide);
            }
        }
        return !grown.touched.isEmpty();
    }

    // For each cell that can be told, one more of a relation of its own.
    private boolean cover(BitSet hidden, BitSet told) {
        var grown = new Grown(hidden);
        for (int cell = told.nextSetBit(0); cell >= 0; cell = told.nextSetBit(cell + 1)) {
            List<Relation> own =
                    grid.relationsOf(cell).stream().filter(this::isTold).toList();
            if (!grown.touches(own)) {
                complement(own, grown.unknown).ifPresent(grown::hide);
            }
        }
        return !grown.touched.isEmpty();
    }

    /**
     * What was hidden in one round, so that one cell serves all that it can. A large district asks thousands of times.
     */
    private final class Grown {

        private final BitSet hidden;
        private final BitSet unknown;
        private final Set<Relation> touched = new HashSet<>();

        Grown(BitSet hidden) {
            this.hidden = hidden;
            this.unknown = unknown(hidden);
        }

        /** @param cell one in sight, of a relation */
        void hide(int cell) {
            hidden.set(cell);
            unknown.set(cell);
            touched.addAll(grid.relationsOf(cell));
        }

        boolean touches(Collection<Relation> relations) {
            return relations.size() > touched.size()
                    ? touched.stream().anyMatch(relations::contains)
                    : relations.stream().anyMatch(touched::contains);
        }
    }

    // The smallest in sight costs the reader least; the total of everything is taken when nothing else is left.
    private Optional<Integer> complement(Collection<Relation> relations, BitSet unknown) {
        return complement(relations, unknown, Comparator.comparing(cell -> 0));
    }

    private Optional<Integer> complement(Collection<Relation> relations, BitSet unknown, Comparator<Integer> useful) {
        return relations.stream()
                .flatMap(
                        relation -> Stream.concat(IntStream.of(relation.parts()).boxed(), Stream.of(relation.total())))
                .filter(cell -> !unknown.get(cell) && !amounts[cell].isNothing())
                .min(Comparator.comparing((Integer cell) -> grid.cell(cell).grandTotal())
                        .thenComparing(useful)
                        .thenComparingLong(cell -> amounts[cell].people())
                        .thenComparingInt(cell -> cell));
    }
}
