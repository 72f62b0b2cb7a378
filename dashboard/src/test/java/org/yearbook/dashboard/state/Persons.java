package org.yearbook.dashboard.state;

import java.util.Optional;
import java.util.Set;

/** People of tests that no database knows. */
public final class Persons {

    private Persons() {}

    /** {@return somebody of the whole district whose account is open, whom no mail reaches} */
    public static Person of(long id, String signIn, Role role) {
        return new Person(
                id,
                signIn,
                signIn,
                role,
                Set.of(),
                false,
                true,
                false,
                1,
                "",
                Mailing.OFF,
                null,
                false,
                Optional.empty());
    }
}
