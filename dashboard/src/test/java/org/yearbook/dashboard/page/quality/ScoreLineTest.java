package org.yearbook.dashboard.page.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.answer.Score;

class ScoreLineTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private static Score night(int day, long wrong) {
        return night(day, 100, wrong);
    }

    private static Score night(int day, long rows, long wrong) {
        return new Score(FIRST.plusDays(day), List.of(new Score.Kind("staff", rows, 0, wrong, 0, 0, wrong)));
    }

    private static Score without(int day) {
        return new Score(FIRST.plusDays(day), List.of());
    }

    @Test
    void nightsThatAllScoreAlikeAreALineThroughTheMiddle() {
        ScoreLine line = ScoreLine.of(List.of(night(0, 10), night(1, 10), night(2, 10)));
        assertThat(line.points()).isEqualTo("5.0,30.0 150.0,30.0 295.0,30.0");
        assertThat(line.range()).isEqualTo("always 90.0");
    }

    @Test
    void theBestNightIsAtTheTopAndTheWorstAtTheBottom() {
        assertThat(ScoreLine.of(List.of(night(0, 20), night(1, 10))).points()).isEqualTo("5.0,55.0 295.0,5.0");
    }

    @Test
    void aHundredthOfAPointLooksLikeTheLittleThatItIs() {
        ScoreLine line = ScoreLine.of(List.of(night(0, 10_000, 239), night(1, 10_000, 237)));
        assertThat(line.points()).isEqualTo("5.0,30.5 295.0,29.5");
        assertThat(line.range()).isEqualTo("always 97.6");
    }

    @Test
    void theScoresOfOneColumnAreAllAsFine() {
        var almost = new BigDecimal("99.987");
        var less = new BigDecimal("98.9");
        assertThat(ScoreLine.words(less)).isEqualTo("98.9");
        assertThat(ScoreLine.words(less, List.of(less, almost))).isEqualTo("98.90");
        assertThat(ScoreLine.words(almost, List.of(less, almost))).isEqualTo("99.98");
    }

    @Test
    void nightsThatAreAllRightAreAtTheTop() {
        assertThat(ScoreLine.of(List.of(night(0, 0), night(1, 0))).points()).isEqualTo("5.0,5.0 295.0,5.0");
        assertThat(ScoreLine.of(List.of(night(0, 100), night(1, 100))).points()).isEqualTo("5.0,55.0 295.0,55.0");
    }

    @Test
    void aNightWithoutAScorePushesOutNoneThatHasOne() {
        var nights = new ArrayList<Score>();
        for (int day = 0; day < 100; day++) {
            nights.add(day % 2 == 0 ? night(day, day) : without(day));
        }
        ScoreLine line = ScoreLine.of(nights);
        assertThat(line.nights()).hasSize(50);
        assertThat(line.points().split(" ")).hasSize(50);
    }

    @Test
    void theLatestNinetyNightsAreShown() {
        var nights = new ArrayList<Score>();
        for (int day = 0; day < 100; day++) {
            nights.add(night(day, day));
        }
        ScoreLine line = ScoreLine.of(nights);
        assertThat(line.nights()).hasSize(90);
        assertThat(line.nights().get(0).wrong()).isEqualTo("99");
    }
}
