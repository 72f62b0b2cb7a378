package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Relations as nodes, and cells as what joins them: most cells are a part of one relation and a part or the total of
 * another. A cell of a single relation ends in the ground, which takes up anything. A few cells are wide, since they
 * take part in more than two: everybody at a school is one of the district's schools, and the total of every dimension.
 */
final class Network {

    static final int GROUND = 0;

    /** The dimension of the schools that make up the district. */
    static final int SCHOOLS = 0;

    /** A relation of more parts than this is a group of many schools; a school has fewer groups of a dimension. */
    private static final int MANY = 16;

    private final List<Relation> relations;
    private final int[][] nodes;
    private final boolean[] many;
    private final int[] dimensions;
    /** The nodes of wide cells by dimension; asked for as often as totals are. Null for the others. */
    private final int[] @Nullable [] byDimension;
    /** The total of each node's relation; asked for so often that a list would take most of the time. */
    private final int[] totals;

    private final int count;

    Network(Grid grid, List<Relation> relations) {
        this.relations = relations;
        nodes = nodes(grid.size(), relations);
        totals = new int[size()];
        many = new boolean[size()];
        many[GROUND] = true;
        totals[GROUND] = -1;
        dimensions = new int[size()];
        dimensions[GROUND] = -1;
        var names = new ArrayList<>(List.of("all"));
        for (int node = 1; node < size(); node++) {
            totals[node] = relation(node).total();
            many[node] = relation(node).parts().length > MANY;
            String name = grid.cell(relation(node).parts()[0]).dimension();
            if (!names.contains(name)) {
                names.add(name);
            }
            dimensions[node] = names.indexOf(name);
        }
        count = names.size();
        byDimension = new int[cells()][];
        for (int cell = 0; cell < cells(); cell++) {
            byDimension[cell] = isWide(cell) ? byDimension(cell) : null;
        }
    }

    private int[] byDimension(int cell) {
        var own = new int[count];
        for (int node : nodes[cell]) {
            if (own[dimensions[node]] == GROUND) {
                own[dimensions[node]] = node;
            }
        }
        return own;
    }

    /**
     * {@return the nodes of each cell: the relations that it takes part in, counted from one, and the ground for a cell
     * of a single one}
     */
    private static int[][] nodes(int cells, List<Relation> relations) {
        int[] touching = new int[cells];
        for (Relation relation : relations) {
            touching[relation.total()]++;
            for (int part : relation.parts()) {
                touching[part]++;
            }
        }
        int[][] nodes = new int[cells][];
        for (int cell = 0; cell < cells; cell++) {
            nodes[cell] = new int[touching[cell] == 1 ? 2 : touching[cell]]; // the second is the ground
        }
        int[] filled = new int[cells];
        for (int i = 0; i < relations.size(); i++) {
            int total = relations.get(i).total();
            nodes[total][filled[total]++] = i + 1;
            for (int part : relations.get(i).parts()) {
                nodes[part][filled[part]++] = i + 1;
            }
        }
        return nodes;
    }

    int dimensions() {
        return count;
    }

    int cells() {
        return nodes.length;
    }

    /** {@return how many nodes there are, with the ground} */
    int size() {
        return relations.size() + 1;
    }

    /** {@return the nodes that a cell joins: none, two, or more when it is wide} */
    int[] nodes(int cell) {
        return nodes[cell];
    }

    /** {@return whether so many cells come together in a node that a search should not look at each} */
    boolean hasMany(int node) {
        return many[node];
    }

    boolean isWide(int cell) {
        return nodes[cell].length > 2;
    }

    /** {@return the node at the other end of a cell that is not wide} */
    int other(int cell, int node) {
        return nodes[cell][0] == node ? nodes[cell][1] : nodes[cell][0];
    }

    /** {@return how a relation is off balance when a cell grows by one: a total has too much, or the parts have} */
    int sign(int cell, int node) {
        return node == GROUND || totals[node] == cell ? 1 : -1;
    }

    List<Relation> relations() {
        return relations;
    }

    Relation relation(int node) {
        return relations.get(node - 1);
    }

    /** {@return the dimension of a node's groups, or {@link #SCHOOLS}; -1 for the ground} */
    int dimension(int node) {
        return dimensions[node];
    }

    /** {@return the node of a cell in a dimension; the ground when it has none} */
    int node(int cell, int dimension) {
        int[] own = byDimension[cell];
        if (own != null) {
            return own[dimension];
        }
        for (int node : nodes[cell]) {
            if (dimensions[node] == dimension) {
                return node;
            }
        }
        return GROUND;
    }
}
