package org.yearbook.dashboard.glance;

import java.util.Optional;
import org.yearbook.dashboard.chart.Band;
import org.yearbook.dashboard.chart.Spark;
import org.yearbook.dashboard.words.Changes;
import org.yearbook.dashboard.words.Lacks;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Trend;

/**
 * One metric at a glance.
 *
 * @param value in words; a dash without one
 * @param reason why there is no value; empty when there is one
 * @param goal in words
 * @param change since the year before
 * @param band where the value lies beside the goal; nothing without one
 * @param few how many it speaks of, in words, when they are so few that each one moves the value; else empty
 * @param link opens the metric below
 */
public record Tile(
        String metric,
        String label,
        String value,
        String reason,
        Standing standing,
        Standings mark,
        String goal,
        Changes change,
        String few,
        Spark spark,
        Optional<Band> band,
        String link,
        boolean chosen) {

    /**
     * {@return a tile}
     *
     * @param precision of the value and of what stands beside it
     * @param fewest the group size below which a value has to be read with care
     * @param link where the tile leads
     * @param chosen whether the metric is the one that is shown in full
     */
    public static Tile of(
            Trend trend, String year, String yearBefore, Precision precision, int fewest, String link, boolean chosen) {
        Metric metric = trend.metric();
        Point point = trend.reported(year);
        Optional<Goal> goal = metric.goal(trend.authority(), year, trend.organization());
        Standing standing = metric.standing(point, goal);
        return new Tile(
                metric.id(),
                metric.label(),
                point.value() == null ? "–" : precision.against(point.value(), goal.map(Goal::value)),
                Lacks.reason(trend, point),
                standing,
                Standings.of(standing),
                goal.map(found -> "Goal " + Numbers.goalWithSide(metric.unit(), metric.direction(), found.value()))
                        .orElse("No goal set for " + year),
                Changes.of(metric, precision, point.value(), trend.change(year, yearBefore)),
                point.value() != null && point.n() < fewest ? "Only " + point.n() + " counted" : "",
                Spark.of(trend.reported(), year),
                Band.of(metric, point.value(), goal.map(Goal::value)),
                link,
                chosen);
    }
}
