package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.chart.Picture.Anchor;
import org.yearbook.dashboard.chart.Picture.Dot;
import org.yearbook.dashboard.chart.Picture.Label;
import org.yearbook.dashboard.chart.Picture.Line;
import org.yearbook.dashboard.chart.Picture.Tone;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Policy;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.answer.Unit;

/**
 * The trend on paper, by the rules of the one on the screen: a line runs only through neighbouring years of one
 * version, a dotted line marks where the definition changed, values stand beside their points, so no axis of figures is
 * needed. A year without a value, and one that is hidden, has no mark at all.
 */
public final class TrendPicture {

    private static final double WIDTH = 510;
    private static final double HEIGHT = 122;
    private static final double EDGE = 6;
    private static final double SMALL = 8;
    private static final double GOAL_HALF = 20;

    /** Between the highest and the lowest value, so that words fit above the one and below the other. */
    private static final double TOP = 29;

    private static final double BOTTOM = 87.5;
    private static final double AXIS = 104;

    /** From one year to the next: a line that rises by so much would cross words above its lower end. */
    private static final double STEEP = 25;

    private final Unit unit;
    private final Trend trend;
    private final List<TrendChart.Year> years;
    private final Precision precision;
    private final double low;
    private final double high;
    private final Marks marks;
    private final List<Line> lines = new ArrayList<>();
    private final List<Dot> dots = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    private TrendPicture(Trend trend, List<TrendChart.Year> years, Marks marks) {
        this.marks = marks;
        this.unit = trend.metric().unit();
        this.precision = TrendChart.precision(trend, years);
        this.trend = trend;
        this.years = years;
        double[] all = years.stream()
                .flatMap(year -> Stream.of(
                                Optional.ofNullable(year.value()),
                                Optional.ofNullable(year.restated()).map(Point::value),
                                year.goal().map(Goal::value))
                        .flatMap(Optional::stream))
                .mapToDouble(BigDecimal::doubleValue)
                .toArray();
        double least = java.util.Arrays.stream(all).min().orElse(0);
        double most = java.util.Arrays.stream(all).max().orElse(1);
        double room = most > least ? 0 : Math.max(Math.abs(most) * 0.1, 0.01);
        this.low = least - room;
        this.high = most + room;
    }

    /**
     * {@return the drawing; nothing where fewer than two years have a value, which a table tells better}
     *
     * @param chosen the school year that the page speaks of
     * @param running the school year that is not over yet; empty when none is
     * @param marks what happened, for a thin line and a letter each
     */
    public static Optional<Picture> of(Trend trend, String chosen, String running, Marks marks) {
        List<TrendChart.Year> years = TrendChart.years(trend, chosen, running, marks);
        if (years.stream().filter(year -> year.value() != null).count() < 2) {
            return Optional.empty();
        }
        return Optional.of(new TrendPicture(trend, years, marks).draw());
    }

    private Picture draw() {
        axis();
        notes();
        breaks();
        goals();
        series(TrendChart.Year::restated, Tone.RESTATED, 1.4, 3);
        series(TrendChart.Year::reported, Tone.SERIES, 2.2, 0);
        years.forEach(this::values);
        return new Picture(
                WIDTH,
                HEIGHT,
                lines,
                dots,
                labels,
                "Line chart. " + TrendChart.summary(trend, years, Policy.AS_REPORTED) + goalWords());
    }

    private String goalWords() {
        List<String> told = years.stream()
                .flatMap(year -> year.goal().map(goal -> year.name() + " " + Numbers.goal(unit, goal.value())).stream())
                .toList();
        return told.isEmpty() ? "" : " Goals: " + String.join(", ", told) + ".";
    }

    private void axis() {
        lines.add(new Line(EDGE, AXIS, WIDTH - EDGE, AXIS, 0.6, 0, Tone.AXIS));
        for (int i = 0; i < years.size(); i++) {
            TrendChart.Year year = years.get(i);
            labels.add(new Label(
                    x(i),
                    AXIS + 12,
                    year.name() + (year.running() ? " so far" : ""),
                    SMALL,
                    year.chosen(),
                    Anchor.MIDDLE,
                    year.chosen() ? Tone.INK : Tone.MUTED));
        }
    }

    private void notes() {
        for (int i = 0; i < years.size(); i++) {
            for (Note note : marks.in(years.get(i).name())) {
                double x = x(i) + step() * (marks.within(note).doubleValue() - 0.5);
                lines.add(new Line(x, 18, x, AXIS, 0.6, 0, Tone.MUTED));
                labels.add(new Label(x + 2.5, AXIS - 2.5, note.letter(), SMALL, true, Anchor.LEFT, Tone.MUTED));
            }
        }
    }

