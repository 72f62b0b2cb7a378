package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much play hidden cells have: what somebody can tell of a cell who writes every total that is in sight down as an
 * equation, and knows the least that a hidden cell can be. Every step from the true numbers to others that nobody could
 * tell from them is a circle in the {@link Network}: one cell grows, and along the circle others grow and shrink by as
 * much. A wide cell moves together with another one, and with a way from one to the other in each of their dimensions.
 * Only such steps are looked for, so what is found is certain, and a cell may have a little more play than that.
 */
final class Play {

    /** How many pairs of wide cells a circle is tried through before it is given up. */
    private static final int TRIES = 10;

    private final Network network;
    private final long[] room;
    private final int[][] cellsAt;
    /**
     * For each of them: how it puts the node off balance, the other node, and how that; no other node where it is wide.
     */
    private final int[][] signAt;

    private final int[][] nextAt;
    private final int[][] nextSignAt;
    private final long[] change;
    /** Where that is not nothing; a large district has a hundred thousand cells, and a circle a few. */
    private final List<Move> changed = new ArrayList<>();

    private final long[] most;
    private final long[] least;
    private final Search search;
    private final BitSet mayGrow = new BitSet();
    private final BitSet mayShrink = new BitSet();

    /**
     * @param room by how much each cell could be less than it is
     * @param before the same where fewer cells were unknown: what could change then still can
     */
    Play(Network network, BitSet unknown, long[] room, @Nullable Play before) {
        this.network = network;
        this.room = room;
        change = new long[network.cells()];
        most = before == null ? new long[network.cells()] : before.most.clone();
        least = before == null ? new long[network.cells()] : before.least.clone();
        var at = new ArrayList<List<Integer>>();
        for (int node = 0; node < network.size(); node++) {
            at.add(new ArrayList<>());
        }
        unknown.stream()
                .forEach(cell -> Arrays.stream(network.nodes(cell))
                        .forEach(node -> at.get(node).add(cell)));
        cellsAt = at.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        signAt = new int[cellsAt.length][];
        nextAt = new int[cellsAt.length][];
        nextSignAt = new int[cellsAt.length][];
        for (int node = 0; node < cellsAt.length; node++) {
            writeOut(node);
        }
        search = new Search();
        if (before != null) {
            mayGrow.or(before.mayGrow);
            mayShrink.or(before.mayShrink);
        }
        unknown.stream().filter(network::isWide).forEach(cell -> {
            if (!mayGrow.get(cell)) {
                mayGrow.set(cell, movesTogether(new Move(cell, 1)));
            }
            if (!mayShrink.get(cell)) {
                mayShrink.set(cell, movesTogether(new Move(cell, -1)));
            }
        });
    }

    // Searches look at this a hundred million times a night, so it is written out in arrays.
    private void writeOut(int node) {
        int count = cellsAt[node].length;
        signAt[node] = new int[count];
        nextAt[node] = new int[count];
        nextSignAt[node] = new int[count];
        for (int i = 0; i < count; i++) {
            int cell = cellsAt[node][i];
            boolean wide = network.isWide(cell);
            signAt[node][i] = network.sign(cell, node);
            nextAt[node][i] = wide ? -1 : network.other(cell, node);
            nextSignAt[node][i] = wide ? 0 : network.sign(cell, nextAt[node][i]);
        }
    }

    /**
     * {@return by how much the most that a hidden cell may be exceeds the least; once it is enough, not looked into}
     */
    long range(int cell, long enough) {
        search.reached.clear();
        if (network.nodes(cell).length == 0) {
            return enough;
        }
        if (most[cell] - least[cell] < enough) {
            push(cell, 1, enough);
        }
        if (most[cell] - least[cell] < enough) {
            push(cell, -1, enough);
        }
        return most[cell] - least[cell];
    }

    /**
     * {@return the nodes that the ways which led nowhere came through, when the last cell asked has too little play}
     */
    BitSet reached() {
        return search.reached;
    }

