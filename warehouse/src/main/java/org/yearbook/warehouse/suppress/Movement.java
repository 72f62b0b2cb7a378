package org.yearbook.warehouse.suppress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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
    private final List<Relation> relations;
    private final int[] cells;
    private final int[][] nodes;
    private final long[] change;
    private final List<List<Integer>> edgesAt = new ArrayList<>();

    // The spanning forest, in the order in which it was walked.
    private final List<Integer> walked = new ArrayList<>();
    private final int[] parent;
    private final int[] parentEdge;
    private final int[] tree;
    private final long[] sign;
    private final boolean[] inForest;

    private Movement(Grid grid, List<Relation> relations, BitSet unknown) {
        this.relations = relations;
        cells = unknown.stream().toArray();
        int[][] nodesOf = Network.nodes(grid.size(), relations);
        nodes = IntStream.of(cells).mapToObj(cell -> nodesOf[cell]).toArray(int[][]::new);
        change = new long[cells.length];
        inForest = new boolean[cells.length];
        int count = relations.size() + 1;
        parent = new int[count];
        parentEdge = new int[count];
        tree = new int[count];
        sign = new long[count];
    }

    /** {@return those of the unknown cells that the known totals and parts determine} */
    static BitSet fixed(Grid grid, List<Relation> relations, BitSet unknown) {
        var movement = new Movement(grid, relations, unknown);
        movement.plantForest();
        movement.chooseFreely();
        movement.flow();
        var fixed = new BitSet();
        for (int i = 0; i < movement.cells.length; i++) {
            if (movement.change[i] == 0) {
                fixed.set(movement.cells[i]);
            }
        }
        return fixed;
    }

    private void plantForest() {
        for (int node = 0; node < tree.length; node++) {
            edgesAt.add(new ArrayList<>());
        }
        for (int i = 0; i < cells.length; i++) {
            if (nodes[i].length == 2) {
                edgesAt.get(nodes[i][0]).add(i);
                edgesAt.get(nodes[i][1]).add(i);
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
        var open = new ArrayDeque<Integer>();
        open.add(root);
        tree[root] = root;
        parent[root] = -1;
        sign[root] = 1;
        while (!open.isEmpty()) {
            int node = open.remove();
            walked.add(node);
            for (int edge : edgesAt.get(node)) {
                int next = nodes[edge][0] == node ? nodes[edge][1] : nodes[edge][0];
                if (tree[next] < 0) {
                    tree[next] = root;
                    parent[next] = node;
                    parentEdge[next] = edge;
                    inForest[edge] = true;
                    sign[next] = -sign[node] * coefficient(edge, node) * coefficient(edge, next);
                    open.add(next);
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
            if (!inForest[i]) {
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
        for (int i = walked.size() - 1; i >= 0; i--) {
            int node = walked.get(i);
            if (parent[node] >= 0) {
                int edge = parentEdge[node];
                change[edge] = Math.floorMod(-coefficient(edge, node) * surplus[node], PRIME);
                surplus[parent[node]] =
                        Math.floorMod(surplus[parent[node]] + coefficient(edge, parent[node]) * change[edge], PRIME);
            }
        }
    }

    private long coefficient(int edge, int node) {
        return node == Network.GROUND || relations.get(node - 1).total() == cells[edge] ? 1 : -1;
    }
}
