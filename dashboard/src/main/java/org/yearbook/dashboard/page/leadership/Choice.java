package org.yearbook.dashboard.page.leadership;

import org.yearbook.dashboard.page.Link;

/**
 * What the address asks for; empty where it leaves it to the page.
 *
 * @param metric metric id
 * @param year school year
 * @param school organization id
 * @param authority who defined the number
 * @param group dimension of student groups
 */
record Choice(String metric, String year, String school, String authority, String group) {

    Link link() {
        return Link.to("/leadership")
                .with("metric", metric)
                .with("year", year)
                .with("school", school)
                .with("authority", authority)
                .with("group", group);
    }

    /** {@return the address of another metric, as its main authority counts it} */
    String linkTo(String other) {
        return link().with("metric", other)
                .with("authority", "")
                .with("group", "")
                .toString();
    }
}
