package org.yearbook.dashboard.access;

import java.util.Set;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.SecondFactors;

/** For whom a password alone is not enough: whoever has a second factor, and whoever must have one. */
public final class SecondFactorRule {

    private final Set<Role> roles;
    private final SecondFactors factors;

    SecondFactorRule(Set<Role> roles, SecondFactors factors) {
        this.roles = Set.copyOf(roles);
        this.factors = factors;
    }

    /** {@return whether a person must have one, as the district has it} */
    public boolean required(Person person) {
        return roles.contains(person.role());
    }

    /** {@return whether a code is asked for after the password of a person} */
    public boolean on(Person person) {
        return factors.on(person.id());
    }

    /** {@return whether nothing but the password is asked of a person} */
    public boolean passwordIsEnough(Person person) {
        return !required(person) && !on(person);
    }
}
