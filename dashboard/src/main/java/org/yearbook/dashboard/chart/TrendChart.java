package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.words.Lacks;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.dashboard.words.Ranges;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Policy;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.answer.Unit;

/**
 * A metric over the school years: a drawing for the browser, the same numbers as a table, and as one paragraph.
 *
 * @param told under which definitions, as the heading of the numbers
 * @param drawing what {@code yearbook.js} draws, as JSON; empty when there is nothing to draw
 * @param summary the numbers in sentences
 * @param rows the numbers as a table, latest year first
 * @param breaks each change of definition, in words
 * @param restated whether there is a second series
 * @param goals whether any year has a goal
 * @param notes what happened in these years, oldest first
 * @param sheet the numbers for a file, oldest year first
 */
public record TrendChart(
        String told,
        String drawing,
        String summary,
        List<Row> rows,
        List<String> breaks,
        boolean restated,
        boolean goals,
        List<Note> notes,
        Sheet sheet) {

    public TrendChart {
        rows = List.copyOf(rows);
        breaks = List.copyOf(breaks);
        notes = List.copyOf(notes);
    }

    /**
     * One school year.
     *
     * @param definition the version in force, such as 2
     * @param restated the year under the latest definition; empty when it is the year's own or cannot be computed
     * @param newDefinition whether the year is the first under its definition
     * @param notes what happened in it, in words
     */
    public record Row(
            String schoolYear,
            String reported,
            String definition,
            String restated,
            String goal,
            Standings standing,
            String people,
            boolean newDefinition,
            List<String> notes) {

        public Row {
            notes = List.copyOf(notes);
        }
    }

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
            Optional<Goal> goal,
            List<Note> notes) {

        @Nullable
        BigDecimal value() {
            return reported == null ? null : reported.value();
        }
    }

    /**
     * {@return the chart of a trend}
     *
     * @param policy under which definitions the trend is told
     * @param chosen the school year that the page speaks of
     * @param running the school year that is not over yet; empty when none is
     */
    public static TrendChart of(Trend trend, Policy policy, String chosen, String running, Marks marks) {
        List<Year> years = years(trend, chosen, running, marks);
        Precision precision = precision(trend, years);
        List<Row> rows = new ArrayList<>();
        for (Year year : years) {
            rows.add(0, row(trend, year, precision));
        }
        String told = policy == Policy.RESTATED ? "Under the latest definition" : "As reported";
        boolean drawable = years.stream().anyMatch(year -> year.value() != null);
        return new TrendChart(
                told,
                drawable ? new TrendDrawing(trend, years, marks, told).json() : "",
                summary(trend, years, policy),
                rows,
                trend.breaks().stream().map(TrendChart::words).toList(),
                years.stream().anyMatch(year -> year.restated() != null),
                years.stream().anyMatch(year -> year.goal().isPresent()),
                years.stream().flatMap(year -> year.notes().stream()).toList(),
                sheet(trend, years));
    }

    static List<Year> years(Trend trend, String chosen, String running, Marks marks) {
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
                        trend.goal(name),
                        marks.in(name)))
                .toList();
    }

    private static @Nullable Point of(List<Point> points, String year) {
        return points.stream()
                .filter(point -> point.schoolYear().equals(year))
                .min(Comparator.comparingInt(Point::version))
                .orElse(null);
    }

    /** {@return that of all values of the years, since they stand below and beside each other} */
    static Precision precision(Trend trend, List<Year> years) {
        return Precision.of(
                trend.metric().unit(),
                years.stream()
                        .flatMap(year -> Stream.of(
                                        Optional.ofNullable(year.value()),
                                        Optional.ofNullable(year.restated()).map(Point::value))
                                .flatMap(Optional::stream))
                        .toList());
    }

    private static Row row(Trend trend, Year year, Precision precision) {
        Metric metric = trend.metric();
        Point reported = year.reported();
        Point restated = year.restated();
        boolean fresh =
                trend.breaks().stream().anyMatch(found -> found.schoolYear().equals(year.name()));
        Point shown = trend.reported(year.name());
        return new Row(
                year.name() + (year.running() ? " so far" : ""),
                text(precision, reported),
                reported == null ? "" : String.valueOf(reported.version()),
                restated == null ? "" : text(precision, restated),
                year.goal()
                        .map(goal -> Numbers.goal(metric.unit(), goal.value()))
                        .orElse("–"),
                Standings.of(metric.standing(shown, year.goal())),
                reported == null || reported.value() == null ? "" : Numbers.whole(reported.n()),
                fresh,
                year.notes().stream().map(Note::said).toList());
    }

    private static String text(Precision precision, @Nullable Point point) {
        if (point == null) {
            return "no data";
        }
        BigDecimal value = point.value();
        if (value != null) {
            return precision.value(value);
        }
        if (point.status() == Point.Status.RANGE) {
            return Ranges.words(point.range());
        }
        return point.status() == Point.Status.SUPPRESSED ? "too few to show" : Lacks.brief(point, "no data");
    }

    private static String words(Trend.Break found) {
        return "New definition from " + found.schoolYear() + ". "
                + found.after().text().rationale();
    }

    static String summary(Trend trend, List<Year> years, Policy policy) {
        Precision precision = precision(trend, years);
        var text = new StringBuilder(trend.metric().label() + " by school year, "
                + (policy == Policy.RESTATED
                        ? "every year under the latest definition: "
                        : "each under its own definition: "));
        text.append(years.stream()
                .map(year -> year.name() + " " + text(precision, year.reported()))
                .collect(Collectors.joining(", ")));
        text.append('.');
        trend.breaks()
                .forEach(found -> text.append(" The definition changed from ")
                        .append(found.schoolYear())
                        .append(", so the years before and after do not compare directly."));
        String restated = years.stream()
                .filter(year -> year.restated() != null)
                .map(year -> year.name() + " " + text(precision, year.restated()))
                .collect(Collectors.joining(", "));
        if (!restated.isEmpty()) {
            text.append(" Earlier years under the latest definition: ")
                    .append(restated)
                    .append('.');
        }
        years.stream()
                .flatMap(year -> year.notes().stream())
                .forEach(note -> text.append(" Note ").append(note.said()).append('.'));
        return text.toString();
    }

    private static Sheet sheet(Trend trend, List<Year> years) {
        Unit unit = trend.metric().unit();
        List<String> head = List.of(
                "school_year",
                "value",
                "version",
                "under_latest_definition",
                "goal",
                "counted",
                "unit",
                "so_far",
                "notes");
        return new Sheet(
                head,
                years.stream()
                        .map(year -> List.of(
                                year.name(),
                                plain(trend, year.reported()),
                                year.reported() == null
                                        ? ""
                                        : String.valueOf(year.reported().version()),
                                year.restated() == null ? "" : plain(trend, year.restated()),
                                year.goal()
                                        .map(goal -> Numbers.plain(unit, goal.value()))
                                        .orElse(""),
                                year.value() == null || year.reported() == null
                                        ? ""
                                        : String.valueOf(year.reported().n()),
                                Numbers.unit(unit),
                                year.running() ? "yes" : "no",
                                year.notes().stream().map(Note::said).collect(Collectors.joining("; "))))
                        .toList());
    }

    /** {@return a value for a program, or why there is none} */
    private static String plain(Trend trend, @Nullable Point point) {
        return point == null || point.value() == null
                ? text(new Precision(trend.metric().unit(), 0), point)
                : Numbers.plain(trend.metric().unit(), point.value());
    }
}
