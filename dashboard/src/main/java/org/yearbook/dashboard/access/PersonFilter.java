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
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;

/**
 * Finds the person behind each request, as they are now: a closed account, a new password, another role, too long a
 * rest or too long a day ends the session; a first password opens nothing but the page that changes it. Where an
 * administrator sees the product as another does, it is the other, marked as seen by the administrator.
 */
final class PersonFilter extends OncePerRequestFilter {

    static final String ATTRIBUTE = PersonFilter.class.getName();

    private final People people;
    private final Sessions sessions;
    private final ViewAs views;

    PersonFilter(People people, Sessions sessions, ViewAs views) {
        this.people = people;
        this.sessions = sessions;
        this.views = views;
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
            Optional<Person> person = now(signedIn);
            if (person.isEmpty()) {
                views.end(request);
                end(request);
            } else if (mustChoose(person.get(), signedIn) && !opensWithFirstPassword(request)) {
                response.sendRedirect("/password");
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

    private Optional<Person> now(SignedIn signedIn) {
        if (!sessions.seen(signedIn.handle())) {
            return Optional.empty();
        }
        Optional<Person> person = people.byId(signedIn.personId())
                .filter(Person::enabled)
                .filter(found -> found.stamp() == signedIn.stamp());
        if (person.isEmpty()) {
            sessions.end(signedIn.handle());
        }
        return person;
    }

    /** Whoever came without the first password does not need another. */
    private static boolean mustChoose(Person person, SignedIn signedIn) {
        return person.mustChangePassword() && signedIn.way() == Way.PASSWORD;
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static boolean opensWithFirstPassword(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/password")
                || path.equals("/sign-out")
                || path.equals("/error")
                || path.equals("/accessibility")
                || path.startsWith("/assets/")
                || path.startsWith("/webjars/");
    }
}