    private void push(int cell, int by, long enough) {
        while (most[cell] - least[cell] < enough && mayMove(cell, by)) {
            var first = new Move(cell, by);
            List<Move> moves = network.isWide(cell) ? together(first) : circle(first);
            long wanted = by > 0 ? least[cell] + enough - change[cell] : change[cell] - most[cell] + enough;
            if (moves.isEmpty() || !(move(moves, wanted) || move(moves, 1))) {
                break;
            }
        }
        changed.forEach(move -> change[move.cell()] = 0);
        changed.clear();
    }

    private boolean mayMove(int cell, int by) {
        return by > 0 || room[cell] + change[cell] > 0;
    }

    private boolean move(List<Move> moves, long wanted) {
        long times = moves.stream()
                .filter(move -> move.by() < 0)
                .mapToLong(move -> room[move.cell()] + change[move.cell()])
                .reduce(wanted, Math::min);
        moves.forEach(move -> change[move.cell()] += move.by() * times);
        if (times == 0 || moves.stream().anyMatch(move -> room[move.cell()] + change[move.cell()] < 0)) {
            moves.forEach(move -> change[move.cell()] -= move.by() * times);
            return false;
        }
        changed.addAll(moves);
        for (Move move : moves) {
            most[move.cell()] = Math.max(most[move.cell()], change[move.cell()]);
            least[move.cell()] = Math.min(least[move.cell()], change[move.cell()]);
        }
        return true;
    }

    private List<Move> circle(Move first) {
        int[] ends = network.nodes(first.cell());
        int from = ends[0] == Network.GROUND ? ends[1] : ends[0];
        int to = network.other(first.cell(), from);
        var way = new Way(
                from, network.sign(first.cell(), from) * first.by(), to, -network.sign(first.cell(), to) * first.by());
        if (search.run(way, first.cell(), null)) {
            List<Move> moves = search.moves();
            moves.add(first);
            return moves;
        }
        if (!search.metWide) {
            return List.of();
        }
        Set<Pair> barred = new HashSet<>();
        for (int tries = 0; tries < TRIES && search.run(way, first.cell(), barred); tries++) {
            List<Move> moves = search.moves();
            Pair pair = search.pair();
            moves.add(first);
            if (pair == null || alongside(pair, network.dimension(from), moves)) {
                return moves;
            }
            barred.add(pair);
        }
        return List.of();
    }

    /** {@return a step in which a wide cell moves together with another one, or alone; empty when there is none} */
    List<Move> together(Move wide) {
        int schools = network.node(wide.cell(), Network.SCHOOLS);
        if (schools == Network.GROUND) {
            List<Move> moves = new ArrayList<>(List.of(wide));
            return alongside(new Pair(wide, Move.NONE), -1, moves) ? moves : List.of();
        }
        search.reached.set(schools);
        int off = network.sign(wide.cell(), schools) * wide.by();
        for (int cell : cellsAt[schools]) {
            int by = -off * network.sign(cell, schools);
            if (cell != wide.cell() && mayMove(cell, by)) {
                var other = new Move(cell, by);
                List<Move> moves = new ArrayList<>(List.of(wide, other));
                if (alongside(new Pair(wide, other), -1, moves)) {
                    return moves;
                }
            }
        }
        return List.of();
    }

    /**
     * {@return whether there is a step as {@link #together} finds} It looks from each end once, not once for every
     * pair: there are as many pairs as schools squared.
     */
    boolean movesTogether(Move wide) {
        int schools = network.node(wide.cell(), Network.SCHOOLS);
        if (schools == Network.GROUND) {
            return !together(wide).isEmpty();
        }
        Map<Integer, BitSet> from = new HashMap<>();
        for (int node : network.nodes(wide.cell())) {
            if (network.dimension(node) > Network.SCHOOLS) {
                from.put(node, search.closure(node, wide.by()));
            }
        }
        int off = network.sign(wide.cell(), schools) * wide.by();
        for (int cell : cellsAt[schools]) {
            int by = -off * network.sign(cell, schools);
            if (cell != wide.cell() && mayMove(cell, by) && meets(wide, new Move(cell, by), from)) {
                return true;
            }
        }
        return false;
    }

