package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Unit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A move from one number to another as a waterfall that lies on its side: the earlier number, each part from where the
 * one before ended, the later number. The scale does not begin at zero, so the two numbers are marks and no bars.
 *
 * @param drawing what {@code yearbook.js} draws, as JSON
 * @param summary the same in sentences
 * @param sheet the same for a file
 */
public record MoveChart(String drawing, String summary, Sheet sheet) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What goes down is striped, so that it differs without its colour too. */
    private static final Map<String, Object> STRIPES = Map.of(
            "symbol",
            "rect",
            "color",
            "--yb-surface",
            "dashArrayX",
            List.of(1, 0),
            "dashArrayY",
            List.of(2, 5),
            "rotation",
            -Math.PI / 4);

    /**
     * One step.
     *
     * @param name as it stands beside the bar
     * @param from the number before, in the metric's unit
     * @param words the change, with its sign and unit
     */
    public record Step(String name, BigDecimal from, BigDecimal to, String words) {}

    /**
     * {@return the chart}
     *
     * @param then what the earlier number is called
     * @param now what the later number is called
     * @param notes what happened between the two
     */
    public static MoveChart of(
            Unit unit, String then, BigDecimal from, String now, BigDecimal to, List<Step> steps, List<Note> notes) {
        List<String> names = new ArrayList<>();
        List<String> tips = new ArrayList<>();
        names.add(then);
        tips.add(then + "\n" + Numbers.value(unit, from));
        steps.forEach(step -> {
            names.add(step.name());
            tips.add(step.name() + "\n" + step.words());
        });
        names.add(now);
        tips.add(now + "\n" + Numbers.value(unit, to));
        var option = new LinkedHashMap<String, Object>();
        option.put("animation", false);
        option.put("grid", Map.of("left", 8, "right", 12, "top", 8, "bottom", 8, "containLabel", true));
        option.put("xAxis", scale(unit, from, to, steps));
        option.put("yAxis", axis(names.size()));
        option.put("series", series(unit, from, to, steps));
        String summary = then + ": " + Numbers.value(unit, from) + ". "
                + String.join(
                        " ",
                        steps.stream()
                                .map(step -> step.name() + ": " + step.words() + ".")
                                .toList())
                + " " + now + ": " + Numbers.value(unit, to) + "."
                + String.join(
                        "",
                        notes.stream().map(note -> " Note " + note.said() + ".").toList());
        return new MoveChart(
                JSON.writeValueAsString(Map.of("option", option, "labels", names, "tips", tips, "sideways", true)),
                summary,
                sheet(unit, then, from, now, to, steps, notes));
    }

    private static Sheet sheet(
            Unit unit, String then, BigDecimal from, String now, BigDecimal to, List<Step> steps, List<Note> notes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(then, "", Numbers.plain(unit, from), Numbers.unit(unit)));
        steps.forEach(step -> rows.add(List.of(
                step.name(),
                Numbers.plain(unit, step.to().subtract(step.from())),
                Numbers.plain(unit, step.to()),
                Numbers.unit(unit))));
        rows.add(List.of(now, "", Numbers.plain(unit, to), Numbers.unit(unit)));
        notes.forEach(note -> rows.add(List.of("Note " + note.said(), "", "", "")));
        return new Sheet(List.of("step", "change", "reaches", "unit"), rows);
    }

    private static Map<String, Object> scale(Unit unit, BigDecimal from, BigDecimal to, List<Step> steps) {
        BigDecimal low = from.min(to);
        BigDecimal high = from.max(to);
        for (Step step : steps) {
            low = low.min(step.from()).min(step.to());
            high = high.max(step.from()).max(step.to());
        }
        BigDecimal span = high.subtract(low);
        BigDecimal room = span.signum() == 0 ? BigDecimal.ONE : span;
        return Map.of(
                "type",
                "value",
                "show",
                false,
                "axisLabel",
                Map.of("show", false),
                "min",
                Numbers.plotted(unit, low.subtract(room.multiply(new BigDecimal("0.12")))),
                "max",
                Numbers.plotted(unit, high.add(room.multiply(new BigDecimal("0.5")))));
    }

    // The first on top; names are put in by the browser, which knows how wide they may be.
    private static Map<String, Object> axis(int size) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            places.add(Integer.toString(i));
        }
        return Map.of(
                "type",
                "category",
                "inverse",
                true,
                "data",
                places,
                "axisTick",
                Map.of("show", false),
                "axisLine",
                Map.of("show", false),
                "axisLabel",
                Map.of("color", "--yb-ink", "fontSize", 14, "interval", 0));
    }

    private static List<Map<String, Object>> series(Unit unit, BigDecimal from, BigDecimal to, List<Step> steps) {
        List<Object> base = new ArrayList<>();
        List<Object> bars = new ArrayList<>();
        base.add("-");
        bars.add("-");
        for (Step step : steps) {
            BigDecimal low = Numbers.plotted(unit, step.from().min(step.to()));
            BigDecimal high = Numbers.plotted(unit, step.from().max(step.to()));
            boolean up = step.to().compareTo(step.from()) >= 0;
            base.add(low);
            bars.add(Map.of(
                    "value",
                    high.subtract(low),
                    "itemStyle",
                    up ? Map.of("color", "--yb-series") : Map.of("color", "--yb-restated", "decal", STRIPES),
                    "label",
                    label(step.words(), false)));
        }
        base.add("-");
        bars.add("-");
        int last = steps.size() + 1;
        return List.of(
                Map.of(
                        "name",
                        "base",
                        "type",
                        "bar",
                        "stack",
                        "move",
                        "silent",
                        true,
                        "itemStyle",
                        Map.of("color", "transparent"),
                        "data",
                        base),
                Map.of("name", "move", "type", "bar", "stack", "move", "barWidth", 20, "barMinHeight", 2, "data", bars),
                Map.of(
                        "name",
                        "number",
                        "type",
                        "scatter",
                        "symbol",
                        "rect",
                        "symbolSize",
                        List.of(4, 26),
                        "itemStyle",
                        Map.of("color", "--yb-ink", "opacity", 1),
                        "data",
                        List.of(mark(unit, 0, from), mark(unit, last, to))));
    }

    private static Map<String, Object> mark(Unit unit, int place, BigDecimal value) {
        return Map.of(
                "value",
                List.of(Numbers.plotted(unit, value), place),
                "label",
                label(Numbers.value(unit, value), true));
    }

    private static Map<String, Object> label(String words, boolean bold) {
        return Map.of(
                "show",
                true,
                "position",
                "right",
                "distance",
                8,
                "formatter",
                words,
                "color",
                "--yb-ink",
                "fontSize",
                14,
                "fontWeight",
                bold ? 700 : 400);
    }
}
