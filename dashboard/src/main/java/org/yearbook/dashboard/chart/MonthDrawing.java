package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.MonthPoint;
import org.yearbook.warehouse.answer.Unit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Months as an ECharts option: the later year as a full line with its values, the year before dashed and named at its
 * end, the goal across all months.
 */
final class MonthDrawing {

    private static final JsonMapper JSON = new JsonMapper();
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** So many months are under a label on a phone. */
    private static final int LABEL = 3;

    private final Unit unit;
    private final List<String> years;
    private final List<MonthChart.Month> months;
    private final Optional<Goal> goal;

    MonthDrawing(Unit unit, List<String> years, List<MonthChart.Month> months, Optional<Goal> goal) {
        this.unit = unit;
        this.years = years;
        this.months = months;
        this.goal = goal;
    }

    String json() {
        var series = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < years.size(); i++) {
            series.addAll(lines(years.get(i), i == years.size() - 1));
        }
        goal.ifPresent(found -> series.add(goalLine(found)));
        series.addAll(NoteMarks.series(places(), lowest()));
        var option = new LinkedHashMap<String, Object>();
        option.put("animation", false);
        option.put("grid", Map.of("left", 12, "right", 64, "top", 30, "bottom", 36));
        option.put("xAxis", xAxis());
        option.put("yAxis", Map.of("type", "value", "show", false, "min", lowest(), "max", highest()));
        option.put("series", series);
        return JSON.writeValueAsString(Map.of(
                "option", option,
                "labels", months.stream().map(MonthChart.Month::name).toList(),
                "tips", months.stream().map(this::tip).toList()));
    }

    private String tip(MonthChart.Month month) {
        var lines = new ArrayList<String>();
        lines.add(month.name());
        for (int i = years.size() - 1; i >= 0; i--) {
            String year = years.get(i);
            MonthPoint point = month.points().get(year);
            if (point != null) {
                lines.add(year + ": "
                        + month.value(year)
                                .map(value -> Numbers.value(unit, value))
                                .orElse("too few to show"));
            }
        }
        goal.ifPresent(found -> lines.add("Goal: " + Numbers.goal(unit, found.value())));
        month.notes().forEach(note -> lines.add(note.said()));
        return String.join("\n", lines);
    }

    private Map<String, Object> xAxis() {
        return Map.of(
                "type",
                "value",
                "min",
                HALF.negate(),
                "max",
                BigDecimal.valueOf(months.size()).subtract(HALF),
                "interval",
                HALF,
                "splitLine",
                Map.of("show", false),
                "axisTick",
                Map.of("show", false),
                "axisLine",
                Map.of("onZero", false, "lineStyle", Map.of("color", "--yb-line")),
                "axisLabel",
                Map.of(
                        "showMinLabel",
                        false,
                        "showMaxLabel",
                        false,
                        "hideOverlap",
                        true,
                        "color",
                        "--yb-muted",
                        "fontSize",
                        13));
    }

    /** A line runs through neighbouring months that have a value; the last of all bears the name of the year. */
    private List<Map<String, Object>> lines(String year, boolean latest) {
        List<List<Integer>> runs = new ArrayList<>();
        int before = -2;
        for (int i = 0; i < months.size(); i++) {
            if (months.get(i).value(year).isPresent()) {
                if (before != i - 1) {
                    runs.add(new ArrayList<>());
                }
                runs.get(runs.size() - 1).add(i);
                before = i;
            }
        }
        int last = before;
        return runs.stream().map(run -> line(year, run, last, latest)).toList();
    }

    private Map<String, Object> line(String year, List<Integer> run, int last, boolean latest) {
        String color = latest ? "--yb-series" : "--yb-restated";
        var line = new LinkedHashMap<String, Object>();
        line.put("name", year);
        line.put("type", "line");
        line.put("symbol", latest ? "circle" : "emptyCircle");
        line.put("symbolSize", latest ? 9 : 6);
        // Lines across lie at 5: what values say is read above them.
        line.put("z", latest ? 7 : 6);
        line.put("lineStyle", Map.of("width", latest ? 3 : 2, "type", latest ? "solid" : "dashed", "color", color));
        line.put("itemStyle", Map.of("color", color));
        line.put("quietWhenNarrow", true);
        line.put(
                "data",
                run.stream()
                        .map(place -> point(year, place, place == last, latest))
                        .toList());
        return line;
    }

    private Map<String, Object> point(String year, int place, boolean last, boolean latest) {
        BigDecimal value = months.get(place).value(year).orElseThrow();
        boolean above = isAbove(place, value);
        String words = latest ? Numbers.value(unit, value) : "";
        var label = new LinkedHashMap<String, Object>();
        label.put("show", latest || last);
        label.put("position", last ? "right" : latest && !above ? "bottom" : "top");
        label.put("distance", last ? 10 : 8);
        label.put("formatter", last ? latest ? words + "\n" + year : year : words);
        label.put("color", latest ? "--yb-ink" : "--yb-muted");
        // Where the goal runs through it, it is read all the same.
        label.put("textBorderColor", "--yb-surface");
        label.put("textBorderWidth", 4);
        label.put("fontSize", 13);
        label.put("lineHeight", 16);
        label.put("fontWeight", last && latest ? 700 : 400);
        return Map.of("value", List.of(place, Numbers.plotted(unit, value)), "label", label);
    }

    // Its label goes to the side where the other year and the goal leave more room.
    private boolean isAbove(int place, BigDecimal value) {
        List<BigDecimal> others = Stream.concat(
                        years.stream().limit(years.size() - 1L).flatMap(year -> months.get(place).value(year).stream()),
                        goal.map(Goal::value).stream())
                .map(other -> other.subtract(value))
                .toList();
        Optional<BigDecimal> above =
                others.stream().filter(gap -> gap.signum() >= 0).min(Comparator.naturalOrder());
        Optional<BigDecimal> below = others.stream()
                .filter(gap -> gap.signum() < 0)
                .map(BigDecimal::abs)
                .min(Comparator.naturalOrder());
        return above.isEmpty() || (below.isPresent() && below.get().compareTo(above.get()) < 0);
    }

    private Map<String, Object> goalLine(Goal found) {
        return Lines.across(
                "Goal",
                Map.of("color", "--yb-goal", "type", "solid", "width", 2),
                List.of(Map.of(
                        "yAxis",
                        Numbers.plotted(unit, found.value()),
                        "label",
                        Map.of(
                                "formatter",
                                "Goal " + Numbers.goal(unit, found.value()),
                                "position",
                                labelOfGoal(found.value()),
                                "color",
                                "--yb-goal",
                                "fontSize",
                                13))));
    }

    /** At its start, in its middle or at its end, wherever the values are furthest from it. */
    private String labelOfGoal(BigDecimal value) {
        int last = Math.max(0, months.size() - LABEL);
        return Stream.of(
                        Map.entry("insideStartTop", clearance(value, 0)),
                        Map.entry("insideMiddleTop", clearance(value, last / 2)),
                        Map.entry("insideEndTop", clearance(value, last)))
                // The first of those that are alike.
                .reduce((one, other) -> other.getValue().compareTo(one.getValue()) > 0 ? other : one)
                .orElseThrow()
                .getKey();
    }

    private BigDecimal clearance(BigDecimal value, int from) {
        return months.stream()
                .skip(from)
                .limit(LABEL)
                .flatMap(month -> years.stream().flatMap(year -> month.value(year).stream()))
                .map(other -> other.subtract(value).abs())
                .min(Comparator.naturalOrder())
                .orElse(value.abs());
    }

    private List<NoteMarks.Place> places() {
        var places = new ArrayList<NoteMarks.Place>();
        for (int i = 0; i < months.size(); i++) {
            for (Note note : months.get(i).notes()) {
                BigDecimal within = BigDecimal.valueOf(note.on().getDayOfMonth() - 1L)
                        .divide(BigDecimal.valueOf(note.on().lengthOfMonth()), MathContext.DECIMAL32);
                places.add(new NoteMarks.Place(
                        note, BigDecimal.valueOf(i).subtract(HALF).add(within)));
            }
        }
        return places;
    }

    private BigDecimal lowest() {
        BigDecimal foot = places().isEmpty() ? room() : room().add(room());
        return ends(true).subtract(foot);
    }

    private BigDecimal highest() {
        return ends(false).add(room());
    }

    private BigDecimal ends(boolean low) {
        Stream<BigDecimal> values = Stream.concat(
                        months.stream().flatMap(month -> years.stream().flatMap(year -> month.value(year).stream())),
                        goal.map(Goal::value).stream())
                .map(value -> Numbers.plotted(unit, value));
        return values.reduce(low ? BigDecimal::min : BigDecimal::max).orElse(BigDecimal.ZERO);
    }

    private BigDecimal room() {
        BigDecimal room = ends(false).subtract(ends(true)).multiply(new BigDecimal("0.25"));
        return room.signum() == 0 ? BigDecimal.ONE : room;
    }
}
