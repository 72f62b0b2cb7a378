package org.yearbook.warehouse.suppress;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between which numbers each unknown cell must lie, for somebody who knows that no count is below zero and works every
 * total through again and again.
 */
final class Bounds {

    private static final long UNLIMITED = Long.MAX_VALUE / 4;
    private static final int ROUNDS = 30;

    private final long[] low;
    private final long[] high;

    private Bounds(long[] low, long[] high) {
        this.low = low;
        this.high = high;
    }

    /**
     * {@return the bounds of the unknown cells}
     *
     * @param truth what each cell holds
     * @param least what each unknown cell holds at least
     * @param most what each unknown cell cannot exceed, from elsewhere; null when nothing is known
     */
    static Bounds of(List<Relation> relations, BitSet unknown, long[] truth, long least, @Nullable Bounds most) {
        var bounds = new Bounds(truth.clone(), truth.clone());
        unknown.stream().forEach(cell -> {
            bounds.low[cell] = least;
            bounds.high[cell] = most == null ? UNLIMITED : Math.min(UNLIMITED, most.high[cell]);
        });
        for (int round = 0; round < ROUNDS; round++) {
            boolean narrowed = false;
            for (Relation relation : relations) {
                narrowed |= bounds.narrow(relation, unknown, truth);
            }
            if (!narrowed) {
                break;
            }
        }
        return bounds;
    }

    /** {@return by how much the most that an unknown cell may hold exceeds the least} */
    long range(int cell) {
        return high[cell] - low[cell];
    }

    /** {@return the same bounds in smaller units} */
    Bounds times(long factor) {
        return new Bounds(
                Arrays.stream(low).map(value -> value * factor).toArray(),
                Arrays.stream(high)
                        .map(value -> value >= UNLIMITED ? UNLIMITED : value * factor)
                        .toArray());
    }

    // What is not listed among the parts (people of no school) counts as known.
    private boolean narrow(Relation relation, BitSet unknown, long[] truth) {
        int total = relation.total();
        long unlisted = truth[total];
        long lows = 0;
        long highs = 0;
        int unlimited = 0;
        for (int part : relation.parts()) {
            unlisted -= truth[part];
            lows += low[part];
            if (high[part] >= UNLIMITED) {
                unlimited++;
            } else {
                highs += high[part];
            }
        }
        boolean narrowed = false;
        if (unknown.get(total)) {
            narrowed |= raise(total, lows + unlisted);
            narrowed |= unlimited == 0 && lower(total, highs + unlisted);
        }
        for (int part : relation.parts()) {
            if (unknown.get(part)) {
                long lowOfOthers = lows - low[part];
                boolean own = high[part] >= UNLIMITED;
                long highOfOthers = own ? highs : highs - high[part];
                if (unlimited == (own ? 1 : 0)) {
                    narrowed |= raise(part, low[total] - unlisted - highOfOthers);
                }
                if (high[total] < UNLIMITED) {
                    narrowed |= lower(part, high[total] - unlisted - lowOfOthers);
                }
            }
        }
        return narrowed;
    }

    private boolean raise(int cell, long value) {
        if (value <= low[cell]) {
            return false;
        }
        low[cell] = value;
        return true;
    }

    private boolean lower(int cell, long value) {
        if (value >= high[cell]) {
            return false;
        }
        high[cell] = value;
        return true;
    }
}
