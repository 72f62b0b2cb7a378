package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A metric of one organization over the years, each year under its own definition, and all under the latest.
 *
 * @param reported each year under the version then in force, oldest first
 * @param restated years before the latest version that it can be computed for, oldest first
 * @param breaks where the definition changed
 */
public record Trend(
        Metric metric,
        String authority,
        Organization organization,
        List<Point> reported,
        List<Point> restated,
        List<Break> breaks) {

    public Trend {
        reported = List.copyOf(reported);
        restated = List.copyOf(restated);
        breaks = List.copyOf(breaks);
    }

    /** The first year of a new definition. */
    public record Break(String schoolYear, Definition before, Definition after) {}

    static Trend of(
            Metric metric, String authority, Organization organization, List<Point> reported, List<Point> restated) {
        var breaks = new ArrayList<Break>();
        for (int i = 1; i < reported.size(); i++) {
            String year = reported.get(i).schoolYear();
            var before = metric.inForce(authority, reported.get(i - 1).schoolYear());
            var after = metric.inForce(authority, year);
            if (before.isPresent()
                    && after.isPresent()
                    && before.get().version() != after.get().version()) {
                breaks.add(new Break(year, before.get(), after.get()));
            }
        }
        return new Trend(metric, authority, organization, reported, restated, breaks);
    }

    /** {@return the year's value under its own definition; a point without a value when there is none} */
    public Point reported(String schoolYear) {
        return reported.stream()
                .filter(point -> point.schoolYear().equals(schoolYear))
                .findFirst()
                .orElseGet(() -> Point.absent(schoolYear, 0));
    }

    /** {@return the year's value under the given version, reported or restated} */
    public Optional<Point> under(int version, String schoolYear) {
        return Stream.concat(reported.stream(), restated.stream())
                .filter(point ->
                        point.version() == version && point.schoolYear().equals(schoolYear))
                .filter(point -> point.value() != null)
                .findFirst();
    }

    /** {@return every year under the latest version alone; those that it cannot be computed for are missing} */
    public Trend underLatest() {
        int latest = metric.latest(authority);
        return new Trend(
                metric,
                authority,
                organization,
                Stream.concat(reported.stream(), restated.stream())
                        .filter(point -> point.version() == latest)
                        .sorted(Comparator.comparing(Point::schoolYear))
                        .toList(),
                List.of(),
                List.of());
    }

    /**
     * {@return the goal of a year; none where the year is told under another definition than the one that the goal was
     * set for}
     */
    public Optional<Goal> goal(String schoolYear) {
        int version = reported(schoolYear).version();
        return metric.goal(authority, schoolYear, organization)
                .filter(goal -> version == 0
                        || metric.inForce(authority, schoolYear)
                                .filter(definition -> definition.version() != version)
                                .isEmpty());
    }

    /**
     * {@return which input the number lacks, in words; empty when that is not why there is none} Where nothing was
     * delivered of what a number is made of, no year has a row of it. A school has none, either, of what is counted for
     * the whole district: there, all versions must lack something.
     */
    public Optional<String> lacks(Point point) {
        Optional<String> ofTheYear = metric.lacks(authority, point);
        if (ofTheYear.isPresent() || !reported.isEmpty()) {
            return ofTheYear;
        }
        List<String> lacks =
                metric.versionsOf(authority).stream().map(Definition::lacks).toList();
        if (!organization.district() && lacks.contains("")) {
            return Optional.empty();
        }
        return lacks.stream().filter(words -> !words.isEmpty()).reduce((earlier, latest) -> latest);
    }

    /** {@return how the value moved since the year before} */
    public Change change(String schoolYear, String yearBefore) {
        Point now = reported(schoolYear);
        Point then = reported(yearBefore);
        BigDecimal value = now.value();
        BigDecimal old = then.value();
        if (value == null || old == null) {
            boolean first = value != null
                    && reported.stream().noneMatch(point -> point.schoolYear().compareTo(schoolYear) < 0);
            return first ? new Change.First(yearBefore) : new Change.Unknown(yearBefore);
        }
        if (now.version() == then.version()) {
            return new Change.Plain(yearBefore, value.subtract(old));
        }
        BigDecimal comparable =
                under(now.version(), yearBefore).map(Point::value).orElse(null);
        if (comparable == null) {
            return new Change.NotComparable(yearBefore, old);
        }
        return new Change.Restated(yearBefore, value.subtract(comparable), value.subtract(old));
    }
}
