package org.yearbook.dashboard.page.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.words.Approvals;
import org.yearbook.dashboard.words.Authorities;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Direction;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Trend;

/**
 * What a number means and meant.
 *
 * @param direction which way is better, in words
 * @param authorities each with its versions, latest first
 * @param goals latest year first
 */
record MetricPage(
        String id,
        String label,
        String description,
        String owner,
        String direction,
        String publication,
        String asOf,
        List<Authority> authorities,
        List<GoalRow> goals) {

    MetricPage {
        authorities = List.copyOf(authorities);
        goals = List.copyOf(goals);
    }

    record Authority(String words, List<Version> versions) {

        Authority {
            versions = List.copyOf(versions);
        }
    }

    /**
     * One version.
     *
     * @param anchor where a link to it leads
     * @param years in words
     * @param effect what it did to the last year before it, for the whole district; empty for the first version
     * @param missing which years have no number in the district, and which input they lack; empty when none does
     */
    record Version(
            String anchor,
            int number,
            boolean inForce,
            String years,
            Definition.Text text,
            String decided,
            String effect,
            String missing,
            String hash) {}

    record GoalRow(String schoolYear, String authority, String whom, String value, String source) {}

    static MetricPage of(
            Metric metric, List<Trend> trends, List<Organization> places, String publication, String asOf) {
        return new MetricPage(
                metric.id(),
                metric.label(),
                metric.description(),
                metric.owner(),
                direction(metric.direction()),
                publication,
                asOf,
                trends.stream().map(trend -> authority(metric, trend)).toList(),
                metric.goals().stream()
                        .sorted(Comparator.comparing(Goal::schoolYear)
                                .reversed()
                                .thenComparing(Goal::authority)
                                .thenComparing(Goal::value))
                        .map(goal -> goalRow(metric, goal, places))
                        .toList());
    }

    private static String direction(Direction direction) {
        return switch (direction) {
            case UP -> "Higher is better";
            case DOWN -> "Lower is better";
            case NEITHER -> "Neither higher nor lower is better";
        };
    }

    private static Authority authority(Metric metric, Trend trend) {
        var versions = new ArrayList<Version>();
        List<Definition> definitions = metric.versionsOf(trend.authority());
        for (int i = 0; i < definitions.size(); i++) {
            versions.add(version(
                    definitions.get(i),
                    missing(trend, definitions.get(i)),
                    i == 0 ? "" : effect(metric, trend, definitions.get(i - 1), definitions.get(i))));
        }
        Collections.reverse(versions);
        return new Authority(Authorities.words(trend.authority()), versions);
    }

    private static Version version(Definition definition, String missing, String effect) {
        return new Version(
                definition.authority() + "-" + definition.version(),
                definition.version(),
                definition.to() == null,
                years(definition),
                definition.text(),
                Approvals.words(definition.approval()),
                effect,
                missing,
                definition.hash());
    }

    private static String missing(Trend trend, Definition definition) {
        String years = Stream.concat(trend.reported().stream(), trend.restated().stream())
                .filter(point -> point.version() == definition.version())
                .filter(point -> point.status() == Point.Status.MISSING_INPUT)
                .map(Point::schoolYear)
                .sorted()
                .collect(Collectors.joining(", "));
        return years.isEmpty() || definition.lacks().isEmpty() ? "" : years + ": " + definition.lacks();
    }

    static String years(Definition definition) {
        String to = definition.to();
        return to == null ? "in force since " + definition.from() : definition.from() + " to " + to;
    }

    static String effect(Metric metric, Trend trend, Definition before, Definition after) {
        String last = before.to();
        if (last == null) {
            return "";
        }
        Optional<String> then = trend.under(before.version(), last)
                .flatMap(point -> Optional.ofNullable(point.value()))
                .map(value -> Numbers.value(metric.unit(), value));
        Optional<String> now = trend.under(after.version(), last)
                .flatMap(point -> Optional.ofNullable(point.value()))
                .map(value -> Numbers.value(metric.unit(), value));
        return then.isEmpty() || now.isEmpty()
                ? ""
                : "For the whole district, " + last + " reads " + now.get() + " under this definition and " + then.get()
                        + " under the one before.";
    }

    static GoalRow goalRow(Metric metric, Goal goal, List<Organization> places) {
        return new GoalRow(
                goal.schoolYear(),
                Authorities.words(goal.authority()),
                whom(goal, places),
                Numbers.goalWithSide(metric.unit(), metric.direction(), goal.value()),
                goal.source());
    }

    private static String whom(Goal goal, List<Organization> places) {
        if (goal.organizationId() != null) {
            return places.stream()
                    .filter(place -> place.id().equals(goal.organizationId()))
                    .map(Organization::name)
                    .findFirst()
                    .orElse(goal.organizationId());
        }
        if (goal.schoolLevel() != null) {
            return Authorities.words(goal.schoolLevel()) + " schools";
        }
        String type = goal.organizationType();
        return type == null ? "District and schools" : "district".equals(type) ? "The district" : "Each school";
    }
}
