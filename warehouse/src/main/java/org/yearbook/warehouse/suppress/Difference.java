package org.yearbook.warehouse.suppress;

import java.util.BitSet;

/**
 * What a reader learns who subtracts one series from another about nearly the same people: the numbers of the few in
 * whom they differ.
 */
final class Difference {

    private final Series one;
    private final Series other;
    private final long smallest;
    private final Amount[] amounts;
    private final Network network;

    Difference(Grid grid, Series one, Series other, long smallest) {
        this.one = one;
        this.other = other;
        this.smallest = smallest;
        amounts = one.minus(other);
        network = new Network(
                grid,
                grid.relations().stream()
                        .filter(relation -> !amounts[relation.total()].isNothing())
                        .toList());
    }

    /** {@return whether a cell says the same in both} */
    boolean isNothing(int cell) {
        return amounts[cell].isNothing();
    }

    /** {@return whether a cell may be seen in both} */
    boolean isHarmless(int cell) {
        return !amounts[cell].tellsTooMuchAsDifference(one.kind(), smallest);
    }

    /** {@return whether nothing that can be told of the differences tells too much, with these cells hidden in each} */
    boolean isSafe(BitSet hiddenInOne, BitSet hiddenInOther) {
        BitSet unknown = unknown(hiddenInOne, hiddenInOther);
        BitSet lost = onlyInOne(hiddenInOne, hiddenInOther);
        for (int cell = 0; cell < amounts.length; cell++) {
            if (!unknown.get(cell) && !hiddenInOne.get(cell) && !isHarmless(cell)) {
                return false;
            }
        }
        return network.relations().stream().noneMatch(relation -> givesAway(relation, unknown, lost))
                && new Movement(network, unknown)
                        .fixed().stream().allMatch(cell -> isHarmless(cell) && !lost.get(cell));
    }

    private BitSet unknown(BitSet hiddenInOne, BitSet hiddenInOther) {
        var unknown = new BitSet();
        for (int cell = 0; cell < amounts.length; cell++) {
            boolean hidden =
                    (one.row(cell) >= 0 && hiddenInOne.get(cell)) || (other.row(cell) >= 0 && hiddenInOther.get(cell));
            unknown.set(cell, hidden && !amounts[cell].isNothing());
        }
        return unknown;
    }

    // A group that one rule leaves out altogether: the difference is the other's whole number, and that is hidden.
    private BitSet onlyInOne(BitSet hiddenInOne, BitSet hiddenInOther) {
        var lost = new BitSet();
        for (int cell = 0; cell < amounts.length; cell++) {
            lost.set(
                    cell,
                    (one.row(cell) < 0 && other.row(cell) >= 0 && hiddenInOther.get(cell))
                            || (other.row(cell) < 0 && one.row(cell) >= 0 && hiddenInOne.get(cell)));
        }
        return lost;
    }

    private boolean givesAway(Relation relation, BitSet unknown, BitSet lost) {
        if (unknown.get(relation.total())) {
            return false;
        }
        Amount hidden = Amount.NOTHING;
        for (int part : relation.parts()) {
            if (unknown.get(part)) {
                if (lost.get(part)) {
                    return true;
                }
                hidden = hidden.plus(amounts[part]);
            }
        }
        return hidden.tellsTooMuchAsDifference(one.kind(), smallest);
    }
}
