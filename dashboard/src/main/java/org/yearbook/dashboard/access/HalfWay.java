package org.yearbook.dashboard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.yearbook.dashboard.state.Person;

/**
 * Somebody whose password was right, and who has not typed their code yet. Nobody is signed in by that: the session
 * remembers who is asked for a code, and opens nothing.
 *
 * @param person their number
 * @param stamp of the person when they typed the password
 */
public record HalfWay(long person, int stamp, Instant since) implements Serializable {

    /** Where the code is asked for. */
    public static final String PAGE = "/sign-in/code";

    private static final String ATTRIBUTE = HalfWay.class.getName();
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Remembers somebody, in a session of another name than before. */
    static void keep(HttpServletRequest request, Person person, Instant now) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(ATTRIBUTE, new HalfWay(person.id(), person.stamp(), now));
    }

    /** {@return who is asked for a code}; nobody once that has taken too long */
    public static Optional<HalfWay> of(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(ATTRIBUTE) instanceof HalfWay half
                        && !half.since().plus(LONGEST).isBefore(now)
                ? Optional.of(half)
                : Optional.empty();
    }

    /** Asks nobody any more. */
    public static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }
}
