package org.yearbook.warehouse.answer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The schools of the same level that are nearest by membership and by the shares of economically disadvantaged
 * students, English learners and students with disabilities, nearest first.
 *
 * @param found why there are none, when there are none
 */
public record Similar(Found found, List<Neighbour> neighbours) {

    /** At most so many are compared with. */
    public static final int MOST = 5;

    /** Fewer have no middle: it would be one school's own number, or the mean of two. */
    public static final int FEWEST_FOR_A_MIDDLE = 3;

    public Similar {
        neighbours = List.copyOf(neighbours);
    }

    /** Whether there is anything to compare with. */
    public enum Found {
        SOME,
        /** The school is of no single level, or its level is not known. */
        NO_LEVEL,
        /** Nobody was on the school's rolls. */
        NO_MEMBERS,
        /** No other school of the level had students. */
        ALONE
    }

    /**
     * A school compared with.
     *
     * @param points its numbers of the same year under the same versions, by metric
     */
    public record Neighbour(SchoolFacts facts, Map<String, Point> points) {

        public Neighbour {
            points = Map.copyOf(points);
        }
    }

    static Similar none(Found why) {
        return new Similar(why, List.of());
    }

    /** {@return the values of a metric that may be shown, in order} */
    public List<BigDecimal> values(String metric) {
        return neighbours.stream()
                .map(neighbour -> neighbour.points().get(metric))
                .filter(Objects::nonNull)
                .map(Point::value)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    /** {@return the value in the middle of the shown ones; the mean of the two in the middle; nothing when few} */
    public Optional<BigDecimal> middle(String metric) {
        List<BigDecimal> values = values(metric);
        int size = values.size();
        if (size < FEWEST_FOR_A_MIDDLE) {
            return Optional.empty();
        }
        BigDecimal upper = values.get(size / 2);
        return Optional.of(
                size % 2 == 1
                        ? upper
                        : upper.add(values.get(size / 2 - 1)).divide(BigDecimal.valueOf(2), 6, RoundingMode.HALF_UP));
    }
}
