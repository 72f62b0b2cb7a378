package org.yearbook.dashboard.page.today;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Direction;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.answer.Unit;
import org.yearbook.warehouse.why.EarlierNights.Night;
import org.yearbook.warehouse.why.EarlierNights.Nights;

class MoveReaderTest {

    private static final String YEAR = "2025-26";

    private static TodayPage.Moves moved(Direction direction, String then, String now) {
        var goal = new Goal("district", YEAR, null, null, null, new BigDecimal("0.15"), "");
        var metric = new Metric(
                "absence",
                "Chronic absence",
                "",
                Area.STUDENTS,
                Unit.PERCENT,
                direction,
                "",
                BigDecimal.ZERO,
                List.of(),
                List.of(goal));
        var district = new Organization("1", "The district", "other", true);
        var point = new Point(YEAR, 1, new BigDecimal(now), null, null, 2000, Point.Status.OK);
        var trend = new Trend(metric, "district", district, List.of(point), List.of(), List.of());
        var night = new Night(
                "before", LocalDate.of(2026, 5, 14), Map.of("absence district " + YEAR, new BigDecimal(then)));
        return new MoveReader("now", YEAR)
                .read(district, true, List.of(trend), new Nights(Optional.of(night), Optional.empty(), ""));
    }

    private static List<String> words(TodayPage.Moves moves) {
        return moves.spans().stream()
                .flatMap(span -> span.first().stream())
                .map(TodayPage.Move::sentence)
                .toList();
    }

    @Test
    void aMoveTooSmallToBeSeenIsToldWhereItCrossesTheGoal() {
        TodayPage.Moves missed = moved(Direction.DOWN, "0.14995", "0.15005");
        assertThat(words(missed))
                .containsExactly("Chronic absence rose less than 0.1 points to 15.01%, just short of the goal of 15%,"
                        + " which it met before");
        assertThat(missed.finding()).isEqualTo("1 number moved since the night before, all for the worse");
        assertThat(words(moved(Direction.DOWN, "0.15005", "0.14995")))
                .containsExactly("Chronic absence fell less than 0.1 points to 14.995%, and now meets the goal of 15%");
    }

    @Test
    void aMoveTooSmallToBeSeenThatCrossesNothingIsPassedOver() {
        assertThat(words(moved(Direction.DOWN, "0.18", "0.18004"))).isEmpty();
        assertThat(words(moved(Direction.DOWN, "0.15", "0.15"))).isEmpty();
        assertThat(words(moved(Direction.NEITHER, "0.14995", "0.15005"))).isEmpty();
        assertThat(words(moved(Direction.NEITHER, "0.1400", "0.1600")))
                .as("a number that nobody wants higher or lower meets no goal")
                .containsExactly("Chronic absence rose 2.0 points to 16.0%");
    }
}
