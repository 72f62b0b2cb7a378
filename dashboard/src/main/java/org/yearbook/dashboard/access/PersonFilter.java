package org.yearbook.dashboard.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yearbook.dashboard.access.Sessions.Open;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;

/**
 * Finds the person behind each request, as they are now: a closed account, a new password, another role, too long a
 * rest or too long a day ends the session; a first password opens nothing but the page that changes it, and a password
 * that must have a second factor beside it nothing but the page that sets one up. Where an administrator sees the
 * product as another does, it is the other, marked as seen by the administrator.
 */
final class PersonFilter extends OncePerRequestFilter {

    /** Where somebody sets up a second factor. */
    static final String FACTOR = "/account/second-factor";

    static final String ATTRIBUTE = PersonFilter.class.getName();

    private final People people;
    private final Sessions sessions;
    private final ViewAs views;
    private final SecondFactorRule rule;

    /** What tells who is behind a session, and what it opens. */
    record Rooms(People people, Sessions sessions, ViewAs views, SecondFactorRule rule) {}

    PersonFilter(Rooms rooms) {
        this.people = rooms.people();
        this.sessions = rooms.sessions();
        this.views = rooms.views();
        this.rule = rooms.rule();
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SignedIn> found = SignedIn.now();
        if (found.isPresent()) {
            SignedIn signedIn = found.get();
            Optional<Open> session = sessions.seen(signedIn.handle());
            Optional<Person> person = session.flatMap(open -> now(signedIn, open));
            if (person.isEmpty()) {
                views.end(request);
                end(request);
            } else if (mustChoose(person.get(), signedIn) && !opensWithFirstPassword(request)) {
                response.sendRedirect("/password");
                return;
            } else if (mustAddFactor(person.get(), session) && !addsFactor(request)) {
                response.sendRedirect(FACTOR);
                return;
            } else {
                boolean view = ViewAs.open(request);
                request.setAttribute(
                        ATTRIBUTE, views.seen(request, person.get()).orElse(person.get()));
                // What is sent from a view that is just over was meant in the other's name, too.
                if (view && request.getDispatcherType() == DispatcherType.REQUEST && !ViewAs.allows(request)) {
                    response.sendError(HttpServletResponse.SC_FORBIDDEN);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }

    private Optional<Person> now(SignedIn signedIn, Open session) {
        Optional<Person> person = people.byId(signedIn.personId())
                .filter(Person::enabled)
                .filter(found -> found.stamp() == signedIn.stamp())
                // One that a password opened before there was a second factor.
                .filter(found -> session.way() != Way.PASSWORD || !rule.on(found));
        if (person.isEmpty()) {
            sessions.end(signedIn.handle());
        }
        return person;
    }

    /** Whoever came without the first password does not need another. */
    private static boolean mustChoose(Person person, SignedIn signedIn) {
        return person.mustChangePassword() && signedIn.way().byPassword();
    }

    /** Also whoever has just turned theirs off. */
    private boolean mustAddFactor(Person person, Optional<Open> session) {
        return session.filter(open -> open.way().byPassword()).isPresent()
                && !person.mustChangePassword()
                && rule.required(person)
                && !rule.on(person);
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static boolean opensWithFirstPassword(HttpServletRequest request) {
        return request.getRequestURI().equals("/password") || opensAnyhow(request.getRequestURI());
    }

    /** The door is among it: whoever takes longer than half an hour shows once more who they are. */
    private static boolean addsFactor(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(FACTOR)
                || path.equals(FACTOR + "/begin")
                || path.equals(FACTOR + "/confirm")
                || path.equals("/sign-in")
                || opensAnyhow(path);
    }

    private static boolean opensAnyhow(String path) {
        return path.equals("/sign-out")
                || path.equals("/error")
                || path.equals("/accessibility")
                || path.startsWith("/assets/")
                || path.startsWith("/webjars/");
    }
}
