package org.yearbook.dashboard.page.metric;

import java.util.Map;
import org.yearbook.dashboard.page.Link;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.Policy;

/**
 * What the address asks for; empty where it leaves it to the page.
 *
 * @param year school year
 * @param level of the schools that are ranked
 * @param school organization id
 * @param group whose number it is
 * @param by what groups are divided by
 * @param authority who defined the number
 */
record MetricChoice(String year, Policy policy, String level, String school, Group group, String by, String authority) {

    static MetricChoice of(Map<String, String> parameters) {
        return new MetricChoice(
                parameters.getOrDefault("year", ""),
                Policy.of(parameters.getOrDefault("policy", "")),
                parameters.getOrDefault("level", ""),
                parameters.getOrDefault("school", ""),
                Group.of(parameters.getOrDefault("group", "")),
                parameters.getOrDefault("by", ""),
                parameters.getOrDefault("authority", ""));
    }

    /** {@return the address of a page with the same state} */
    Link link(String path) {
        return Link.to(path)
                .with("year", year)
                .with("policy", policyCode())
                .with("level", level)
                .with("school", school)
                .with("group", group.code())
                .with("by", by)
                .with("authority", authority);
    }

    /** {@return the policy as it stands in an address; empty for the usual one} */
    String policyCode() {
        return policy == Policy.RESTATED ? policy.code() : "";
    }
}
