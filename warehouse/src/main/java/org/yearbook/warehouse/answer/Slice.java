package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.AUTHORITY;
import static org.yearbook.warehouse.answer.Columns.METRIC;
import static org.yearbook.warehouse.answer.Columns.POLICY;
import static org.yearbook.warehouse.answer.Columns.SCHOOL_YEAR;
import static org.yearbook.warehouse.answer.Columns.VERSION;

import java.util.Optional;
import org.jooq.Condition;

/**
 * One metric in one school year, under one authority's definition: what numbers side by side have in common.
 *
 * @param policy under which of its versions
 */
public record Slice(Metric metric, String authority, String schoolYear, Policy policy) {

    Condition rows() {
        Condition common = METRIC.eq(metric.id()).and(AUTHORITY.eq(authority)).and(SCHOOL_YEAR.eq(schoolYear));
        return policy == Policy.RESTATED
                ? common.and(VERSION.eq(metric.latest(authority)))
                : common.and(POLICY.eq(MetricAnswers.IN_FORCE));
    }

    /** {@return the goal of a place; none where it was set for an older definition than the numbers'} */
    public Optional<Goal> goal(Organization place) {
        return metric.goal(authority, schoolYear, place)
                .filter(goal -> policy == Policy.AS_REPORTED || ownDefinition());
    }

    private boolean ownDefinition() {
        return metric.inForce(authority, schoolYear)
                .filter(definition -> definition.version() == metric.latest(authority))
                .isPresent();
    }
}
