package org.yearbook.warehouse.answer;

import java.util.List;

/**
 * A number month by month.
 *
 * @param points by school year and month, oldest first; empty when there are none, or none for the asker
 * @param why in a sentence, why there are none; empty when there are
 */
public record Months(List<MonthPoint> points, String why) {

    public Months {
        points = List.copyOf(points);
    }
}
