package org.yearbook.definitions;

import java.util.List;

/**
 * Something that a report card must tell by law.
 *
 * @param id in addresses and files
 * @param paragraph where the law says it
 * @param title as people say it
 * @param about what it tells
 * @param metrics ids of the numbers that answer it, in the order in which they are shown; none when there is none
 * @param groups dimensions that it must be told by, besides everybody
 * @param preceding whether its numbers are of the year before that of the card
 * @param grid numbers that stand in one table; empty when each has its own
 * @param missing what of it there is no number for, and why; empty when nothing is missing
 */
public record StatutoryElement(
        String id,
        String paragraph,
        String title,
        String about,
        List<String> metrics,
        List<String> groups,
        boolean preceding,
        List<Cell> grid,
        String missing) {

    public StatutoryElement {
        metrics = List.copyOf(metrics);
        groups = List.copyOf(groups);
        grid = List.copyOf(grid);
    }

    /** Where a number stands in a table. */
    public record Cell(String row, String column, String metric) {}
}
