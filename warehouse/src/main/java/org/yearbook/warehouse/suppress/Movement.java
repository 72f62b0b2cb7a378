package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * One random change of all unknown cells that no known total would notice. A cell that it leaves in place can be
 * computed from what is known; every other cell can not.
 *
 * <p>Relations are nodes, and an unknown cell is an edge between the two relations that it takes part in: a change is a
 * flow through that graph, and what lies on no circle cannot flow. The few cells that are more than an edge (everybody
 * at one school is the total of every dimension) are chosen first, so that each part of the graph receives as much as
 * it gives away. The arithmetic is modulo a prime: exact, but for a cell that stays in place by chance, once in two
 * billion, and is protected without need.
 */
final class Movement {

    private static final long PRIME = Integer.MAX_VALUE;

    private final SplittableRandom random = new SplittableRandom(20_260_601);
    private final Network network;
    private final BitSet unknown;
    private final int[] cells;
    private final int[][] nodes;
    private final long[] change;
    private final BitSet fixed = new BitSet();
    private final int[][] edgesAt;

    // The spanning forest, in the order in which it was walked.
    private final int[] walked;
    private int count;
    private final int[] parent;
    private final int[] parentEdge;
    private final int[] tree;
    private final long[] sign;
    private final boolean[] inForest;

    Movement(Network network, BitSet unknown) {
        this.network = network;
        this.unknown = (BitSet) unknown.clone();
        cells = unknown.stream().toArray();
        nodes = IntStream.of(cells).mapToObj(network::nodes).toArray(int[][]::new);
        change = new long[cells.length];
        inForest = new boolean[cells.length];
        edgesAt = new int[network.size()][];
        walked = new int[network.size()];
        parent = new int[network.size()];
        parentEdge = new int[network.size()];
        tree = new int[network.size()];
        sign = new long[network.size()];
        plantForest();
        chooseFreely();
        flow();
        for (int i = 0; i < cells.length; i++) {
            fixed.set(cells[i], change[i] == 0);
        }
    }

    /** {@return those of the unknown cells that the known totals and parts determine; not to be changed} */
    BitSet fixed() {
        return fixed;
    }

    /**
     * {@return whether it is sure that nothing is fixed when these cells are unknown} What moved moves when more is
     * unknown, and a new cell moves when there was a way from one of its ends to the other already.
     */
    boolean leavesFree(BitSet more) {
        var gone = (BitSet) unknown.clone();
        gone.andNot(more);
        var added = (BitSet) more.clone();
        added.andNot(unknown);
        return fixed.isEmpty()
                && gone.isEmpty()
                && added.stream().allMatch(cell -> movesByItself(cell, network.nodes(cell)));
    }

    // Outside the forest, and no tree would notice on balance.
    private boolean movesByItself(int cell, int[] ends) {
        return ends.length == 2
                && tree[ends[0]] == tree[ends[1]]
                && (tree[ends[0]] == Network.GROUND
                        || sign[ends[0]] * network.sign(cell, ends[0]) + sign[ends[1]] * network.sign(cell, ends[1])
                                == 0);
    }

    private void plantForest() {
        int[] degree = new int[tree.length];
        for (int[] ends : nodes) {
            if (ends.length == 2) {
                degree[ends[0]]++;
                degree[ends[1]]++;
            }
        }
        for (int node = 0; node < tree.length; node++) {
            edgesAt[node] = new int[degree[node]];
        }
        for (int i = cells.length - 1; i >= 0; i--) {
            if (nodes[i].length == 2) {
                edgesAt[nodes[i][0]][--degree[nodes[i][0]]] = i;
                edgesAt[nodes[i][1]][--degree[nodes[i][1]]] = i;
            }
        }
        Arrays.fill(tree, -1);
        for (int root = Network.GROUND; root < tree.length; root++) {
            if (tree[root] < 0) {
                grow(root);
            }
        }
    }

    private void grow(int root) {
        int next = count;
        walked[count++] = root;
        tree[root] = root;
        parent[root] = -1;
        sign[root] = 1;
        while (next < count) {
            int node = walked[next++];
            for (int edge : edgesAt[node]) {
                int other = nodes[edge][0] == node ? nodes[edge][1] : nodes[edge][0];
                if (tree[other] < 0) {
                    tree[other] = root;
                    parent[other] = node;
                    parentEdge[other] = edge;
                    inForest[edge] = true;
                    sign[other] = -sign[node] * coefficient(edge, node) * coefficient(edge, other);
                    walked[count++] = other;
                }
            }
        }
    }

    // A cell outside the forest may change as it likes, unless some tree would notice on balance: those are chosen
    // together, so that every tree is served.
    private void chooseFreely() {
        var wide = new ArrayList<Integer>();
        var noticed = new ArrayList<TreeMap<Integer, Long>>();
        for (int i = 0; i < cells.length; i++) {
            if (!inForest[i] && movesByItself(cells[i], nodes[i])) {
                change[i] = random.nextLong(1, PRIME);
            } else if (!inForest[i]) {
                var balance = new TreeMap<Integer, Long>();
                for (int node : nodes[i]) {
                    if (tree[node] != Network.GROUND) {
                        balance.merge(tree[node], sign[node] * coefficient(i, node), Long::sum);
                    }
                }
                balance.values().removeIf(sum -> sum == 0);
                if (balance.isEmpty()) {
                    change[i] = random.nextLong(1, PRIME);
                } else {
                    wide.add(i);
                    noticed.add(balance);
                }
            }
        }
        var rows = new TreeMap<Integer, long[]>();
        for (int w = 0; w < wide.size(); w++) {
            int column = w;
            noticed.get(w)
                    .forEach((root, sum) -> rows.computeIfAbsent(root, key -> new long[wide.size()])[column] =
                            Math.floorMod(sum, PRIME));
        }
        long[] chosen = LinearSystem.randomSolution(rows.values().toArray(long[][]::new), wide.size(), PRIME, random);
        for (int w = 0; w < chosen.length; w++) {
            change[wide.get(w)] = chosen[w];
        }
    }

    // From the leaves to the roots: the edge to the parent carries what the node still lacks.
    private void flow() {
        long[] surplus = new long[tree.length];
        for (int i = 0; i < cells.length; i++) {
            for (int node : nodes[i]) {
                surplus[node] = Math.floorMod(surplus[node] + coefficient(i, node) * change[i], PRIME);
            }
        }
        for (int i = count - 1; i >= 0; i--) {
            int node = walked[i];
            if (parent[node] >= 0) {
                int edge = parentEdge[node];
                change[edge] = Math.floorMod(-coefficient(edge, node) * surplus[node], PRIME);
                surplus[parent[node]] =
                        Math.floorMod(surplus[parent[node]] + coefficient(edge, parent[node]) * change[edge], PRIME);
            }
        }
    }

    private long coefficient(int edge, int node) {
        return network.sign(cells[edge], node);
    }
}
