package org.yearbook.dashboard.api.metric;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.api.Codes;
import org.yearbook.dashboard.api.Decimals;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.StoredValue;

/** Puts a stored value beside its goal and its definition. */
final class ValueReader {

    private final Map<String, Metric> catalogue;
    private final Map<String, Organization> places;
    private final int few;

    ValueReader(Map<String, Metric> catalogue, Map<String, Organization> places, int few) {
        this.catalogue = catalogue;
        this.places = places;
        this.few = few;
    }

    ValueData read(StoredValue found) {
        StoredValue.Key key = found.key();
        Point point = found.point();
        Metric metric = Objects.requireNonNull(catalogue.get(key.metric()), key.metric());
        Organization place = Objects.requireNonNull(places.get(key.organization()), "a place that is listed");
        // A goal was set with the definition of its own year in mind.
        Optional<Goal> goal = "in_force".equals(key.policy())
                ? metric.goal(key.authority(), key.schoolYear(), place)
                : Optional.empty();
        boolean hidden = point.status() == Point.Status.SUPPRESSED;
        return new ValueData(
                key.metric(),
                key.authority(),
                key.version(),
                key.policy(),
                key.schoolYear(),
                key.organization(),
                place.district() ? "district" : "school",
                key.groupDimension(),
                key.groupValue(),
                Decimals.plain(point.numerator()),
                Decimals.plain(point.denominator()),
                hidden ? null : point.n(),
                Decimals.plain(point.value()),
                Codes.of(metric.unit()),
                Codes.of(point.status()),
                hidden,
                reason(metric, key.authority(), point),
                goal.map(aim -> new ValueData.GoalOfValue(Decimals.plain(aim.value()), aim.source()))
                        .orElse(null),
                Codes.of(metric.standing(point, goal)),
                metric.versionsOf(key.authority()).stream()
                        .filter(definition -> definition.version() == key.version())
                        .map(Definition::hash)
                        .findFirst()
                        .orElse(null));
    }

    private @Nullable String reason(Metric metric, String authority, Point point) {
        return switch (point.status()) {
            case OK -> null;
            case NO_DATA -> "There is no data for it.";
            case MISSING_INPUT ->
                metric.lacks(authority, point)
                        .map(what -> "Its definition needs what was not delivered: " + what + ".")
                        .orElse("Its definition needs something that was not delivered.");
            case NOT_EVALUATED -> "It was not computed.";
            case RANGE -> "Between which values it lies is told, and no more: " + point.range() + ".";
            case SUPPRESSED ->
                "It speaks of fewer than " + few
                        + " people, or would let such a number be worked out, of a place that your role does not see"
                        + " in full.";
        };
    }
}
