package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A metric with all its versions and goals.
 *
 * @param id stable name
 * @param label as people say it
 * @param description one sentence
 * @param area what part of the district's work it is about
 * @param owner who answers for it; empty when not recorded
 * @param near how far from the goal a value still counts as near, in the metric's unit; zero when nothing is near
 * @param versions of every authority, in order of authority and version
 */
public record Metric(
        String id,
        String label,
        String description,
        Area area,
        Unit unit,
        Direction direction,
        String owner,
        BigDecimal near,
        List<Definition> versions,
        List<Goal> goals) {

    public Metric {
        versions = List.copyOf(versions);
        goals = List.copyOf(goals);
    }

    /** {@return who defines it, the district first} */
    public List<String> authorities() {
        return versions.stream()
                .map(Definition::authority)
                .distinct()
                .sorted(Comparator.comparingInt(Metric::rank).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int rank(String authority) {
        return switch (authority) {
            case "district" -> 0;
            case "state" -> 1;
            case "federal" -> 2;
            default -> 3;
        };
    }

    /** {@return the authority whose number is shown when none is chosen} */
    public String mainAuthority() {
        return authorities().get(0);
    }

    /** {@return one authority's versions, oldest first} */
    public List<Definition> versionsOf(String authority) {
        return versions.stream()
                .filter(definition -> definition.authority().equals(authority))
                .sorted(Comparator.comparingInt(Definition::version))
                .toList();
    }

    /** {@return the number of one authority's latest version; 0 when it has none} */
    public int latest(String authority) {
        return versionsOf(authority).stream()
                .mapToInt(Definition::version)
                .max()
                .orElse(0);
    }

    /** {@return the version in force in a year, if that authority had one} */
    public Optional<Definition> inForce(String authority, String schoolYear) {
        return versionsOf(authority).stream()
                .filter(definition -> definition.inForce(schoolYear))
                .findFirst();
    }

    /** {@return the goal of a year: the organization's own, else its level's, else its kind's} */
    public Optional<Goal> goal(String authority, String schoolYear, Organization organization) {
        return goals.stream()
                .filter(goal -> goal.authority().equals(authority))
                .filter(goal -> goal.schoolYear().equals(schoolYear))
                .filter(goal -> goal.fits(organization))
                .max(Comparator.comparingInt(Goal::precision));
    }

    /** {@return which input a value of an authority lacks, in words; empty when that is not why there is none} */
    public Optional<String> lacks(String authority, Point point) {
        if (point.status() != Point.Status.MISSING_INPUT) {
            return Optional.empty();
        }
        return versionsOf(authority).stream()
                .filter(definition -> definition.version() == point.version())
                .map(Definition::lacks)
                .filter(lacks -> !lacks.isEmpty())
                .findFirst();
    }

    /** {@return where a value stands against its goal} */
    public Standing standing(Point point, Optional<Goal> goal) {
        BigDecimal value = point.value();
        if (value == null) {
            return point.status() == Point.Status.SUPPRESSED ? Standing.SUPPRESSED : Standing.NO_DATA;
        }
        if (goal.isEmpty() || direction == Direction.NEITHER) {
            return Standing.NO_GOAL;
        }
        BigDecimal miss = goal.get().value().subtract(value);
        if (direction == Direction.DOWN) {
            miss = miss.negate();
        }
        if (miss.signum() <= 0) {
            return Standing.MET;
        }
        return miss.compareTo(near) <= 0 ? Standing.NEAR : Standing.NOT_MET;
    }
}
