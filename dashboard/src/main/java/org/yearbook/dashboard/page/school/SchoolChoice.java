package org.yearbook.dashboard.page.school;

import org.yearbook.dashboard.page.Link;
import org.yearbook.warehouse.answer.Policy;

/**
 * What the address asks for; an empty year leaves it to the page.
 *
 * @param level of the schools in the list; empty for all
 */
record SchoolChoice(String year, Policy policy, String level) {

    static SchoolChoice of(String year, String policy, String level) {
        return new SchoolChoice(year, Policy.of(policy), level);
    }

    /** {@return the page of a school, with the same year and policy} */
    String school(String id) {
        return Link.to("/schools/" + Link.part(id))
                .with("year", year)
                .with("policy", policy == Policy.RESTATED ? policy.code() : "")
                .toString();
    }
}
