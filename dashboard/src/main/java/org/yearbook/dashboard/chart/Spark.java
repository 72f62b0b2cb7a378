package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yearbook.warehouse.answer.Point;

/**
 * The shape of the years, 100 wide and 28 high. A line ends where the definition changed.
 *
 * @param lines points of each line, as SVG wants them
 * @param dots places of the years that stand alone, and of the chosen one
 * @param breaks where, from left to right, the definition changed
 */
public record Spark(List<String> lines, List<Dot> dots, List<String> breaks) {

    private static final double WIDTH = 100;
    private static final double HEIGHT = 28;
    private static final double EDGE = 4;

    public Spark {
        lines = List.copyOf(lines);
        dots = List.copyOf(dots);
        breaks = List.copyOf(breaks);
    }

    /** One year. */
    public record Dot(String x, String y, boolean chosen) {}

    /** {@return whether there is a shape: at least two years with a value} */
    public boolean drawn() {
        return !lines.isEmpty() || !dots.isEmpty();
    }

    /** {@return the shape of years, oldest first} */
    public static Spark of(List<Point> years, String chosen) {
        List<Point> points =
                years.stream().filter(point -> point.value() != null).toList();
        if (points.size() < 2) {
            return new Spark(List.of(), List.of(), List.of());
        }
        double low = points.stream().mapToDouble(Spark::value).min().orElse(0);
        double high = points.stream().mapToDouble(Spark::value).max().orElse(1);
        double span = high > low ? high - low : 1;
        var lines = new ArrayList<String>();
        var dots = new ArrayList<Dot>();
        var breaks = new ArrayList<String>();
        var line = new StringBuilder();
        int length = 0;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            String x = number(place(i, points.size()));
            String y = number(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value(point) - low) / span);
            if (i > 0 && points.get(i - 1).version() != point.version()) {
                end(line, length, lines);
                line.setLength(0);
                length = 0;
                breaks.add(number((place(i - 1, points.size()) + place(i, points.size())) / 2));
            }
            line.append(x).append(',').append(y).append(' ');
            length++;
            boolean now = point.schoolYear().equals(chosen);
            if (now || alone(points, i)) {
                dots.add(new Dot(x, y, now));
            }
        }
        end(line, length, lines);
        return new Spark(lines, dots, breaks);
    }

    private static double place(int i, int of) {
        return EDGE + (WIDTH - 2 * EDGE) * i / (of - 1);
    }

    private static boolean alone(List<Point> points, int i) {
        int version = points.get(i).version();
        boolean before = i > 0 && points.get(i - 1).version() == version;
        boolean after = i + 1 < points.size() && points.get(i + 1).version() == version;
        return !before && !after;
    }

    private static void end(StringBuilder line, int length, List<String> lines) {
        if (length > 1) {
            lines.add(line.toString().strip());
        }
    }

    private static double value(Point point) {
        BigDecimal value = point.value();
        return value == null ? 0 : value.doubleValue();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
