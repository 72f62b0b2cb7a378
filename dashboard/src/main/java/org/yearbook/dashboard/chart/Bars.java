package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Comparison;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Point;

/**
 * Values side by side, as a table whose rows carry their own bar. Bars begin at zero; where all values lie close
 * together they would look alike, so then a dot shows the place on a scale that begins further up.
 *
 * @param dots whether dots are drawn
 * @param from start of the scale, in words
 * @param to end of the scale, in words
 * @param goals whether any row has a goal
 * @param line what all are compared with; its place is empty where there is nothing
 * @param precision of the values, and of what stands beside them
 */
public record Bars(
        boolean dots, String from, String to, boolean goals, Line line, Precision precision, List<Row> rows) {

    private static final BigDecimal CLOSE = new BigDecimal("0.5");
    private static final BigDecimal ROOM = new BigDecimal("0.06");

    public Bars {
        rows = List.copyOf(rows);
    }

    /**
     * A line through every bar.
     *
     * @param words what it is, with its value
     * @param place in percent of the scale; empty without one
     */
    public record Line(String words, String place) {}

    /**
     * What all are compared with.
     *
     * @param name such as District
     * @param value null when it has none
     */
    public record Whole(String name, @Nullable BigDecimal value) {}

    /** {@return whether any row speaks of few people} */
    public boolean anyFew() {
        return rows.stream().anyMatch(Row::few);
    }

    /**
     * One of the compared.
     *
     * @param id organization id or group value
     * @param value in words
     * @param length of the bar, or place of the dot, in percent of the scale; empty without a value
     * @param goal in words; empty without one
     * @param goalPlace in percent of the scale; empty without a goal
     * @param people how many the value speaks of, in words
     * @param few whether they are so few that a value swings with each of them
     */
    public record Row(
            String id,
            String label,
            String value,
            String length,
            String goal,
            String goalPlace,
            Standings standing,
            String people,
            boolean few) {}

    /**
     * {@return rows with bars, in the order given}
     *
     * @param few the group size below which a value has to be read with care
     */
    public static Bars of(Metric metric, List<Comparison.Row> rows, int few) {
        return of(metric, rows, few, new Whole("", null));
    }

    /** {@return the same with a line through the bars} */
    public static Bars of(Metric metric, List<Comparison.Row> rows, int few, Whole whole) {
        List<BigDecimal> values = Stream.concat(
                        rows.stream()
                                .flatMap(row -> Stream.concat(
                                        Optional.ofNullable(row.point().value()).stream(),
                                        row.goal().map(Goal::value).stream())),
                        Optional.ofNullable(whole.value()).stream())
                .toList();
        BigDecimal high = values.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        BigDecimal low = values.stream().reduce(high, BigDecimal::min);
        boolean dots = high.signum() > 0 && low.compareTo(high.multiply(CLOSE)) > 0;
        BigDecimal room = high.subtract(low).max(high.multiply(ROOM)).multiply(new BigDecimal("0.15"));
        BigDecimal from = dots ? low.subtract(room) : BigDecimal.ZERO;
        BigDecimal to = dots ? high.add(room) : high;
        var scale = new Scale(from, to.subtract(from));
        BigDecimal all = whole.value();
        Precision precision = Precision.of(
                metric.unit(),
                Stream.concat(
                                rows.stream()
                                        .flatMap(row ->
                                                Optional.ofNullable(row.point().value()).stream()),
                                Optional.ofNullable(all).stream())
                        .toList());
        return new Bars(
                dots,
                precision.value(from),
                precision.value(to),
                rows.stream().anyMatch(row -> row.goal().isPresent()),
                new Line(all == null ? "" : whole.name() + " " + precision.value(all), scale.place(all)),
                precision,
                rows.stream()
                        .map(row -> row(metric, row, scale, precision, few))
                        .toList());
    }

    private static Row row(Metric metric, Comparison.Row row, Scale scale, Precision precision, int few) {
        Point point = row.point();
        BigDecimal value = point.value();
        return new Row(
                row.id(),
                row.label(),
                value == null
                        ? Standings.of(row.standing()).words()
                        : precision.against(value, row.goal().map(Goal::value)),
                scale.place(value),
                row.goal()
                        .map(goal -> Numbers.goal(metric.unit(), goal.value()))
                        .orElse(""),
                scale.place(row.goal().map(Goal::value).orElse(null)),
                Standings.of(row.standing()),
                value == null ? "" : Numbers.whole(point.n()),
                value != null && point.n() < few);
    }

    private record Scale(BigDecimal from, BigDecimal span) {

        String place(@Nullable BigDecimal value) {
            if (value == null) {
                return "";
            }
            if (span.signum() == 0) {
                return "0%";
            }
            return value.subtract(from)
                            .movePointRight(2)
                            .divide(span, MathContext.DECIMAL32)
                            .setScale(2, RoundingMode.HALF_UP)
                            .toPlainString()
                    + "%";
        }
    }
}
