package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.words.Lacks;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Trend;

/**
 * A metric over the school years: a drawing for the browser, the same numbers as a table, and as one paragraph.
 *
 * @param drawing what {@code chart.js} draws, as JSON; empty when there is nothing to draw
 * @param summary the numbers in sentences
 * @param rows the numbers as a table, latest year first
 * @param breaks each change of definition, in words
 * @param restated whether there is a second series
 * @param goals whether any year has a goal
 */
public record TrendChart(
        String drawing, String summary, List<Row> rows, List<String> breaks, boolean restated, boolean goals) {

    public TrendChart {
        rows = List.copyOf(rows);
        breaks = List.copyOf(breaks);
    }

    /**
     * One school year.
     *
     * @param definition the version in force, such as 2
     * @param restated the year under the latest definition; empty when it is the year's own or cannot be computed
     * @param newDefinition whether the year is the first under its definition
     */
    public record Row(
            String schoolYear,
            String reported,
            String definition,
            String restated,
            String goal,
            Standings standing,
            String people,
            boolean newDefinition) {}

    /**
     * One year as the drawing needs it.
     *
     * @param reported null when the year has no value
     * @param restated under the latest definition; null when there is none
     */
    record Year(
            String name,
            boolean running,
            boolean chosen,
            @Nullable Point reported,
            @Nullable Point restated,
            Optional<Goal> goal) {

        @Nullable
        BigDecimal value() {
            return reported == null ? null : reported.value();
        }
    }

    /**
     * {@return the chart of a trend}
     *
     * @param chosen the school year that the page speaks of
     * @param running the school year that is not over yet; empty when none is
     */
    public static TrendChart of(Trend trend, String chosen, String running) {
        List<Year> years = years(trend, chosen, running);
        List<Row> rows = new ArrayList<>();
        for (Year year : years) {
            rows.add(0, row(trend, year));
        }
        boolean drawable = years.stream().anyMatch(year -> year.value() != null);
        return new TrendChart(
                drawable ? new TrendDrawing(trend, years).json() : "",
                summary(trend, years),
                rows,
                trend.breaks().stream().map(TrendChart::words).toList(),
                years.stream().anyMatch(year -> year.restated() != null),
                years.stream().anyMatch(year -> year.goal().isPresent()));
    }

    static List<Year> years(Trend trend, String chosen, String running) {
        int latest = trend.reported().stream().mapToInt(Point::version).max().orElse(0);
        List<Point> restated = trend.restated().stream()
                .filter(point -> point.version() == latest && point.value() != null)
                .toList();
        var names = new TreeSet<String>();
        trend.reported().forEach(point -> names.add(point.schoolYear()));
        restated.forEach(point -> names.add(point.schoolYear()));
        return Years.spanning(names).names().stream()
                .map(name -> new Year(
                        name,
                        name.equals(running),
                        name.equals(chosen),
                        of(trend.reported(), name),
                        of(restated, name),
                        trend.metric().goal(trend.authority(), name, trend.organization())))
                .toList();
    }

    private static @Nullable Point of(List<Point> points, String year) {
        return points.stream()
                .filter(point -> point.schoolYear().equals(year))
                .min(Comparator.comparingInt(Point::version))
                .orElse(null);
    }

    private static Row row(Trend trend, Year year) {
        Metric metric = trend.metric();
        Point reported = year.reported();
        Point restated = year.restated();
        boolean fresh =
                trend.breaks().stream().anyMatch(found -> found.schoolYear().equals(year.name()));
        Point shown = trend.reported(year.name());
        return new Row(
                year.name() + (year.running() ? " so far" : ""),
                text(metric, reported),
                reported == null ? "" : String.valueOf(reported.version()),
                restated == null ? "" : text(metric, restated),
                year.goal()
                        .map(goal -> Numbers.goal(metric.unit(), goal.value()))
                        .orElse("none set"),
                Standings.of(metric.standing(shown, year.goal())),
                reported == null || reported.value() == null ? "" : Numbers.whole(reported.n()),
                fresh);
    }

    private static String text(Metric metric, @Nullable Point point) {
        if (point == null) {
            return "no data";
        }
        BigDecimal value = point.value();
        if (value != null) {
            return Numbers.value(metric.unit(), value);
        }
        return point.status() == Point.Status.SUPPRESSED ? "too few to show" : Lacks.brief(point, "no data");
    }

    private static String words(Trend.Break found) {
        return "New definition from " + found.schoolYear() + ". "
                + found.after().text().rationale();
    }

    static String summary(Trend trend, List<Year> years) {
        Metric metric = trend.metric();
        var text = new StringBuilder(metric.label() + " by school year, each under its own definition: ");
        text.append(years.stream()
                .map(year -> year.name() + " " + text(metric, year.reported()))
                .collect(Collectors.joining(", ")));
        text.append('.');
        trend.breaks()
                .forEach(found -> text.append(" The definition changed from ")
                        .append(found.schoolYear())
                        .append(", so the years before and after do not compare directly."));
        String restated = years.stream()
                .filter(year -> year.restated() != null)
                .map(year -> year.name() + " " + text(metric, year.restated()))
                .collect(Collectors.joining(", "));
        if (!restated.isEmpty()) {
            text.append(" Earlier years under the latest definition: ")
                    .append(restated)
                    .append('.');
        }
        return text.toString();
    }
}
