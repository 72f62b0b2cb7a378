package org.yearbook.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Direction;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.answer.Unit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrendDrawingTest {

    private static final String YEAR = "2025-26";

    private static Point point(String value) {
        return new Point(YEAR, 2, new BigDecimal(value), null, null, 40, Point.Status.OK);
    }

    /** {@return on which side of its mark each label of the one year stands, by what it says} */
    private static Map<String, String> sides(String value, String goal) {
        var metric = new Metric(
                "m",
                "Metric",
                "",
                Area.STUDENTS,
                Unit.PERCENT,
                Direction.UP,
                "",
                BigDecimal.ZERO,
                List.of(),
                List.of());
        var trend = new Trend(
                metric, "district", new Organization("d", "District", "other", true), List.of(), List.of(), List.of());
        var wanted = new Goal("district", YEAR, null, null, null, new BigDecimal(goal), "");
        var year = new TrendChart.Year(YEAR, false, true, point(value), null, Optional.of(wanted), List.of());
        JsonNode drawn =
                new JsonMapper().readTree(new TrendDrawing(trend, List.of(year), Marks.NONE, "As reported").json());
        var sides = new HashMap<String, String>();
        for (JsonNode series : drawn.path("option").path("series")) {
            for (JsonNode mark : series.path("data")) {
                JsonNode label = mark.path("label");
                if (label.path("show").asBoolean(false)) {
                    sides.put(
                            label.path("formatter").asString(),
                            label.path("position").asString());
                }
            }
        }
        return sides;
    }

    @ParameterizedTest
    @CsvSource({"1,1,top,bottom", "0.9,0.9,top,bottom", "0.95,0.9,top,bottom", "0.85,0.9,bottom,top"})
    void theLabelsOfAValueAndItsGoalStandOnTwoSides(String value, String goal, String above, String below) {
        assertThat(sides(value, goal))
                .hasSize(2)
                .containsValue(above)
                .containsValue(below)
                .anySatisfy((said, side) -> {
                    assertThat(said).startsWith("Goal");
                    assertThat(side).isEqualTo(below);
                });
    }
}
