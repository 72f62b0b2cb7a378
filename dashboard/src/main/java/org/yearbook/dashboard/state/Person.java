package org.yearbook.dashboard.state;

import java.util.Set;
import org.yearbook.warehouse.answer.Scope;

/**
 * Somebody who may sign in.
 *
 * @param signIn the name they sign in with, in lower case
 * @param name as people say it
 * @param schools organization ids; of no meaning for a role that sees the whole district
 * @param demo made by a demo, so closed when the server runs without one
 * @param stamp moves when the password changes or the account is closed; sessions of an older stamp end
 */
public record Person(
        long id,
        String signIn,
        String name,
        Role role,
        Set<String> schools,
        boolean mustChangePassword,
        boolean enabled,
        boolean demo,
        int stamp) {

    public Person {
        schools = Set.copyOf(schools);
    }

    /** {@return whose records this person may see} */
    public Scope scope() {
        return role.districtWide() ? new Scope.District() : new Scope.Schools(schools);
    }

    public boolean administrator() {
        return role == Role.ADMINISTRATOR;
    }
}
