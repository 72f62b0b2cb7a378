package org.yearbook.dashboard.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;

/**
 * An administrator sees the product as another person does. It lasts until they end it, sign out, or an hour is over;
 * meanwhile nothing can be sent but its end, so that nothing is done in another's name and no view opens from a view.
 */
public final class ViewAs implements LogoutHandler {

    /** Where a view is ended. */
    public static final String END = "/view-as/end";

    /** Where a session keeps what its forms prove themselves with. */
    static final String FORMS = ViewAs.class.getName() + ".forms";

    private static final String ATTRIBUTE = ViewAs.class.getName();
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final People people;
    private final AuditTrail audit;
    private final Clock clock;

    ViewAs(People people, AuditTrail audit, Clock clock) {
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a session remembers of a view.
     *
     * @param administrator who began it; a session that has become somebody else's has no view
     */
    private record View(long person, long administrator, Instant since) implements Serializable {}

    /** Begins a view; refused for anybody but an administrator, from within a view, and of a closed account. */
    public boolean begin(HttpServletRequest request, Person administrator, Person other) {
        if (!administrator.administrator()
                || administrator.viewer().isPresent()
                || !other.enabled()
                || other.id() == administrator.id()) {
            return false;
        }
        request.getSession().setAttribute(ATTRIBUTE, new View(other.id(), administrator.id(), clock.instant()));
        forgetForms(request.getSession());
        audit.did(other.seenBy(administrator), "view.began", "");
        return true;
    }

    /** Ends a view, if there is one. */
    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(ATTRIBUTE) instanceof View view) {
            session.removeAttribute(ATTRIBUTE);
            forgetForms(session);
            people.byId(view.person())
                    .flatMap(other -> people.byId(view.administrator()).map(other::seenBy))
                    .ifPresent(seen -> audit.did(seen, "view.ended", ""));
        }
    }

    // A form that was opened as one must not be sent as the other.
    private static void forgetForms(HttpSession session) {
        session.removeAttribute(FORMS);
    }

    /** {@return whether a session is in a view, be it over or not} */
    static boolean open(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof View;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        end(request);
    }

    /** {@return whom a signed-in person sees the product as, if they do} A view that no longer may be is ended. */
    Optional<Person> seen(HttpServletRequest request, Person self) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof View view)) {
            return Optional.empty();
        }
        Optional<Person> seen = people.byId(view.person())
                .filter(other -> other.enabled()
                        && self.administrator()
                        && view.administrator() == self.id()
                        && !view.since().plus(LONGEST).isBefore(clock.instant()));
        if (seen.isEmpty()) {
            end(request);
        }
        return seen.map(other -> other.seenBy(self));
    }

    /** {@return whether a request may be answered during a view} */
    static boolean allows(HttpServletRequest request) {
        return READING.contains(request.getMethod())
                || request.getRequestURI().equals(END)
                || request.getRequestURI().equals("/sign-out");
    }
}
