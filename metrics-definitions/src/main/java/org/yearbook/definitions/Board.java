package org.yearbook.definitions;

import java.util.List;

/**
 * Numbers that answer one question together.
 *
 * @param id in addresses
 * @param title as people say it
 * @param question what it answers, as one
 * @param offices which offices look after these numbers, as the roles of people are named
 * @param areas areas whose metrics stand here when no board names them
 * @param metrics ids, in the order in which they are shown
 */
public record Board(
        String id, String title, String question, List<String> offices, List<Metric.Area> areas, List<String> metrics) {

    public Board {
        offices = List.copyOf(offices);
        areas = List.copyOf(areas);
        metrics = List.copyOf(metrics);
    }
}
