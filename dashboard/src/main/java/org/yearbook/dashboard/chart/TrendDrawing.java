package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.answer.Unit;
import tools.jackson.databind.json.JsonMapper;

/**
 * The trend as an ECharts option. A line runs only through neighbouring years of one version: where the definition
 * changed or a year has no value, a new line begins. Colours are named like the style sheet's variables ({@code --x});
 * the browser puts in those of its theme.
 */
final class TrendDrawing {

    private static final JsonMapper JSON = new JsonMapper();
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal ROOM = new BigDecimal("0.28");

    private final Trend trend;
    private final List<TrendChart.Year> years;
    private final Marks marks;
    private final String told;
    private final Unit unit;
    private final Precision precision;

    TrendDrawing(Trend trend, List<TrendChart.Year> years, Marks marks, String told) {
        this.trend = trend;
        this.years = years;
        this.marks = marks;
        this.told = told;
        this.unit = trend.metric().unit();
        this.precision = TrendChart.precision(trend, years);
    }

    String json() {
        var series = new ArrayList<Map<String, Object>>();
        series.addAll(restatedLines());
        series.addAll(reportedLines());
        goalMarks().ifPresent(series::add);
        breaks().ifPresent(series::add);
        series.addAll(notes());
        var option = new LinkedHashMap<String, Object>();
        option.put("animation", false);
        option.put("grid", Map.of("left", 12, "right", 12, "top", 46, "bottom", 44));
        option.put("xAxis", xAxis());
        option.put("yAxis", yAxis());
        option.put("series", series);
        return JSON.writeValueAsString(Map.of(
                "option", option,
                "labels", years.stream().map(TrendDrawing::axisLabel).toList(),
                "tips", years.stream().map(this::tip).toList()));
    }

    private static String axisLabel(TrendChart.Year year) {
        return year.name() + (year.running() ? "\nso far" : "");
    }

    private String tip(TrendChart.Year year) {
        var lines = new ArrayList<String>();
        lines.add(year.name() + (year.running() ? " so far" : ""));
        BigDecimal value = year.value();
        lines.add(told + ": " + (value == null ? "no value" : precision.value(value)));
        Point restated = year.restated();
        if (restated != null && restated.value() != null) {
            lines.add("Under the latest definition: " + precision.value(restated.value()));
        }
        lines.add(year.goal()
                .map(goal -> "Goal: " + Numbers.goal(unit, goal.value()))
                .orElse("No goal set"));
        year.notes().forEach(note -> lines.add(note.said()));
        return String.join("\n", lines);
    }

    private Map<String, Object> xAxis() {
        return Map.of(
                "type", "value",
                "min", HALF.negate(),
                "max", BigDecimal.valueOf(years.size()).subtract(HALF),
                "interval", HALF,
                "splitLine", Map.of("show", false),
                "axisTick", Map.of("show", false),
                "axisLine", Map.of("onZero", false, "lineStyle", Map.of("color", "--yb-line")),
                "axisLabel",
                        Map.of(
                                "showMinLabel",
                                false,
                                "showMaxLabel",
                                false,
                                "hideOverlap",
                                true,
                                "lineHeight",
                                16,
                                "color",
                                "--yb-muted",
                                "fontSize",
                                13));
    }

    // Values stand beside their points, so the axis needs no figures; it only has to leave them room.
    private Map<String, Object> yAxis() {
        return Map.of("type", "value", "show", false, "min", lowest(), "max", highest());
    }

    private BigDecimal lowest() {
        boolean noted = years.stream().anyMatch(year -> !year.notes().isEmpty());
        return Collections.min(all()).subtract(noted ? room().add(room()) : room());
    }

    private BigDecimal highest() {
        return Collections.max(all()).add(room());
    }

    private BigDecimal room() {
        BigDecimal low = Collections.min(all());
        BigDecimal high = Collections.max(all());
        // A single year is drawn low, and its labels need as much room as in a high drawing.
        BigDecimal room = high.subtract(low).multiply(years.size() == 1 ? HALF : ROOM);
        return room.signum() != 0
                ? room
                : high.abs()
                        .multiply(new BigDecimal("0.1"), MathContext.DECIMAL32)
                        .max(BigDecimal.ONE);
    }