    private boolean meets(Move wide, Move other, Map<Integer, BitSet> from) {
        for (Map.Entry<Integer, BitSet> start : from.entrySet()) {
            int to = network.node(other.cell(), network.dimension(start.getKey()));
            boolean arrives = to == Network.GROUND
                    ? isGrounded(start.getValue())
                    : start.getValue().get(search.place(to, -other.by(), 0));
            if (!arrives) {
                return false;
            }
        }
        for (int node : network.nodes(other.cell())) {
            int dimension = network.dimension(node);
            if (dimension > Network.SCHOOLS
                    && network.node(wide.cell(), dimension) == Network.GROUND
                    && !isGrounded(search.closure(node, other.by()))) {
                return false;
            }
        }
        return true;
    }

    private boolean isGrounded(BitSet places) {
        return places.get(search.place(Network.GROUND, 1, 0)) || places.get(search.place(Network.GROUND, -1, 0));
    }

    /** Adds the ways that a pair needs in all dimensions but one; {@return whether there are any} */
    private boolean alongside(Pair pair, int except, List<Move> moves) {
        Move one = pair.one();
        Move other = pair.other();
        for (int node : network.nodes(one.cell())) {
            int dimension = network.dimension(node);
            if (dimension > Network.SCHOOLS && dimension != except) {
                int to = other.isNone() ? Network.GROUND : network.node(other.cell(), dimension);
                if (!add(new Way(node, one.by(), to, -other.by()), moves)) {
                    return false;
                }
            }
        }
        int[] nodes = other.isNone() ? new int[0] : network.nodes(other.cell());
        for (int node : nodes) {
            int dimension = network.dimension(node);
            if (dimension > Network.SCHOOLS
                    && dimension != except
                    && network.node(one.cell(), dimension) == Network.GROUND
                    && !add(new Way(node, other.by(), Network.GROUND, 0), moves)) {
                return false;
            }
        }
        return true;
    }

    private boolean add(Way way, List<Move> moves) {
        boolean found = search.run(way, -1, null);
        if (found) {
            moves.addAll(search.moves());
        }
        return found;
    }

    /** A cell that grows or shrinks. */
    record Move(int cell, int by) {

        static final Move NONE = new Move(-1, 0);

        boolean isNone() {
            return cell < 0;
        }
    }

    /** Two wide cells that move together; the second is none where nothing tells what the first has to be. */
    private record Pair(Move one, Move other) {}

    /** From one node, off balance by {@code by}, to another that is to be off balance the other way round. */
    private record Way(int from, int by, int to, int arriving) {}

    /**
     * Breadth first. A place is a node, which way it is off balance, and whether a pair of wide cells lies behind; or
     * between the two of a pair: a dimension, and which way the district is off balance.
     */
    private final class Search {

        private final BitSet reached = new BitSet();
        private final int between = network.size() * 4;
        private final int[] seen = new int[between + network.dimensions() * 2];
        private final int[] before = new int[seen.length];
        private final int[] cell = new int[seen.length];
        private final int[] by = new int[seen.length];
        private final int[] open = new int[seen.length];
        private int run;
        private int ends;
        private int found;
        /** Whether there was a wide cell to go through; if not, a search through them finds nothing more. */
        private boolean metWide;

        /** @param barred pairs of wide cells not to go through; null to go through none */
        boolean run(Way way, int without, @Nullable Set<Pair> barred) {
            run++;
            ends = 0;
            metWide = false;
            visit(place(way.from(), way.by(), 0), -1, -1, 0);
            for (int next = 0; next < ends; next++) {
                int place = open[next];
                if (place >= between) {
                    cross(place, barred == null ? Set.of() : barred);
                    continue;
                }
                int node = place / 4;
                if (node == way.to() && (node == Network.GROUND || off(place) == way.arriving())) {
                    found = place;
                    return true;
                }
                reached.set(node);
                leave(place, without, barred != null);
            }
            return false;
        }

