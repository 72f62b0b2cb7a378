package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.suppress.Play.Move;

class PlayTest {

    private static final int DISTRICTS = 10_000;

    private final Random random = new Random(17);

    /** Not every school has every group, so that some ends of a wide cell lead to the ground. */
    private Grid grid() {
        List<Grid.Cell> cells = new ArrayList<>();
        int dimensions = 1 + random.nextInt(3);
        for (int school = 0; school <= 1 + random.nextInt(6); school++) {
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
}
