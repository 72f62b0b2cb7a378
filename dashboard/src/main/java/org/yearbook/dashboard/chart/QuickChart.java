package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two columns of an answer, drawn: one value for each row, in the order of the answer.
 *
 * @param drawing what {@code yearbook.js} draws, as JSON
 * @param summary the same in sentences
 */
public record QuickChart(String drawing, String summary) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int TOLD = 20;

    /** What is drawn. */
    public enum Shape {
        BAR("Bars", 60),
        LINE("Line", 500),
        SCATTER("Dots", 2000);

        private final String words;
        private final int most;

        Shape(String words, int most) {
            this.words = words;
            this.most = most;
        }

        public String words() {
            return words;
        }

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** {@return how many rows can be told apart} */
        public int most() {
            return most;
        }
    }

    /**
     * One row.
     *
     * @param x as it stands in the answer
     * @param y its number
     */
    public record Dot(String x, BigDecimal y) {}

    /**
     * {@return the chart}
     *
     * @param across name of the column across
     * @param up name of the column that is drawn
     * @param dots at least one; of dots, each {@code x} is a number
     */
    public static QuickChart of(Shape shape, String across, String up, List<Dot> dots) {
        var described = new LinkedHashMap<String, Object>();
        described.put("option", option(shape, dots));
        described.put("labels", dots.stream().map(Dot::x).toList());
        described.put("free", shape == Shape.SCATTER);
        described.put(
                "tips",
                dots.stream()
                        .map(dot -> across + ": " + dot.x() + "\n" + up + ": " + plain(dot))
                        .toList());
        return new QuickChart(JSON.writeValueAsString(described), summary(across, up, dots));
    }

    private static String plain(Dot dot) {
        return dot.y().stripTrailingZeros().toPlainString();
    }

    private static String summary(String across, String up, List<Dot> dots) {
        Dot least = dots.stream().min(java.util.Comparator.comparing(Dot::y)).orElseThrow();
        Dot most = dots.stream().max(java.util.Comparator.comparing(Dot::y)).orElseThrow();
        String ends = up + " by " + across + ", " + dots.size() + (dots.size() == 1 ? " row. " : " rows. ") + "Least: "
                + plain(least) + " at " + least.x() + ". Most: " + plain(most) + " at " + most.x() + ".";
        if (dots.size() > TOLD) {
            return ends;
        }
        return ends
                + dots.stream()
                        .map(dot -> " " + dot.x() + ": " + plain(dot) + ".")
                        .reduce("", String::concat);
    }

    private static Map<String, Object> option(Shape shape, List<Dot> dots) {
        var option = new LinkedHashMap<String, Object>();
        option.put("animation", false);
        option.put("grid", Map.of("left", 16, "right", 24, "top", 24, "bottom", 16, "containLabel", true));
        option.put("xAxis", xAxis(shape, dots.size()));
        option.put(
                "yAxis",
                Map.of(
                        "type",
                        "value",
                        "scale",
                        shape != Shape.BAR,
                        "axisLabel",
                        Map.of("color", "--yb-muted", "fontSize", 13),
                        "splitLine",
                        Map.of("lineStyle", Map.of("color", "--yb-line"))));
        option.put("series", List.of(series(shape, dots)));
        return option;
    }

    private static Map<String, Object> xAxis(Shape shape, int size) {
        var axis = new LinkedHashMap<String, Object>();
        axis.put("type", shape == Shape.SCATTER ? "value" : "category");
        if (shape == Shape.SCATTER) {
            axis.put("scale", true);
            axis.put("splitLine", Map.of("show", false));
        } else {
            axis.put("data", IntStream.range(0, size).mapToObj(String::valueOf).toList());
        }
        axis.put("axisLine", Map.of("lineStyle", Map.of("color", "--yb-line")));
        axis.put("axisTick", Map.of("show", false));
        axis.put("axisLabel", Map.of("color", "--yb-muted", "fontSize", 13, "hideOverlap", true));
        return axis;
    }

    private static Map<String, Object> series(Shape shape, List<Dot> dots) {
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < dots.size(); i++) {
            Dot dot = dots.get(i);
            Object x = shape == Shape.SCATTER ? new BigDecimal(dot.x()) : Integer.valueOf(i);
            data.add(Map.of("value", List.of(x, dot.y()), "label", Map.of("show", false)));
        }
        var series = new LinkedHashMap<String, Object>();
        series.put("type", shape.code());
        series.put("data", data);
        series.put("itemStyle", Map.of("color", shape == Shape.BAR ? "--yb-bar" : "--yb-series"));
        series.put("lineStyle", Map.of("color", "--yb-series", "width", 2));
        series.put("symbolSize", shape == Shape.SCATTER ? 8 : 5);
        series.put("barMaxWidth", 48);
        return series;
    }
}
