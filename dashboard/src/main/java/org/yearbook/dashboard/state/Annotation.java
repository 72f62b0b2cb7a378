package org.yearbook.dashboard.state;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What happened on a day that a reader of a number should know.
 *
 * @param about which numbers
 * @param school organization id; empty for all of them and the district
 * @param by the name of whoever wrote it
 */
public record Annotation(long id, LocalDate on, String words, About about, String school, String by, Instant at) {

    /** The longest that fits below a chart. */
    public static final int LONGEST = 200;

    /** {@return whether it belongs on a chart of a metric at a place} */
    public boolean touches(String metric, String area, String place) {
        boolean number = switch (about.kind()) {
            case ALL -> true;
            case AREA -> about.code().equals(area);
            case METRIC -> about.code().equals(metric);
        };
        return number && (school.isEmpty() || school.equals(place));
    }

    /** Which numbers an annotation is about. */
    public enum Kind {
        ALL,
        AREA,
        METRIC
    }

    /**
     * Which numbers.
     *
     * @param code of the area or the metric; empty for all
     */
    public record About(Kind kind, String code) {}
}
