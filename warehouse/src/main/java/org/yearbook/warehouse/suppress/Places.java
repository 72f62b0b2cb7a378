package org.yearbook.warehouse.suppress;

import java.util.BitSet;

/**
 * Places that can be come to from a node of a dimension. A place is a node, which way it is off balance, and whether a
 * pair of wide cells lies behind; all three are in its number.
 */
record Places(int dimension, BitSet all) {

    /** @param behind 1 where a pair of wide cells lies behind, else 0 */
    static int place(int node, int off, int behind) {
        return node * 4 + (off > 0 ? 0 : 2) + behind;
    }

    /** {@return 1 or -1: which way a place's node is off balance} */
    static int off(int place) {
        return (place / 2) % 2 == 0 ? 1 : -1;
    }

    boolean has(int place) {
        return all.get(place);
    }
}
