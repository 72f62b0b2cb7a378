package org.yearbook.warehouse.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many persons moved in which parts of a move, each of them once: a person who moves in two parts is neither two
 * persons nor one of each. Where a number counts things, the things.
 *
 * @param byParts by the parts, as bits: 5 for those who moved in the first and the third alone
 */
public record Movers(Map<Long, Long> byParts) {

    public static final Movers NONE = new Movers(Map.of());

    public Movers {
        byParts = Map.copyOf(byParts);
    }

    /** {@return how many moved in any of these parts} */
    public long in(Iterable<Integer> parts) {
        long wanted = 0;
        for (int part : parts) {
            wanted |= 1L << part;
        }
        long mask = wanted;
        return byParts.entrySet().stream()
                .filter(entry -> (entry.getKey() & mask) != 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** {@return how many moved in this part} */
    public long in(int part) {
        return in(List.of(part));
    }

    /** {@return the same by other parts: of each part, which it became} */
    Movers as(List<Integer> became) {
        Map<Long, Long> all = new HashMap<>();
        byParts.forEach((mask, count) -> {
            long other = 0;
            for (int part = 0; part < became.size(); part++) {
                if ((mask & (1L << part)) != 0) {
                    other |= 1L << became.get(part);
                }
            }
            all.merge(other, count, Long::sum);
        });
        return new Movers(all);
    }
}
