package org.yearbook.warehouse.answer;

import java.util.List;
import java.util.Optional;

/**
 * Values of one metric and one school year side by side.
 *
 * @param rows best first where there is a better and a worse
 */
public record Comparison(List<Row> rows) {

    public Comparison {
        rows = List.copyOf(rows);
    }

    /**
     * One of the compared.
     *
     * @param id organization id, or the group's value
     * @param label as the data names it
     */
    public record Row(String id, String label, Point point, Optional<Goal> goal, Standing standing) {}
}
