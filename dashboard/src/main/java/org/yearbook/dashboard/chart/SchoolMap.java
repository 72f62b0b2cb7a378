package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Comparison;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Place;
import org.yearbook.warehouse.answer.Standing;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schools where they are, marked by their standing against the goal: by shape, by filling and by colour. Nothing is
 * asked of anybody outside for it: there is no ground under the marks, only a scale and which way is north.
 *
 * @param drawing what {@code yearbook.js} draws, as JSON
 * @param summary the same in sentences
 * @param sheet the same for a file
 * @param rows in the order of the comparison
 * @param marks what the marks mean, those that are on the map
 */
public record SchoolMap(String drawing, String summary, Sheet sheet, List<Row> rows, List<Mark> marks) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ENDINGS =
            List.of(" Elementary School", " Middle School", " High School", " School");

    public SchoolMap {
        rows = List.copyOf(rows);
        marks = List.copyOf(marks);
    }

    /**
     * A school.
     *
     * @param value in words, or why it is not shown
     * @param goal in words; empty without one
     * @param where how far from the middle of the map, in words
     */
    public record Row(String id, String name, String value, String goal, Standings standing, String where) {}

    /**
     * What a mark means.
     *
     * @param shape of the sign beside the words
     */
    public record Mark(String shape, Standings standing) {}

    /**
     * {@return the map}
     *
     * @param schools those whose place is known; at least one
     * @param chosen the school that the page is about; empty for none
     */
    public static SchoolMap of(Metric metric, List<Comparison.Row> schools, Map<String, Place> places, String chosen) {
        var ground =
                Ground.of(schools.stream().map(school -> place(places, school)).toList());
        Precision precision = Precision.of(
                metric.unit(),
                schools.stream()
                        .flatMap(school -> Optional.ofNullable(school.point().value()).stream())
                        .toList());
        List<Row> rows = schools.stream()
                .map(school -> new Row(
                        school.id(),
                        school.label(),
                        value(precision, school),
                        school.goal()
                                .map(goal -> Numbers.goal(metric.unit(), goal.value()))
                                .orElse(""),
                        Standings.of(school.standing()),
                        ground.words(place(places, school))))
                .toList();
        return new SchoolMap(
                drawing(metric, precision, schools, places, ground, chosen),
                summary(rows),
                sheet(metric, schools, places),
                rows,
                Arrays.stream(Standing.values())
                        .filter(standing -> schools.stream().anyMatch(school -> school.standing() == standing))
                        .map(standing -> new Mark(Sign.of(standing).shape, Standings.of(standing)))
                        .toList());
    }

    private static Place place(Map<String, Place> places, Comparison.Row school) {
        Place place = places.get(school.id());
        if (place == null) {
            throw new IllegalArgumentException("Nobody knows where school " + school.id() + " is");
        }
        return place;
    }

    private static String value(Precision precision, Comparison.Row school) {
        BigDecimal value = school.point().value();
        return value == null
                ? Standings.of(school.standing()).words()
                : precision.against(value, school.goal().map(Goal::value));
    }

    private static String summary(List<Row> rows) {
        return "Map. "
                + rows.stream()
                        .map(row -> row.name() + ", " + row.where() + ": " + row.value() + told(row) + ".")
                        .collect(Collectors.joining(" "));
    }

    private static String told(Row row) {
        return row.value().equals(row.standing().words())
                ? ""
                : ", " + row.standing().words().toLowerCase(Locale.US);
    }

    private static Sheet sheet(Metric metric, List<Comparison.Row> schools, Map<String, Place> places) {
        return new Sheet(
                List.of("school", "number", "latitude", "longitude", "value", "unit", "goal", "standing"),
                schools.stream()
                        .map(school -> {
                            Place place = place(places, school);
                            BigDecimal value = school.point().value();
                            return List.of(
                                    school.label(),
                                    school.id(),
                                    degrees(place.latitude()),
                                    degrees(place.longitude()),
                                    value == null ? "" : Numbers.plain(metric.unit(), value),
                                    Numbers.unit(metric.unit()),
                                    school.goal()
                                            .map(goal -> Numbers.plain(metric.unit(), goal.value()))
                                            .orElse(""),
                                    Standings.of(school.standing()).words());
                        })
                        .toList());
    }

    private static String degrees(double degrees) {
        return BigDecimal.valueOf(degrees).stripTrailingZeros().toPlainString();
    }

    private static String drawing(
            Metric metric,
            Precision precision,
            List<Comparison.Row> schools,
            Map<String, Place> places,
            Ground ground,
            String chosen) {
        Map<String, String> names = brief(schools);
        List<Object> data = new ArrayList<>();
        List<String> tips = new ArrayList<>();
        for (Comparison.Row school : schools) {
            BigDecimal value = school.point().value();
            String label = names.get(school.id()) + (value == null ? "" : " " + precision.value(value));
            data.add(mark(
                    school, place(places, school), ground, label, school.id().equals(chosen)));
            String goal = school.goal()
                    .map(found -> "\nGoal " + Numbers.goalWithSide(metric.unit(), metric.direction(), found.value()))
                    .orElse("");
            String standing = Standings.of(school.standing()).words();
            String worth = value(precision, school);
            tips.add(school.label() + "\n" + worth + (worth.equals(standing) ? "" : ", " + standing) + goal);
        }
        var option = new LinkedHashMap<String, Object>();
        option.put("animation", false);
        option.put("grid", Map.of("left", 0, "right", 0, "top", 0, "bottom", 0));
        option.put("xAxis", axis());
        option.put("yAxis", axis());
        option.put(
                "series",
                List.of(Map.of(
                        "name",
                        "Schools",
                        "type",
                        "scatter",
                        "clip",
                        false,
                        "data",
                        data,
                        "emphasis",
                        Map.of("scale", 1.6))));
        return JSON.writeValueAsString(Map.of(
                "option",
                option,
                "labels",
                schools.stream().map(Comparison.Row::label).toList(),
                "tips",
                tips,
                "map",
                Map.of("width", ground.width(), "height", ground.height())));
    }

    // What is shown of the axes is drawn by the browser, which knows how many kilometres fit.
    private static Map<String, Object> axis() {
        return Map.of("type", "value", "show", false, "axisLabel", Map.of("show", false));
    }

    private static Map<String, Object> mark(
            Comparison.Row school, Place place, Ground ground, String label, boolean chosen) {
        Sign sign = Sign.of(school.standing());
        return Map.of(
                "value",
                List.of(ground.east(place), ground.north(place)),
                "symbol",
                sign.symbol,
                "symbolSize",
                chosen ? 20 : 15,
                "itemStyle",
                Map.of(
                        "color",
                        sign.filled ? sign.colour : "--yb-surface",
                        "borderColor",
                        sign.filled ? "--yb-surface" : sign.colour,
                        "borderWidth",
                        sign.filled ? 1 : 2,
                        "opacity",
                        1),
                "label",
                Map.of(
                        "show",
                        true,
                        "formatter",
                        label,
                        "color",
                        "--yb-ink",
                        "fontSize",
                        chosen ? 14 : 12,
                        "fontWeight",
                        chosen ? 700 : 400));
    }

    /** What every school's name ends in says nothing on a map; where two would be one, they keep it. */
    private static Map<String, String> brief(List<Comparison.Row> schools) {
        Map<String, Long> times =
                schools.stream().collect(Collectors.groupingBy(school -> brief(school.label()), Collectors.counting()));
        return schools.stream()
                .collect(Collectors.toMap(
                        Comparison.Row::id,
                        school -> times.getOrDefault(brief(school.label()), 0L) > 1
                                ? school.label()
                                : brief(school.label())));
    }

    private static String brief(String name) {
        return ENDINGS.stream()
                .filter(ending -> name.endsWith(ending) && name.length() > ending.length())
                .findFirst()
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .orElse(name);
    }

    /** How a standing is drawn: no two have one shape and one filling. */
    private enum Sign {
        MET("circle", "disc", "--yb-met", true),
        NEAR("triangle", "triangle", "--yb-near", true),
        NOT_MET("diamond", "diamond", "--yb-not-met", true),
        NO_GOAL("circle", "ring", "--yb-muted", false),
        NO_DATA("rect", "box", "--yb-muted", false),
        SUPPRESSED("diamond", "frame", "--yb-muted", false);

        private final String symbol;
        private final String shape;
        private final String colour;
        private final boolean filled;

        Sign(String symbol, String shape, String colour, boolean filled) {
            this.symbol = symbol;
            this.shape = shape;
            this.colour = colour;
            this.filled = filled;
        }

        static Sign of(Standing standing) {
            return switch (standing) {
                case MET -> MET;
                case NEAR -> NEAR;
                case NOT_MET -> NOT_MET;
                case NO_GOAL -> NO_GOAL;
                case NO_DATA -> NO_DATA;
                case SUPPRESSED -> SUPPRESSED;
            };
        }
    }
}