    private List<BigDecimal> all() {
        return years.stream()
                .flatMap(year -> Stream.of(
                                Optional.ofNullable(year.value()),
                                Optional.ofNullable(year.restated()).map(Point::value),
                                year.goal().map(Goal::value))
                        .flatMap(Optional::stream))
                .map(value -> Numbers.plotted(unit, value))
                .toList();
    }

    private List<Map<String, Object>> reportedLines() {
        var lines = new ArrayList<Map<String, Object>>();
        for (List<Integer> run : runs(false)) {
            var data = run.stream().map(this::reportedPoint).toList();
            int version = trend.reported(years.get(run.get(0)).name()).version();
            lines.add(Map.of(
                    "name",
                    told + ", version " + version,
                    "type",
                    "line",
                    "symbol",
                    "circle",
                    "symbolSize",
                    9,
                    "z",
                    4,
                    "lineStyle",
                    Map.of("width", 3, "color", "--yb-series"),
                    "itemStyle",
                    Map.of("color", "--yb-series"),
                    "data",
                    data));
        }
        return lines;
    }

    private List<Map<String, Object>> restatedLines() {
        var lines = new ArrayList<Map<String, Object>>();
        for (List<Integer> run : runs(true)) {
            lines.add(Map.of(
                    "name",
                    "Under the latest definition",
                    "type",
                    "line",
                    "symbol",
                    "circle",
                    "symbolSize",
                    8,
                    "z",
                    3,
                    "lineStyle",
                    Map.of("width", 2, "type", "dashed", "color", "--yb-restated"),
                    "itemStyle",
                    Map.of("color", "--yb-surface", "borderColor", "--yb-restated", "borderWidth", 2),
                    "quietWhenNarrow",
                    true,
                    "data",
                    run.stream().map(this::restatedPoint).toList()));
        }
        return lines;
    }

    /** Places of neighbouring years that have a value under one version. */
    private List<List<Integer>> runs(boolean restated) {
        var runs = new ArrayList<List<Integer>>();
        int version = -1;
        for (int i = 0; i < years.size(); i++) {
            Point point = restated ? years.get(i).restated() : years.get(i).reported();
            if (point == null || point.value() == null) {
                version = -1;
                continue;
            }
            if (version != point.version()) {
                runs.add(new ArrayList<>());
                version = point.version();
            }
            runs.get(runs.size() - 1).add(i);
        }
        return runs;
    }

    private Map<String, Object> reportedPoint(int place) {
        TrendChart.Year year = years.get(place);
        boolean above = reportedAbove(year);
        var item = point(place, require(year.reported()), above ? "top" : "bottom", "--yb-ink", year.chosen());
        if (year.chosen()) {
            item.put("symbolSize", 13);
        }
        return item;
    }

    private Map<String, Object> restatedPoint(int place) {
        TrendChart.Year year = years.get(place);
        Point restated = require(year.restated());
        BigDecimal value = restated.value();
        boolean above = value != null && restatedAbove(year, value);
        return point(place, restated, above ? "top" : "bottom", "--yb-muted", false);
    }

    /** Whether the label goes above the point: on the side where the year has more room. */
    private boolean reportedAbove(TrendChart.Year year) {
        BigDecimal value = year.value();
        if (value == null) {
            return false;
        }
        Optional<BigDecimal> restated = Optional.ofNullable(year.restated()).map(Point::value);
        Optional<BigDecimal> goal = year.goal().map(Goal::value);
        // Where it is the same, the restated one has its label above, and the goal below.
        Optional<BigDecimal> above = nearest(
                value,
                restated.filter(other -> other.compareTo(value) >= 0),
                goal.filter(other -> other.compareTo(value) > 0));
        Optional<BigDecimal> below = nearest(
                value,
                restated.filter(other -> other.compareTo(value) < 0),
                goal.filter(other -> other.compareTo(value) <= 0));
        return above.isEmpty() || (below.isPresent() && below.get().compareTo(above.get()) <= 0);
    }

    private static Optional<BigDecimal> nearest(
            BigDecimal value, Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return Stream.of(one, other)
                .flatMap(Optional::stream)
                .map(found -> found.subtract(value).abs())
                .min(Comparator.naturalOrder());
    }

