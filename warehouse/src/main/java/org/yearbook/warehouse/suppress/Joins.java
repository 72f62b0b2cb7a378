package org.yearbook.warehouse.suppress;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which unknown cells take part in each node of a {@link Network}, in their order, and where they lead. Searches look
 * at this a hundred million times a night, so it is written out in arrays; nobody else changes them.
 */
final class Joins {

    /** At each node, its cells. */
    final int[][] cells;
    /** For each of them: how it puts the node off balance. */
    final int[][] signs;
    /** For each of them: the node at the other end; -1 where it is wide. */
    final int[][] nexts;
    /** For each of them: how it puts that off balance. */
    final int[][] nextSigns;

    private final Network network;
    private final BitSet unknown;
    /** Which of the cells of a node of many lead to another of many; as soon as it is asked. */
    private final Map<Integer, int[]> toMany = new HashMap<>();

    /** @param before the same where fewer cells were unknown: most nodes stay as they are */
    Joins(Network network, BitSet unknown, @Nullable Joins before) {
        this.network = network;
        this.unknown = (BitSet) unknown.clone();
        var added = (BitSet) unknown.clone();
        if (before == null) {
            cells = new int[network.size()][0];
            signs = new int[network.size()][0];
            nexts = new int[network.size()][0];
            nextSigns = new int[network.size()][0];
        } else {
            cells = before.cells.clone();
            signs = before.signs.clone();
            nexts = before.nexts.clone();
            nextSigns = before.nextSigns.clone();
            toMany.putAll(before.toMany);
            added.andNot(before.unknown);
        }
        add(added.stream().toArray());
    }

    boolean areOf(BitSet cells) {
        return cells.equals(unknown);
    }

    /** {@return which of the cells of a node lead to a node of many cells} */
    int[] toMany(int node) {
        int[] next = nexts[node];
        return toMany.computeIfAbsent(
                node,
                from -> IntStream.range(0, next.length)
                        .filter(i -> next[i] >= 0 && network.hasMany(next[i]))
                        .toArray());
    }

    private void add(int[] added) {
        int[] more = new int[network.size()];
        for (int cell : added) {
            for (int node : network.nodes(cell)) {
                more[node]++;
            }
        }
        int[] end = new int[more.length];
        for (int node = 0; node < more.length; node++) {
            if (more[node] > 0) {
                end[node] = cells[node].length;
                cells[node] = Arrays.copyOf(cells[node], end[node] + more[node]);
            }
        }
        for (int cell : added) {
            for (int node : network.nodes(cell)) {
                cells[node][end[node]++] = cell;
            }
        }
        for (int node = 0; node < more.length; node++) {
            if (more[node] > 0) {
                Arrays.sort(cells[node]);
                writeOut(node);
            }
        }
    }

    private void writeOut(int node) {
        int count = cells[node].length;
        signs[node] = new int[count];
        nexts[node] = new int[count];
        nextSigns[node] = new int[count];
        for (int i = 0; i < count; i++) {
            int cell = cells[node][i];
            boolean wide = network.isWide(cell);
            signs[node][i] = network.sign(cell, node);
            nexts[node][i] = wide ? -1 : network.other(cell, node);
            nextSigns[node][i] = wide ? 0 : network.sign(cell, nexts[node][i]);
        }
        toMany.remove(node);
    }
}
