package org.yearbook.dashboard.chart;

import java.util.List;
import java.util.Map;

/** Straight lines across a chart, as a series without points of its own. */
final class Lines {

    private Lines() {}

    /**
     * {@return the series that draws them}
     *
     * @param style colour, type and width
     * @param lines each with its place on an axis, and its label
     */
    static Map<String, Object> across(
            String name, Map<String, Object> style, List<? extends Map<String, ? extends Object>> lines) {
        return Map.of(
                "name",
                name,
                "type",
                "line",
                "data",
                List.of(),
                "markLine",
                Map.of("silent", true, "symbol", "none", "lineStyle", style, "data", lines));
    }
}
