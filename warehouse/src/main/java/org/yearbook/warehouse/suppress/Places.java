package org.yearbook.warehouse.suppress;

import java.util.BitSet;

/** Places that can be come to from a node of a dimension. */
record Places(int dimension, BitSet all) {

    boolean has(int place) {
        return all.get(place);
    }
}
