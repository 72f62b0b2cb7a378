package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlayTest {

    private static final int DISTRICTS = 10_000;

    private final Random random = new Random(17);

    /** Not every school has every group, so that some ends of a wide cell lead to the ground. */
    private Grid grid() {
        return grid(8);
    }

    private Grid grid(int schools) {
        List<Grid.Cell> cells = new ArrayList<>();
        int dimensions = 1 + random.nextInt(3);
        int size = schools > 8 ? schools : 1 + random.nextInt(6);
        for (int school = 0; school <= size; school++) {
            boolean district = school == 0;
            String organization = district ? "district" : "school " + school;
            cells.add(new Grid.Cell(organization, district, "all", "all"));
            for (int dimension = 0; dimension < dimensions; dimension++) {
                for (int group = 0; group < 3; group++) {
                    if (district ? random.nextInt(8) > 0 : random.nextInt(3) > 0) {
                        cells.add(new Grid.Cell(organization, district, "dimension " + dimension, "group " + group));
                    }
                }
            }
        }
        return new Grid(cells);
    }

    private BitSet unknown(Grid grid) {
        int share = 2 + random.nextInt(4);
        var unknown = new BitSet();
        IntStream.range(0, grid.size())
                .filter(cell -> random.nextInt(6) < share)
                .forEach(unknown::set);
        return unknown;
    }

    private static List<Relation> open(Grid grid, BitSet unknown) {
        return grid.relations().stream()
                .filter(relation -> unknown.get(relation.total())
                        || IntStream.of(relation.parts()).anyMatch(unknown::get))
                .toList();
    }

    @Test
    void whetherAWideCellCanMoveIsWhatIsFoundWhenEveryPairIsTried() {
        int moves = 0;
        int stays = 0;
        for (int i = 0; i < DISTRICTS; i++) {
            Grid grid = grid();
            BitSet unknown = unknown(grid);
            var network = new Network(grid, open(grid, unknown));
            long[] room = random.longs(grid.size(), 0, 3).toArray();
            var play = new Play(network, unknown, room);
            for (int cell : unknown.stream().filter(network::isWide).toArray()) {
                for (int by : new int[] {1, -1}) {
                    var wide = new Move(cell, by);
                    boolean found = !play.together(wide).isEmpty();
                    assertThat(play.movesTogether(wide))
                            .as("district %d, %s", i, wide)
                            .isEqualTo(found);
                    moves += found ? 1 : 0;
                    stays += found ? 0 : 1;
                }
            }
        }
        assertThat(moves).isGreaterThan(1000);
        assertThat(stays).isGreaterThan(1000);
    }

    // With schools enough that some nodes have many cells, which are searched in another way.
    @Test
    void aSearchThatLooksAheadFindsWhatOneToTheEndFinds() {
        int moves = 0;
        int stays = 0;
        for (int i = 0; i < DISTRICTS / 4; i++) {
            Grid grid = grid(i % 20 == 0 ? 60 : 8);
            BitSet unknown = unknown(grid);
            var network = new Network(grid, open(grid, unknown));
            long[] room = random.longs(grid.size(), 0, 3).toArray();
            var play = new Play(network, unknown, room);
            for (int cell : unknown.stream()
                    .filter(one -> network.nodes(one).length > 0)
                    .toArray()) {
                for (int by : room[cell] > 0 ? new int[] {1, -1} : new int[] {1}) {
                    var first = new Move(cell, by);
                    List<Move> found = play.step(first);
                    play.thorough = true;
                    assertThat(play.step(first)).as("district %d, %s", i, first).isEqualTo(found);
                    play.thorough = false;
                    moves += found.isEmpty() ? 0 : 1;
                    stays += found.isEmpty() ? 1 : 0;
                }
            }
        }
        assertThat(moves).isGreaterThan(1000);
        assertThat(stays).isGreaterThan(1000);
    }

    @Test
    void lookingOnceMoreToTheEndFindsNoMorePlay() {
        int narrow = 0;
        for (int i = 0; i < DISTRICTS / 4; i++) {
            Grid grid = grid(8);
            BitSet unknown = unknown(grid);
            var play = new Play(
                    new Network(grid, open(grid, unknown)),
                    unknown,
                    random.longs(grid.size(), 0, 3).toArray());
            for (int cell : unknown.stream().toArray()) {
                long range = play.range(cell, 5);
                if (range < 5) {
                    narrow++;
                    play.reached(play.asked(), new BitSet());
                    assertThat(play.range(cell, range)).isEqualTo(range);
                }
            }
        }
        assertThat(narrow).isGreaterThan(1000);
    }

    @Test
    void aSearchThatIsOfNoUseEndsExactlyWhereItReachesWhatNobodyCaresFor() {
        int stopped = 0;
        int done = 0;
        for (int i = 0; i < DISTRICTS / 8; i++) {
            Grid grid = grid(8);
            BitSet unknown = unknown(grid);
            var network = new Network(grid, open(grid, unknown));
            var play =
                    new Play(network, unknown, random.longs(grid.size(), 0, 3).toArray());
            List<Play.Asked> narrow = unknown.stream()
                    .filter(cell -> play.range(cell, 5) < 5)
                    .mapToObj(cell -> play.asked())
                    .toList();
            // Asked of later, when others were looked at, too: what was known of it before is asked with it.
            for (Play.Asked asked : narrow) {
                var around = (BitSet) Objects.requireNonNull(play.reached(asked, new BitSet()))
                        .clone();
                for (int node = 0; node < network.size(); node++) {
                    var unwanted = new BitSet();
                    unwanted.set(node);
                    BitSet reached = play.reached(asked, unwanted);
                    assertThat(reached == null)
                            .as("district %d, node %d", i, node)
                            .isEqualTo(around.get(node));
                    if (reached == null) {
                        stopped++;
                    } else {
                        assertThat(reached).isEqualTo(around);
                        done++;
                    }
                }
            }
        }
        assertThat(stopped).isGreaterThan(1000);
        assertThat(done).isGreaterThan(1000);
    }

    // What is known of fewer cells is taken over, and so are the nodes that none of the new ones takes part in.
    @Test
    void cellsThatBecomeUnknownLaterMoveAsIfTheyHadBeenFromTheStart() {
        int free = 0;
        for (int i = 0; i < DISTRICTS / 4; i++) {
            Grid grid = grid(i % 20 == 0 ? 60 : 8);
            BitSet all = unknown(grid);
            BitSet some = new BitSet();
            all.stream().filter(cell -> random.nextInt(9) > 0).forEach(some::set);
            var network = new Network(grid, grid.relations());
            long[] room = random.longs(grid.size(), 0, 3).toArray();
            Play later = new Play(network, some, room).with(all);
            var once = new Play(network, all, room);
            var movement = new Movement(network, some);
            if (movement.leavesFree(all)) {
                assertThat(new Movement(network, all).fixed().isEmpty()).isTrue();
                free++;
            }
            for (int cell :
                    all.stream().filter(one -> network.nodes(one).length > 0).toArray()) {
                assertThat(later.step(new Move(cell, 1))).isEqualTo(once.step(new Move(cell, 1)));
            }
        }
        assertThat(free).isGreaterThan(50);
    }
}
