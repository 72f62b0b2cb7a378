package org.yearbook.dashboard.access;

import org.springframework.security.core.AuthenticationException;
import org.yearbook.dashboard.state.Person;

/** The password was right, and is not enough. To everything that asks whether somebody is signed in, nobody is. */
final class CodeNeeded extends AuthenticationException {

    private final transient Person person;

    CodeNeeded(Person person) {
        super("a code is needed");
        this.person = person;
    }

    Person person() {
        return person;
    }
}
