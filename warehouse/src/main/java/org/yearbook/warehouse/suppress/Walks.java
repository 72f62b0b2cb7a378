package org.yearbook.warehouse.suppress;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ways through hidden cells of which none is changed yet, without going through a wide one. Whoever asks what a search
 * came through asks it from the same few places again and again: from each, one walk is gone, as far as anybody asked.
 */
final class Walks {

    /** So many places are remembered of all walks together; then they are gone anew. */
    private static final int MOST = 2_000_000;

    private final Joins joins;
    private final long[] room;
    private final Map<Integer, Walk> walks = new HashMap<>();
    private int remembered;

    /** @param room by how much each cell could be less than it is */
    Walks(Joins joins, long[] room) {
        this.joins = joins;
        this.room = room;
    }

    /**
     * Adds the moves of the shortest way to {@code moves}, from its end to its beginning, and the nodes that were come
     * through before it was found to {@code reached}; {@return whether there is one}
     *
     * @param start the place to begin at
     * @param goal the node to come to
     * @param arriving which way it is to be off balance; the ground may be either
     */
    boolean go(int start, int goal, int arriving, List<Move> moves, BitSet reached) {
        if (remembered > MOST) {
            walks.clear();
            remembered = 0;
        }
        return walks.computeIfAbsent(start, Walk::new).go(goal, arriving, moves, reached);
    }

    /** Breadth first from one place; the places in the order in which they were come to. */
    private final class Walk {

        private int[] places = new int[16];
        private int[] before = new int[16];
        private int[] cells = new int[16];
        private int[] bys = new int[16];
        private int count;
        /** Of how many of them, from the first, all that they lead to is known. */
        private int left;

        private final BitSet seen = new BitSet();
        /** The nodes of those. */
        private final BitSet nodes = new BitSet();

        Walk(int start) {
            visit(start, -1, -1, 0);
        }

        boolean go(int goal, int arriving, List<Move> moves, BitSet reached) {
            if (left == count && !seen.get(Places.place(goal, 1, 0)) && !seen.get(Places.place(goal, -1, 0))) {
                reached.or(nodes);
                return false;
            }
            for (int i = 0; i < count; i++) {
                int node = places[i] / 4;
                if (node == goal && (node == Network.GROUND || Places.off(places[i]) == arriving)) {
                    tell(i, moves);
                    return true;
                }
                reached.set(node);
                if (i == left) {
                    left++;
                    nodes.set(node);
                    leave(i);
                }
            }
            return false;
        }

        private void tell(int end, List<Move> moves) {
            for (int i = end; before[i] >= 0; i = before[i]) {
                moves.add(new Move(cells[i], bys[i]));
            }
        }

        private void leave(int from) {
            int node = places[from] / 4;
            int off = Places.off(places[from]);
            int[] signs = joins.signs[node];
            int[] nexts = joins.nexts[node];
            int[] nextSigns = joins.nextSigns[node];
            for (int i = 0; i < nexts.length; i++) {
                int one = joins.cells[node][i];
                int by = -off * signs[i];
                if (nexts[i] >= 0 && (by > 0 || room[one] > 0)) {
                    visit(Places.place(nexts[i], nextSigns[i] * by, 0), from, one, by);
                    if (nexts[i] == Network.GROUND) {
                        visit(Places.place(Network.GROUND, -nextSigns[i] * by, 0), from, one, by);
                    }
                }
            }
        }

        private void visit(int place, int from, int one, int by) {
            if (seen.get(place)) {
                return;
            }
            if (count == places.length) {
                places = Arrays.copyOf(places, count * 2);
                before = Arrays.copyOf(before, count * 2);
                cells = Arrays.copyOf(cells, count * 2);
                bys = Arrays.copyOf(bys, count * 2);
            }
            seen.set(place);
            places[count] = place;
            before[count] = from;
            cells[count] = one;
            bys[count] = by;
            count++;
            remembered++;
        }
    }
}
