package org.yearbook.warehouse.answer;

import java.util.List;
import java.util.Map;

/**
 * One school in a list.
 *
 * @param members students on the rolls on the fall count day
 * @param lastYear latest school year with students on the rolls; empty when there is none
 * @param standings of the numbers of each area that has any, under the definitions in force
 */
public record SchoolLine(Organization school, Point members, String lastYear, Map<Area, List<Standing>> standings) {

    public SchoolLine {
        standings = Map.copyOf(standings);
    }
}
