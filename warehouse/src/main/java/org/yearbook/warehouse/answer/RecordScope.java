package org.yearbook.warehouse.answer;

import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Which records a person may see: those of some places, of some kinds. Where a publication does not say the kind,
 * nothing is shown to whoever may not see every kind.
 */
public record RecordScope(Scope places, Set<RecordClass> kinds) {

    public RecordScope {
        kinds = Set.copyOf(kinds);
    }

    /** {@return whether a record of this school and kind is within the scope} */
    public boolean covers(String schoolId, String kind) {
        boolean place = places instanceof Scope.District || (!schoolId.isEmpty() && places.covers(schoolId));
        return place
                && (everyKind() || RecordClass.of(kind).filter(kinds::contains).isPresent());
    }

    /** {@return the rows within the scope} */
    Condition restrict(Field<String> schoolId, Field<String> kind) {
        Condition condition = places.restrict(schoolId);
        return everyKind()
                ? condition
                : condition.and(
                        kinds.isEmpty()
                                ? DSL.falseCondition()
                                : kind.in(kinds.stream().map(RecordClass::code).toList()));
    }

    private boolean everyKind() {
        return kinds.size() == RecordClass.values().length;
    }
}