        /** {@return every place that can be come to from a node without going through a wide cell} */
        BitSet closure(int node, int off) {
            run++;
            ends = 0;
            visit(place(node, off, 0), -1, -1, 0);
            var places = new BitSet();
            for (int next = 0; next < ends; next++) {
                places.set(open[next]);
                leave(open[next], -1, false);
            }
            return places;
        }

        private void leave(int place, int without, boolean throughWide) {
            int node = place / 4;
            int off = off(place);
            int[] cells = cellsAt[node];
            int[] signs = signAt[node];
            int[] nexts = nextAt[node];
            int[] nextSigns = nextSignAt[node];
            for (int i = 0; i < cells.length; i++) {
                int one = cells[i];
                int move = -off * signs[i];
                if (one == without || !mayMove(one, move)) {
                    continue;
                }
                if (nexts[i] >= 0) {
                    arrive(nexts[i], nextSigns[i] * move, place % 2, place, one, move);
                    continue;
                }
                metWide = true;
                if (throughWide && place % 2 == 0 && mayMoveAtAll(one, move)) {
                    enter(place, one, move);
                }
            }
        }

        private void enter(int place, int wide, int move) {
            int dimension = network.dimension(place / 4);
            int schools = network.node(wide, Network.SCHOOLS);
            if (dimension > Network.SCHOOLS && schools == Network.GROUND) {
                arrive(Network.GROUND, 1, 1, place, wide, move);
            } else if (dimension > Network.SCHOOLS) {
                int off = network.sign(wide, schools) * move;
                visit(between + dimension * 2 + (off > 0 ? 0 : 1), place, wide, move);
            }
        }

        // From the first of a pair to the second.
        private void cross(int place, Set<Pair> barred) {
            int dimension = (place - between) / 2;
            int off = (place - between) % 2 == 0 ? 1 : -1;
            int schools = network.node(cell[place], Network.SCHOOLS);
            reached.set(schools);
            for (int other : cellsAt[schools]) {
                int move = -off * network.sign(other, schools);
                if (other != cell[place]
                        && mayMove(other, move)
                        && mayMoveAtAll(other, move)
                        && !barred.contains(new Pair(new Move(cell[place], by[place]), new Move(other, move)))) {
                    arrive(network.node(other, dimension), move, 1, place, other, move);
                }
            }
        }

        private boolean mayMoveAtAll(int one, int move) {
            return !network.isWide(one) || (move > 0 ? mayGrow : mayShrink).get(one);
        }

        // The ground takes up anything, and gives anything.
        private void arrive(int node, int off, int behind, int from, int one, int move) {
            visit(place(node, off, behind), from, one, move);
            if (node == Network.GROUND) {
                visit(place(node, -off, behind), from, one, move);
            }
        }

        private void visit(int place, int from, int one, int move) {
            if (seen[place] != run) {
                seen[place] = run;
                before[place] = from;
                cell[place] = one;
                by[place] = move;
                open[ends++] = place;
            }
        }

        private int place(int node, int off, int behind) {
            return node * 4 + (off > 0 ? 0 : 2) + behind;
        }

        private int off(int place) {
            return (place / 2) % 2 == 0 ? 1 : -1;
        }

        List<Move> moves() {
            List<Move> moves = new ArrayList<>();
            for (int place = found; before[place] >= 0; place = before[place]) {
                moves.add(new Move(cell[place], by[place]));
            }
            return moves;
        }

        /** {@return the pair of wide cells on the way found; null when there is none} */
        @Nullable
        Pair pair() {
            for (int place = found; before[place] >= 0; place = before[place]) {
                int from = before[place];
                if (from >= between) {
                    return new Pair(new Move(cell[from], by[from]), new Move(cell[place], by[place]));
                }
                if (place / 4 == Network.GROUND && network.isWide(cell[place])) {
                    return new Pair(new Move(cell[place], by[place]), Move.NONE);
                }
            }
            return null;
        }
    }
}
