package org.yearbook.dashboard.page.boards;

import java.util.Map;
import org.yearbook.dashboard.page.Link;

/**
 * What the address asks for; empty where it leaves it to the page.
 *
 * @param year school year
 * @param school organization id
 * @param level of the schools that are compared
 * @param group dimension and value, such as el=true
 */
record BoardChoice(String year, String school, String level, String group) {

    static BoardChoice of(Map<String, String> parameters) {
        return new BoardChoice(
                parameters.getOrDefault("year", ""),
                parameters.getOrDefault("school", ""),
                parameters.getOrDefault("level", ""),
                parameters.getOrDefault("group", ""));
    }

    Link link(String path) {
        return Link.to(path)
                .with("year", year)
                .with("school", school)
                .with("level", level)
                .with("group", group);
    }
}
