package org.yearbook.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Words beside marks: where they stand, and that they touch nothing. */
class WordColumnTest {

    private static final double HALF = 3;

    private final WordColumn column = new WordColumn(15, 102);

    @Test
    void wordsStandBesideTheirMarkOnTheSideThatIsAskedFor() {
        column.mark(50, 3);
        assertThat(column.put(50, HALF, true)).isEqualTo(40);
        assertThat(column.put(50, HALF, false)).isEqualTo(60);
    }

    @Test
    void betweenTwoMarksThatAreCloseTheyStandInTheMiddle() {
        column.mark(40, 1);
        column.mark(50, 3);
        column.mark(67, 4);
        assertThat(column.put(50, HALF, true)).as("no room below the goal").isEqualTo(58);
    }

    @Test
    void whereNoSideHasRoomTheyStandBeyondTheNextMark() {
        column.mark(44, 1);
        column.mark(50, 3);
        column.mark(58, 4);
        assertThat(column.put(50, HALF, true)).isCloseTo(44 - 1 - 1.6 - HALF, within(1e-9));
    }

    @Test
    void theyDoNotStandOnOtherWordsOrOutsideOfTheDrawing() {
        column.mark(22, 3);
        double first = column.put(22, HALF, true);
        assertThat(first).as("above there is too little room").isEqualTo(32);
        column.mark(40, 3);
        assertThat(column.put(40, HALF, true)).isEqualTo(50);
    }
}
