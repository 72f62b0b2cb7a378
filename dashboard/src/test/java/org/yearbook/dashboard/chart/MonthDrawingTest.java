package org.yearbook.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.MonthPoint;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Unit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

    private static MonthChart.Month month(int after, Map<String, String> values) {
        LocalDate first = LocalDate.of(2025, 8, 1).plusMonths(after);
        var points = new HashMap<String, MonthPoint>();
        values.forEach((year, value) -> points.put(
                year,
                new MonthPoint(
                        first,
                        first.plusDays(20),
                        false,
                        value.isEmpty()
                                ? new Point(year, 1, null, null, null, 0, Point.Status.SUPPRESSED)
                                : new Point(year, 1, new BigDecimal(value), null, null, 40, Point.Status.OK))));
        return new MonthChart.Month(first.getMonth().name(), points, List.of());
    }

    private static JsonNode twoYears() {
        return new JsonMapper()
                .readTree(new MonthDrawing(
                                Unit.PERCENT,
                                List.of("2024-25", YEAR),
                                List.of(
                                        month(0, Map.of("2024-25", "0.90", YEAR, "0.92")),
                                        month(1, Map.of("2024-25", "0.91", YEAR, "0.90")),
                                        month(2, Map.of("2024-25", "0.92", YEAR, "")),
                                        month(3, Map.of("2024-25", "0.93", YEAR, "0.935")),
                                        month(4, Map.of("2024-25", "0.92"))),
                                Optional.of(GOAL))
                        .json());
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.asString()));
        return texts;
    }

    @Test
    void noLineRunsThroughAMonthWhoseNumberIsHidden() {
        var lines = new ArrayList<String>();
        twoYears().path("option").path("series").forEach(line -> {
            var places = new ArrayList<String>();
            line.path("data")
                    .forEach(point -> places.add(point.path("value").path(0).asString()));
            lines.add(line.path("name").asString() + " " + places);
        });
        assertThat(lines)
                .startsWith("2024-25 [0, 1, 2, 3, 4]", "2025-26 [0, 1]", "2025-26 [3]")
                .hasSizeGreaterThan(3);
    }

    @Test
    void theLastValueOfEachYearBearsItsNameAndOnlyTheLaterYearItsValues() {
        var labels = new ArrayList<String>();
        twoYears()
                .path("option")
                .path("series")
                .forEach(line -> line.path("data").forEach(point -> {
                    JsonNode label = point.path("label");
                    if (label.path("show").asBoolean()) {
                        labels.add(label.path("position").asString() + " "
                                + label.path("formatter").asString());
                    }
                }));
        // 92 lies above the year before and below the goal, both two points away; 90 has the other year one point
        // above.
        assertThat(labels).containsExactly("right 2024-25", "bottom 92.0%", "bottom 90.0%", "right 93.5%\n2025-26");
    }

    @Test
    void aMonthTellsTheLaterYearFirstThenTheGoalAndOfWhatIsHiddenThatItIs() {
        assertThat(texts(twoYears().path("tips")))
                .containsExactly(
                        "AUGUST\n2025-26: 92.0%\n2024-25: 90.0%\nGoal: 94%",
                        "SEPTEMBER\n2025-26: 90.0%\n2024-25: 91.0%\nGoal: 94%",
                        "OCTOBER\n2025-26: too few to show\n2024-25: 92.0%\nGoal: 94%",
                        "NOVEMBER\n2025-26: 93.5%\n2024-25: 93.0%\nGoal: 94%",
                        "DECEMBER\n2024-25: 92.0%\nGoal: 94%");
    }

    @Test
    void allValuesAndTheGoalLieWithinTheChart() {
        JsonNode axis = twoYears().path("option").path("yAxis");
        // 90 to 94, and a quarter of these four points on either side.
        assertThat(axis.path("min").decimalValue()).isEqualByComparingTo("89");
        assertThat(axis.path("max").decimalValue()).isEqualByComparingTo("95");
    }
}
