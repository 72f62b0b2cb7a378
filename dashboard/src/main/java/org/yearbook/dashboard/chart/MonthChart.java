package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.MonthPoint;
import org.yearbook.warehouse.answer.Unit;

/**
 * A number over the months of a school year, with those of the year before behind it.
 *
 * @param drawing what {@code yearbook.js} draws, as JSON
 * @param summary the numbers in sentences
 * @param soFar whether each month counts from the first day of the school year
 * @param years the heads of the columns, the year before first
 * @param rows a row for each month, in the order of the school year
 * @param notes what happened in the later year, oldest first
 */
public record MonthChart(
        String drawing,
        String summary,
        boolean soFar,
        List<String> years,
        List<Row> rows,
        List<Note> notes,
        Sheet sheet) {

    public MonthChart {
        years = List.copyOf(years);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * One month.
     *
     * @param values one for each of the years, in words
     * @param through the last day on record, where the month of the later year is not whole; else empty
     */
    public record Row(String month, List<String> values, String through, List<String> notes) {

        public Row {
            values = List.copyOf(values);
            notes = List.copyOf(notes);
        }
    }

    /** What the drawing needs of a month. */
    record Month(String name, Map<String, MonthPoint> points, List<Note> notes) {

        Optional<BigDecimal> value(String year) {
            return Optional.ofNullable(points.get(year))
                    .flatMap(point -> Optional.ofNullable(point.point().value()));
        }
    }

    /**
     * {@return the chart of months}
     *
     * @param points of one year or of two
     * @param goal of the later year
     */
    public static MonthChart of(Metric metric, List<MonthPoint> points, Optional<Goal> goal, Marks marks) {
        List<String> years = List.copyOf(new TreeSet<>(
                points.stream().map(point -> point.point().schoolYear()).toList()));
        String year = years.get(years.size() - 1);
        List<Note> notes = marks.in(year);
        List<Month> months = months(points, year, notes);
        return new MonthChart(
                new MonthDrawing(metric.unit(), years, months, goal).json(),
                summary(metric, years, months, notes),
                points.get(0).soFar(),
                years,
                months.stream().map(month -> row(metric.unit(), month, years)).toList(),
                months.stream().flatMap(month -> month.notes().stream()).toList(),
                sheet(metric.unit(), years, months, goal));
    }

    /** Months of the same name stand over each other; their order is that of the school year. */
    private static List<Month> months(List<MonthPoint> points, String year, List<Note> notes) {
        Map<Integer, Map<String, MonthPoint>> byPlace = new TreeMap<>();
        for (MonthPoint point : points) {
            int start = Integer.parseInt(point.point().schoolYear().substring(0, 4));
            int place = (point.month().getYear() - start) * 12 + point.month().getMonthValue();
            byPlace.computeIfAbsent(place, found -> new TreeMap<>())
                    .put(point.point().schoolYear(), point);
        }
        int start = Integer.parseInt(year.substring(0, 4));
        List<Month> months = new ArrayList<>();
        byPlace.forEach((place, found) -> {
            var month = YearMonth.of(start, 1).plusMonths(place - 1L);
            months.add(new Month(
                    month.getMonth().getDisplayName(TextStyle.SHORT, Locale.US),
                    found,
                    notes.stream()
                            .filter(note -> YearMonth.from(note.on()).equals(month))
                            .toList()));
        });
        return months;
    }

    private static Row row(Unit unit, Month month, List<String> years) {
        MonthPoint latest = month.points().get(years.get(years.size() - 1));
        return new Row(
                month.name(),
                years.stream().map(year -> text(unit, month, year)).toList(),
                latest == null || isWhole(latest)
                        ? ""
                        : "through " + latest.through().getDayOfMonth(),
                month.notes().stream().map(Note::said).toList());
    }

    // Schools rarely end on the last day of a month; a week of days on record may still be missing then.
    private static boolean isWhole(MonthPoint point) {
        LocalDate last = point.month().plusMonths(1).minusDays(1);
        return point.through().isAfter(last.minusDays(7));
    }

    private static String text(Unit unit, Month month, String year) {
        MonthPoint point = month.points().get(year);
        if (point == null) {
            return "–";
        }
        return month.value(year).map(value -> Numbers.value(unit, value)).orElse("too few to show");
    }

    private static String summary(Metric metric, List<String> years, List<Month> months, List<Note> notes) {
        return metric.label() + " by month. "
                + years.stream()
                        .map(year -> year + ": "
                                + months.stream()
                                        .filter(month -> month.points().containsKey(year))
                                        .map(month -> month.name() + " " + text(metric.unit(), month, year))
                                        .collect(Collectors.joining(", "))
                                + ".")
                        .collect(Collectors.joining(" "))
                + notes.stream().map(note -> " Note " + note.said() + ".").collect(Collectors.joining());
    }

    private static Sheet sheet(Unit unit, List<String> years, List<Month> months, Optional<Goal> goal) {
        List<List<String>> rows = new ArrayList<>();
        for (String year : years) {
            months.stream().filter(month -> month.points().containsKey(year)).forEach(month -> {
                MonthPoint point = month.points().get(year);
                rows.add(List.of(
                        year,
                        YearMonth.from(point.month()).toString(),
                        point.through().toString(),
                        month.value(year)
                                .map(value -> Numbers.plain(unit, value))
                                .orElse("too few to show"),
                        month.value(year).isEmpty()
                                ? ""
                                : String.valueOf(point.point().n()),
                        Numbers.unit(unit),
                        point.soFar() ? "from the first day of the year" : "the month alone",
                        year.equals(years.get(years.size() - 1))
                                ? goal.map(found -> Numbers.plain(unit, found.value()))
                                        .orElse("")
                                : "",
                        year.equals(years.get(years.size() - 1))
                                ? month.notes().stream().map(Note::said).collect(Collectors.joining("; "))
                                : ""));
            });
        }
        return new Sheet(
                List.of("school_year", "month", "through", "value", "counted", "unit", "span", "goal", "notes"), rows);
    }
}
