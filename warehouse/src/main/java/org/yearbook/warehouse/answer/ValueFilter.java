package org.yearbook.warehouse.answer;

import java.util.Collection;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Which stored values. A set that is empty leaves its part open.
 *
 * @param policies in_force, restated
 * @param organizations organization ids; none at all when {@code nowhere}
 * @param nowhere whether no organization is asked for
 */
public record ValueFilter(
        Set<String> metrics,
        Set<String> authorities,
        Set<String> schoolYears,
        Set<String> policies,
        Set<String> organizations,
        Set<String> groupDimensions,
        Set<String> groupValues,
        boolean nowhere) {

    public ValueFilter {
        metrics = Set.copyOf(metrics);
        authorities = Set.copyOf(authorities);
        schoolYears = Set.copyOf(schoolYears);
        policies = Set.copyOf(policies);
        organizations = Set.copyOf(organizations);
        groupDimensions = Set.copyOf(groupDimensions);
        groupValues = Set.copyOf(groupValues);
    }

    Condition condition() {
        return nowhere
                ? DSL.falseCondition()
                : in(Columns.METRIC, metrics)
                        .and(in(Columns.AUTHORITY, authorities))
                        .and(in(Columns.SCHOOL_YEAR, schoolYears))
                        .and(in(Columns.POLICY, policies))
                        .and(in(Columns.ORGANIZATION_ID, organizations))
                        .and(in(Columns.GROUP_DIMENSION, groupDimensions))
                        .and(in(Columns.GROUP_VALUE, groupValues));
    }

    private static Condition in(Field<String> field, Collection<String> values) {
        return values.isEmpty() ? DSL.noCondition() : field.in(values);
    }
}
