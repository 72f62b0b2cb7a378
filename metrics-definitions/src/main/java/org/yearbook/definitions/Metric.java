package org.yearbook.definitions;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A number that leaders follow, with everything it ever meant.
 *
 * @param id stable name
 * @param label as people say it
 * @param description one sentence
 * @param area what part of the district's work it is about
 * @param owner the office that answers for it
 * @param dimensions columns of its datasets by which it is also told, group by group
 * @param sharing who may see it
 * @param versions of every authority, in order of authority as given and number
 * @param file where it is defined
 */
public record Metric(
        String id,
        String label,
        String description,
        Area area,
        Unit unit,
        Direction desiredDirection,
        String owner,
        List<Dimension> dimensions,
        List<Goal> goals,
        List<Threshold> thresholds,
        Sharing sharing,
        List<MetricVersion> versions,
        String file) {

    public Metric {
        dimensions = List.copyOf(dimensions);
        goals = List.copyOf(goals);
        thresholds = List.copyOf(thresholds);
        versions = List.copyOf(versions);
    }

    /** {@return who defines it, as the file gives them} */
    public List<String> authorities() {
        return versions.stream().map(MetricVersion::authority).distinct().toList();
    }

    /** {@return one authority's versions, oldest first} */
    public List<MetricVersion> versionsOf(String authority) {
        return versions.stream()
                .filter(version -> version.authority().equals(authority))
                .toList();
    }

    public Optional<MetricVersion> version(String authority, int number) {
        return versionsOf(authority).stream()
                .filter(version -> version.number() == number)
                .findFirst();
    }

    /** A column by which the number is also told. */
    public record Dimension(String column, Place place) {}

    /** What part of a district's work a metric is about, in the order in which people are shown them. */
    public enum Area {
        STUDENTS,
        LEARNING,
        STAFF,
        /** Joining and leaving: who gets into which system, and when no longer. */
        ACCESS,
        FORMS,
        APPLICATIONS,
        TRAINING,
        FINANCE,
        /** Where a definition names none. */
        OTHER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a value counts in. A percent is a fraction of one. */
    public enum Unit {
        PERCENT,
        COUNT,
        CURRENCY,
        NUMBER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which way the number should move. */
    public enum Direction {
        UP,
        DOWN,
        NEITHER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
