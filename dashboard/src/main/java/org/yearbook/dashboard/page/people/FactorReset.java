package org.yearbook.dashboard.page.people;

import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.access.Sessions;
import org.yearbook.dashboard.state.FactorChange;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Outbox.Mail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SecondFactors;

/** Takes a second factor away from somebody else, who is told by mail and signed out: it may have been stolen. */
@Component
final class FactorReset {

    private final SecondFactors factors;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Clock clock;

    FactorReset(SecondFactors factors, Sessions sessions, Outbox outbox, Clock clock) {
        this.factors = factors;
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** {@return the numbers of everybody who has one} */
    Set<Long> all() {
        return factors.all();
    }

    /** {@return whether there was one} */
    boolean take(Person person) {
        boolean had = factors.on(person.id()) && factors.remove(person.id());
        if (had) {
            sessions.endOthers(person, "");
            outbox.put(Mail.factor(FactorChange.RESET, clock.instant(), person.id()));
        }
        return had;
    }
}
