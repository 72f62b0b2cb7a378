package org.yearbook.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.MonthPoint;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Unit;

class MonthDrawingTest {

    private static final String YEAR = "2025-26";
    private static final Goal GOAL = new Goal("district", YEAR, null, null, null, new BigDecimal("0.94"), "");

    private static String drawing(String... values) {
        var months = new ArrayList<MonthChart.Month>();
        for (int i = 0; i < values.length; i++) {
            LocalDate first = LocalDate.of(2025, 8, 1).plusMonths(i);
            var point = new Point(YEAR, 1, new BigDecimal(values[i]), null, null, 40, Point.Status.OK);
            months.add(new MonthChart.Month(
                    first.getMonth().name(),
                    Map.of(YEAR, new MonthPoint(first, first.plusDays(20), false, point)),
                    List.of()));
        }
        return new MonthDrawing(Unit.PERCENT, List.of(YEAR), months, Optional.of(GOAL)).json();
    }

    @Test
    void theGoalIsNamedWhereTheValuesAreFurthestFromIt() {
        assertThat(drawing("0.94", "0.93", "0.90", "0.89", "0.90", "0.93", "0.94"))
                .contains("insideMiddleTop");
        assertThat(drawing("0.94", "0.94", "0.93", "0.92", "0.90", "0.89", "0.88"))
                .contains("insideEndTop");
        assertThat(drawing("0.90", "0.90", "0.90", "0.93", "0.94", "0.94", "0.94"))
                .contains("insideStartTop");
    }

    @Test
    void itIsNamedAtItsStartWhereNoPlaceIsBetterOrThereAreFewMonths() {
        assertThat(drawing("0.90", "0.90", "0.90", "0.90", "0.90")).contains("insideStartTop");
        assertThat(drawing("0.94")).contains("insideStartTop");
        assertThat(drawing()).contains("insideStartTop");
    }
}