    /** The second series keeps its labels on its outer side, so that both never share one gap. */
    private static boolean restatedAbove(TrendChart.Year year, BigDecimal restated) {
        BigDecimal value = year.value();
        return value == null || restated.compareTo(value) >= 0;
    }

    private Map<String, Object> point(int place, Point point, String position, String color, boolean bold) {
        BigDecimal value = point.value();
        var item = new LinkedHashMap<String, Object>();
        if (value == null) {
            return item;
        }
        item.put("value", List.of(place, Numbers.plotted(unit, value)));
        item.put(
                "label",
                Map.of(
                        "show",
                        true,
                        "position",
                        position,
                        "distance",
                        8,
                        "formatter",
                        precision.value(value),
                        "color",
                        color,
                        "fontSize",
                        bold ? 16 : 13,
                        "fontWeight",
                        bold ? 700 : 400));
        return item;
    }

    private Optional<Map<String, Object>> goalMarks() {
        var data = new ArrayList<Map<String, Object>>();
        int labelled = lastWithGoal();
        for (int i = 0; i < years.size(); i++) {
            Optional<Goal> goal = years.get(i).goal();
            if (goal.isPresent()) {
                data.add(goalMark(i, goal.get(), i == labelled));
            }
        }
        return data.isEmpty()
                ? Optional.empty()
                : Optional.of(Map.of(
                        "name",
                        "Goal",
                        "type",
                        "scatter",
                        "symbol",
                        "rect",
                        "symbolSize",
                        List.of(44, 3),
                        "z",
                        2,
                        "itemStyle",
                        Map.of("color", "--yb-goal"),
                        "data",
                        data));
    }

    private int lastWithGoal() {
        for (int i = years.size() - 1; i >= 0; i--) {
            if (years.get(i).goal().isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private Map<String, Object> goalMark(int place, Goal goal, boolean labelled) {
        return Map.of(
                "value",
                List.of(place, Numbers.plotted(unit, goal.value())),
                "label",
                Map.of(
                        "show",
                        labelled,
                        "position",
                        goalBelow(years.get(place), goal) ? "bottom" : "top",
                        "distance",
                        10,
                        "formatter",
                        "Goal " + Numbers.goal(unit, goal.value()),
                        "color",
                        "--yb-goal",
                        "fontSize",
                        13));
    }

    private static boolean goalBelow(TrendChart.Year year, Goal goal) {
        BigDecimal value = year.value();
        return value == null || value.compareTo(goal.value()) >= 0;
    }

    private Optional<Map<String, Object>> breaks() {
        var lines = new ArrayList<Map<String, Object>>();
        for (Trend.Break found : trend.breaks()) {
            int place = place(found.schoolYear());
            boolean left = place * 2 >= years.size();
            lines.add(Map.of(
                    "xAxis", BigDecimal.valueOf(place).subtract(HALF),
                    "label",
                            Map.of(
                                    "formatter",
                                    "New definition from " + found.schoolYear(),
                                    "position",
                                    "end",
                                    "align",
                                    left ? "right" : "left",
                                    "padding",
                                    left ? List.of(0, 2, 6, 0) : List.of(0, 0, 6, 2),
                                    "color",
                                    "--yb-muted",
                                    "fontSize",
                                    13)));
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(Lines.across(
                        "New definition", Map.of("color", "--yb-break", "type", "dotted", "width", 2), lines));
    }

    private List<Map<String, Object>> notes() {
        var places = new ArrayList<NoteMarks.Place>();
        for (int i = 0; i < years.size(); i++) {
            for (Note note : years.get(i).notes()) {
                places.add(new NoteMarks.Place(
                        note, BigDecimal.valueOf(i).subtract(HALF).add(marks.within(note))));
            }
        }
        return NoteMarks.series(places, lowest());
    }

    private int place(String schoolYear) {
        for (int i = 0; i < years.size(); i++) {
            if (years.get(i).name().equals(schoolYear)) {
                return i;
            }
        }
        return 0;
    }

    private static Point require(@Nullable Point point) {
        if (point == null) {
            throw new IllegalStateException("a run holds only years with a value");
        }
        return point;
    }
}
