package org.yearbook.warehouse.suppress;

import java.util.BitSet;
import java.util.List;

/** Places of a search, in several parts that others share. */
record Places(List<BitSet> parts) {

    boolean has(int place) {
        for (BitSet part : parts) {
            if (part.get(place)) {
                return true;
            }
        }
        return false;
    }
}
