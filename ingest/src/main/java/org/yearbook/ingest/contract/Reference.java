package org.yearbook.ingest.contract;

import java.util.Set;

/**
 * Where a field points.
 *
 * @param entity the entity pointed at
 * @param field its field that must hold the value
 */
public record Reference(String entity, String field) {

    private static final Set<String> PEOPLE = Set.of("student", "staff", "account", "roster_user");

    /** {@return whether it names something by a code that people type, rather than a person or a system's own id} */
    public boolean namesCode() {
        return !link() && !PEOPLE.contains(entity);
    }

    /** {@return whether it is a system's own link, without which the row belongs to nothing} */
    public boolean link() {
        return field.equals("sourced_id");
    }
}
