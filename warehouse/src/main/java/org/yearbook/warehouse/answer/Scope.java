package org.yearbook.warehouse.answer;

import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Whose records a person may see. This is the one place where a scope becomes a condition. */
public sealed interface Scope {

    /** {@return whether records of this organization are within the scope} */
    boolean covers(String organizationId);

    /** {@return the rows within the scope; a row of no school belongs to the district alone} */
    Condition restrict(Field<String> schoolId);

    /** Every school, and what belongs to none. */
    record District() implements Scope {

        @Override
        public boolean covers(String organizationId) {
            return true;
        }

        @Override
        public Condition restrict(Field<String> schoolId) {
            return DSL.noCondition();
        }
    }

    /**
     * Some schools, possibly none.
     *
     * @param ids organization ids
     */
    record Schools(Set<String> ids) implements Scope {

        public Schools {
            ids = Set.copyOf(ids);
        }

        @Override
        public boolean covers(String organizationId) {
            return ids.contains(organizationId);
        }

        @Override
        public Condition restrict(Field<String> schoolId) {
            return ids.isEmpty() ? DSL.falseCondition() : schoolId.in(ids);
        }
    }
}
