package org.yearbook.dashboard.access;

import java.time.Instant;
import org.yearbook.dashboard.state.Person;

/** Somebody who has just proved who they are, before a session of theirs begins. */
public interface Proven {

    /** {@return who it is} */
    Person person();

    /** {@return by what} */
    Way way();

    /** {@return when; earlier than now where somebody else vouches for it, who asked some time ago} */
    Instant at();
}
