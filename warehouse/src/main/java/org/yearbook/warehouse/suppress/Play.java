package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
    private final Joins joins;
    private final long[] change;
    /** Where that is not nothing; a large district has a hundred thousand cells, and a circle a few. */
    private final List<Move> changed = new ArrayList<>();

    private final long[] most;
    private final long[] least;
    private Asked asked = new Asked(-1, 0, 0, 0);
    /** Whether searches go to their end, so that they tell what they came through. */
    boolean thorough;

    private final Search search;
    private final Walks walks;
    private final BitSet mayGrow = new BitSet();
    private final BitSet mayShrink = new BitSet();

    /** @param room by how much each cell could be less than it is */
    Play(Network network, BitSet unknown, long[] room) {
        this(network, unknown, room, null);
    }

    /** @param before the same where fewer cells were unknown: what could change then still can */
    private Play(Network network, BitSet unknown, long[] room, @Nullable Play before) {
        this.network = network;
        this.room = room;
        change = new long[network.cells()];
        most = before == null ? new long[network.cells()] : before.most.clone();
        least = before == null ? new long[network.cells()] : before.least.clone();
        joins = new Joins(network, unknown, before == null ? null : before.joins);
        search = new Search();
        walks = new Walks(joins, room);
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

    /** {@return the same when more is unknown} */
    Play with(BitSet more) {
        return joins.areOf(more) ? this : new Play(network, more, room, this);
    }

    /**
     * {@return by how much the most that a hidden cell may be exceeds the least; once it is enough, not looked into}
     */
    long range(int cell, long enough) {
        asked = new Asked(cell, enough, most[cell], least[cell]);
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

    /** {@return the question that {@link #range} answered last, to be asked again} */
    Asked asked() {
        return asked;
    }

    /**
     * {@return the nodes that the ways came through which were tried, for a cell that has too little play; null as soon
     * as one of those comes up that nobody cares for} Few cells are looked at so, so its searches are done again, and
     * this time to their end.
     */
    @Nullable
    BitSet reached(Asked again, BitSet unwanted) {
        int cell = again.cell();
        long grown = most[cell];
        long shrunk = least[cell];
        most[cell] = again.most();
        least[cell] = again.least();
        search.reached.clear();
        search.unwanted = unwanted;
        search.stopped = false;
        thorough = true;
        range(cell, again.enough());
        thorough = false;
        most[cell] = Math.max(most[cell], grown);
        least[cell] = Math.min(least[cell], shrunk);
        boolean stopped = search.stopped;
        search.stopped = false;
        return stopped ? null : search.reached;
    }

    private void push(int cell, int by, long enough) {
        while (most[cell] - least[cell] < enough && mayMove(cell, by)) {
            var first = new Move(cell, by);
            List<Move> moves = step(first);
            long wanted = by > 0 ? least[cell] + enough - change[cell] : change[cell] - most[cell] + enough;
            if (moves.isEmpty() || !(move(moves, wanted) || move(moves, 1))) {
                break;
            }
        }
        changed.forEach(move -> change[move.cell()] = 0);
        changed.clear();
    }

    /** {@return cells that can change with one that does; empty when there are none} */
    List<Move> step(Move first) {
        return network.isWide(first.cell()) ? together(first) : circle(first);
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
        search.reach(schools);
        int off = network.sign(wide.cell(), schools) * wide.by();
        int tried = 0;
        Places @Nullable [] from = null;
        for (int cell : joins.cells[schools]) {
            int by = -off * network.sign(cell, schools);
            if (cell == wide.cell() || !mayMove(cell, by)) {
                continue;
            }
            // The first pair will mostly do. If not, it is seen from each end once which of a thousand others would.
            if (from == null && tried == TRIES && !thorough) {
                from = places(wide);
            }
            var other = new Move(cell, by);
            if (from == null || meets(wide, other, from)) {
                tried++;
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
        Places[] from = places(wide);
        int off = network.sign(wide.cell(), schools) * wide.by();
        for (int cell : joins.cells[schools]) {
            int by = -off * network.sign(cell, schools);
            if (cell != wide.cell() && mayMove(cell, by) && meets(wide, new Move(cell, by), from)) {
                return true;
            }
        }
        return false;
    }

    /** {@return for each node of a wide cell, the places that can be come to from there} */
    private Places[] places(Move wide) {
        return IntStream.of(network.nodes(wide.cell()))
                .filter(node -> network.dimension(node) > Network.SCHOOLS)
                .mapToObj(node -> search.closure(node, wide.by()))
                .toArray(Places[]::new);
    }

    /** @param from in any order; what one cell does not meet, the next will mostly not meet either, and comes first */
    private boolean meets(Move wide, Move other, Places[] from) {
        for (int i = 0; i < from.length; i++) {
            Places start = from[i];
            int to = network.node(other.cell(), start.dimension());
            boolean arrives = to == Network.GROUND ? isGrounded(start) : start.has(Places.place(to, -other.by(), 0));
            if (!arrives) {
                from[i] = from[0];
                from[0] = start;
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

    private boolean isGrounded(Places places) {
        return places.has(Places.place(Network.GROUND, 1, 0)) || places.has(Places.place(Network.GROUND, -1, 0));
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
        if (thorough && changed.isEmpty()) {
            int from = Places.place(way.from(), way.by(), 0);
            boolean gone = walks.go(from, way.to(), way.arriving(), moves, search.reached);
            search.stopped |= search.reached.intersects(search.unwanted);
            return gone && !search.stopped;
        }
        boolean found = search.run(way, -1, null);
        if (found) {
            moves.addAll(search.moves());
        }
        return found;
    }

    /** A question for the play of a cell, with what was known of it before. */
    record Asked(int cell, long enough, long most, long least) {}

    /** From one node, off balance by {@code by}, to another that is to be off balance the other way round. */
    private record Way(int from, int by, int to, int arriving) {}

    /**
     * Breadth first. A place is a node, which way it is off balance, and whether a pair of wide cells lies behind; or
     * between the two of a pair: a dimension, and which way the district is off balance.
     *
     * <p>The goal is come to from the first place that it is next to, whatever else is open then. So each new place is
     * looked at at once: a group of a large district leads to thousands of schools, and mostly one of the first will
     * do.
     */
    private final class Search {

        private final BitSet reached = new BitSet();
        /** Nodes that make all that was reached of no use. */
        private BitSet unwanted = new BitSet();
        /** Whether one of them was reached; then nothing is looked for any more. */
        private boolean stopped;

        private final int between = network.size() * 4;
        private final int[] seen = new int[between + network.dimensions() * 2];
        private final int[] before = new int[seen.length];
        private final int[] cell = new int[seen.length];
        private final int[] by = new int[seen.length];
        private final int[] open = new int[seen.length];
        /** What can be come to from a place of many cells while nothing is changed: all schools of a group share it. */
        private final Map<Integer, BitSet> behindMany = new HashMap<>();

        private Way way = new Way(0, 0, 0, 0);
        private int without;
        private boolean looksAhead;
        private int run;
        private int ends;
        private int goal;
        /** Whether there was a wide cell to go through; if not, a search through them finds nothing more. */
        private boolean metWide;

        /** @param barred pairs of wide cells not to go through; null to go through none */
        boolean run(Way way, int without, @Nullable Set<Pair> barred) {
            this.way = way;
            this.without = without;
            looksAhead = !thorough && (barred == null || !isBehindWide(way.to()));
            metWide = false;
            begin(Places.place(way.from(), way.by(), 0));
            for (int next = 0; next < ends && goal < 0 && !stopped; next++) {
                int place = open[next];
                if (place >= between) {
                    cross(place, barred == null ? Set.of() : barred);
                } else if (isGoal(place)) {
                    goal = place;
                } else {
                    reach(place / 4);
                    leave(place, barred != null);
                }
            }
            return goal >= 0 && !stopped;
        }

        private void reach(int node) {
            reached.set(node);
            stopped |= thorough && unwanted.get(node);
        }

        private void begin(int place) {
            run++;
            ends = 0;
            goal = -1;
            visit(place, -1, -1, 0);
        }

        private boolean isGoal(int place) {
            int node = place / 4;
            return node == way.to() && (node == Network.GROUND || Places.off(place) == way.arriving());
        }

        // Only of narrow cells it is easy to see whether one leads from here to there.
        private boolean isBehindWide(int node) {
            return node == Network.GROUND
                    || network.isWide(network.relation(node).total());
        }

        /** {@return every place that can be come to from a node without going through a wide cell} */
        Places closure(int node, int off) {
            if (!changed.isEmpty()) {
                return new Places(network.dimension(node), walk(Places.place(node, off, 0), false));
            }
            BitSet near = walk(Places.place(node, off, 0), true);
            int[] many =
                    near.stream().filter(place -> network.hasMany(place / 4)).toArray();
            IntStream.of(many).forEach(place -> near.or(behind(place)));
            return new Places(network.dimension(node), near);
        }

        private BitSet behind(int place) {
            BitSet known = behindMany.get(place);
            if (known == null) {
                known = walk(place, false);
                behindMany.put(place, known);
            }
            return known;
        }

        private BitSet walk(int start, boolean toMany) {
            looksAhead = false;
            without = -1;
            begin(start);
            var places = new BitSet();
            for (int next = 0; next < ends; next++) {
                int place = open[next];
                if (!places.get(place)) {
                    places.set(place);
                    if (!(toMany && network.hasMany(place / 4))) {
                        int found = ends;
                        leave(place, false);
                        if (!toMany && changed.isEmpty()) {
                            addKnown(found, places);
                        }
                    }
                }
            }
            return places;
        }

        // What is behind a place that was walked from before need not be walked through again.
        private void addKnown(int first, BitSet places) {
            for (int next = first; next < ends; next++) {
                BitSet known =
                        network.hasMany(open[next] / 4) && !places.get(open[next]) ? behindMany.get(open[next]) : null;
                if (known != null) {
                    places.or(known);
                }
            }
        }

        private void leave(int place, boolean throughWide) {
            int node = place / 4;
            int off = Places.off(place);
            int[] cells = joins.cells[node];
            int[] signs = joins.signs[node];
            int[] nexts = joins.nexts[node];
            int[] nextSigns = joins.nextSigns[node];
            for (int i = 0; i < cells.length && goal < 0; i++) {
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
            reach(schools);
            for (int other : joins.cells[schools]) {
                int move = -off * network.sign(other, schools);
                if (goal < 0
                        && other != cell[place]
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
            visit(Places.place(node, off, behind), from, one, move);
            if (node == Network.GROUND) {
                visit(Places.place(node, -off, behind), from, one, move);
            }
        }

        private void visit(int place, int from, int one, int move) {
            if (seen[place] != run) {
                seen[place] = run;
                before[place] = from;
                cell[place] = one;
                by[place] = move;
                open[ends++] = place;
                if (looksAhead && place < between) {
                    look(place);
                }
            }
        }

        // One of the two has few cells; if not, few of its cells lead to nodes of many.
        private void look(int place) {
            int node = place / 4;
            int to = way.to();
            if (!network.hasMany(node)) {
                look(place, node, joins.cells[node].length, null);
            } else if (!network.hasMany(to)) {
                look(place, to, joins.cells[to].length, null);
            } else {
                int[] only = joins.toMany(node);
                look(place, node, only.length, only);
            }
        }

        // Cells stand in the same order at both of their ends.
        private void look(int place, int at, int count, int @Nullable [] only) {
            int node = place / 4;
            int opposite = at == node ? way.to() : node;
            for (int k = 0; k < count && goal < 0; k++) {
                int i = only == null ? k : only[k];
                int one = joins.cells[at][i];
                if (joins.nexts[at][i] == opposite && one != without) {
                    int move = -Places.off(place) * (at == node ? joins.signs : joins.nextSigns)[at][i];
                    int off = move * (at == node ? joins.nextSigns : joins.signs)[at][i];
                    if (mayMove(one, move) && (way.to() == Network.GROUND || off == way.arriving())) {
                        goal = Places.place(way.to(), off, place % 2);
                        before[goal] = place;
                        cell[goal] = one;
                        by[goal] = move;
                    }
                }
            }
        }

        List<Move> moves() {
            List<Move> moves = new ArrayList<>();
            for (int place = goal; before[place] >= 0; place = before[place]) {
                moves.add(new Move(cell[place], by[place]));
            }
            return moves;
        }

        /** {@return the pair of wide cells on the way found; null when there is none} */
        @Nullable
        Pair pair() {
            for (int place = goal; before[place] >= 0; place = before[place]) {
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