    private void breaks() {
        for (Trend.Break found : trend.breaks()) {
            int place = place(found.schoolYear());
            double x = x(place) - step() / 2;
            lines.add(new Line(x, 4, x, AXIS, 1, 1.6, Tone.BREAK));
            boolean left = place * 2 >= years.size();
            labels.add(new Label(
                    x + (left ? -4 : 4),
                    11,
                    "New definition from " + found.schoolYear(),
                    SMALL,
                    false,
                    left ? Anchor.RIGHT : Anchor.LEFT,
                    Tone.MUTED));
        }
    }

    private void goals() {
        for (int i = 0; i < years.size(); i++) {
            Optional<Goal> goal = years.get(i).goal();
            if (goal.isPresent()) {
                double y = y(goal.get().value());
                lines.add(new Line(x(i) - GOAL_HALF, y, x(i) + GOAL_HALF, y, 1.8, 0, Tone.GOAL));
            }
        }
    }

    private void series(Function<TrendChart.Year, @Nullable Point> which, Tone tone, double width, double dash) {
        Point before = null;
        double lastX = 0;
        double lastY = 0;
        for (int i = 0; i < years.size(); i++) {
            Point point = which.apply(years.get(i));
            BigDecimal value = point == null ? null : point.value();
            if (point == null || value == null) {
                before = null;
                continue;
            }
            double x = x(i);
            double y = y(value);
            if (before != null && before.version() == point.version()) {
                lines.add(new Line(lastX, lastY, x, y, width, dash, tone));
            }
            dots.add(new Dot(x, y, radius(years.get(i), dash == 0), dash > 0, tone));
            before = point;
            lastX = x;
            lastY = y;
        }
    }

    private static double radius(TrendChart.Year year, boolean reported) {
        return reported && year.chosen() ? 4.2 : 3;
    }

    /** The words of one year, put where they touch neither each other nor a mark. */
    private void values(TrendChart.Year year) {
        int place = place(year.name());
        var column = new WordColumn(trend.breaks().isEmpty() ? 6 : 15, AXIS - 1.5);
        BigDecimal value = year.value();
        BigDecimal again = year.restated() == null ? null : year.restated().value();
        Optional<Double> goal = year.goal().map(found -> y(found.value()));
        goal.ifPresent(y -> column.mark(y, 1));
        if (value != null) {
            column.mark(y(value), radius(year, true));
        }
        if (again != null) {
            column.mark(y(again), radius(year, false) + 0.7);
        }
        if (value != null) {
            boolean up = again == null ? !rises(place) : value.compareTo(again) >= 0;
            put(column, place, y(value), up, precision.value(value), year.chosen(), Tone.INK);
        }
        if (again != null) {
            boolean up = value == null || again.compareTo(value) > 0;
            put(column, place, y(again), up, precision.value(again), false, Tone.RESTATED);
        }
        if (goal.isPresent() && place == lastGoal()) {
            boolean up = value == null || y(value) > goal.get();
            String words =
                    "Goal " + Numbers.goal(unit, year.goal().orElseThrow().value());
            put(column, place, goal.get(), up, words, false, Tone.GOAL);
        }
    }

    /** Whether the line rises steeply from a year to one of its neighbours. */
    private boolean rises(int place) {
        Point here = years.get(place).reported();
        return Stream.of(place - 1, place + 1)
                .filter(other -> other >= 0 && other < years.size())
                .map(other -> years.get(other).reported())
                .anyMatch(there -> here != null
                        && there != null
                        && here.value() != null
                        && there.value() != null
                        && here.version() == there.version()
                        && y(here.value()) - y(there.value()) > STEEP);
    }

    private void put(WordColumn column, int place, double at, boolean up, String words, boolean bold, Tone tone) {
        double size = bold ? 10 : SMALL;
        double half = size * 0.36;
        labels.add(new Label(x(place), column.put(at, half, up) + half, words, size, bold, Anchor.MIDDLE, tone));
    }

    private int lastGoal() {
        for (int i = years.size() - 1; i >= 0; i--) {
            if (years.get(i).goal().isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private int place(String schoolYear) {
        for (int i = 0; i < years.size(); i++) {
            if (years.get(i).name().equals(schoolYear)) {
                return i;
            }
        }
        return 0;
    }

    private double step() {
        return (WIDTH - 2 * EDGE) / years.size();
    }

    private double x(int place) {
        return EDGE + step() * (place + 0.5);
    }

    private double y(BigDecimal value) {
        return TOP + (BOTTOM - TOP) * (high - value.doubleValue()) / (high - low);
    }
}
