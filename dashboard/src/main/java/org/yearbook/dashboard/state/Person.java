package org.yearbook.dashboard.state;

import java.util.Set;
import org.yearbook.warehouse.answer.RecordScope;
import org.yearbook.warehouse.answer.Scope;

/**
 * Somebody who may sign in.
 *
 * @param signIn the name they sign in with, in lower case
 * @param name as people say it
 * @param schools organization ids; of no meaning for a role that sees the whole district
 * @param demo made by a demo, so closed when the server runs without one
 * @param stamp moves when the password or the role changes or the account is closed; sessions of an older stamp end
 * @param email where mail reaches them; empty for nowhere
 * @param mailing how often they want to hear of issues
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
        int stamp,
        String email,
        Mailing mailing) {

    public Person {
        schools = Set.copyOf(schools);
    }

    /** {@return of which places this person sees numbers in full; elsewhere those of few people are hidden} */
    public Scope scope() {
        if (role.seesEveryNumber()) {
            return new Scope.District();
        }
        return new Scope.Schools(role.districtWide() ? Set.of() : schools);
    }

    /** {@return whose records this person may see, and of which kinds} */
    public RecordScope records() {
        return new RecordScope(role.districtWide() ? new Scope.District() : new Scope.Schools(schools), role.records());
    }

    public boolean administrator() {
        return role == Role.ADMINISTRATOR;
    }
}
