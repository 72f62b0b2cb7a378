package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One metric of one school in one year, with its years and its goal.
 *
 * @param trend everything that is stored of it
 * @param line the years as the policy tells them, oldest first
 * @param point the chosen year
 * @param goal what the point is to be held against; none where the goal was set for an older definition than the
 *     point's
 * @param change since the year before
 */
public record SchoolNumber(Trend trend, List<Point> line, Point point, Optional<Goal> goal, Change change) {

    public SchoolNumber {
        line = List.copyOf(line);
    }

    static SchoolNumber of(Trend trend, String year, String yearBefore, Policy policy) {
        Metric metric = trend.metric();
        Optional<Goal> goal = metric.goal(trend.authority(), year, trend.organization());
        if (policy == Policy.AS_REPORTED) {
            return new SchoolNumber(
                    trend, trend.reported(), trend.reported(year), goal, trend.change(year, yearBefore));
        }
        List<Definition> versions = metric.versionsOf(trend.authority());
        int latest = versions.isEmpty() ? 0 : versions.get(versions.size() - 1).version();
        List<Point> line = Stream.concat(trend.reported().stream(), trend.restated().stream())
                .filter(point -> point.version() == latest)
                .sorted(Comparator.comparing(Point::schoolYear))
                .toList();
        // A goal was set with the definition of its own year in mind.
        boolean sameDefinition = metric.inForce(trend.authority(), year)
                .filter(definition -> definition.version() == latest)
                .isPresent();
        Point now = in(line, year, latest);
        return new SchoolNumber(
                trend,
                line,
                now,
                goal.filter(found -> sameDefinition),
                change(now, in(line, yearBefore, latest), yearBefore));
    }

    private static Point in(List<Point> line, String year, int version) {
        return line.stream()
                .filter(point -> point.schoolYear().equals(year))
                .findFirst()
                .orElseGet(() -> Point.absent(year, version));
    }

    private static Change change(Point now, Point then, String since) {
        BigDecimal value = now.value();
        BigDecimal old = then.value();
        return value == null || old == null ? new Change.Unknown(since) : new Change.Plain(since, value.subtract(old));
    }

    public Metric metric() {
        return trend.metric();
    }

    /** {@return where the point stands against its goal} */
    public Standing standing() {
        return metric().standing(point, goal);
    }

    /** {@return whether any year has a value, or one that is hidden} */
    public boolean told() {
        return Stream.concat(trend.reported().stream(), trend.restated().stream())
                .anyMatch(found -> found.value() != null || found.status() == Point.Status.SUPPRESSED);
    }
}
