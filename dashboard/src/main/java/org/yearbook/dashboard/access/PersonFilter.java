package org.yearbook.dashboard.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;

/**
 * Finds the person behind each request, as they are now: a closed account, a new password or half a day since the
 * sign-in ends the session; a first password opens nothing but the page that changes it. Where an administrator sees
 * the product as another does, it is the other, marked as seen by the administrator.
 */
final class PersonFilter extends OncePerRequestFilter {

    static final String ATTRIBUTE = PersonFilter.class.getName();
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);

    private final People people;
    private final ViewAs views;
    private final Clock clock;

    PersonFilter(People people, ViewAs views, Clock clock) {
        this.people = people;
        this.views = views;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
            Optional<Person> person = now(signedIn);
            if (person.isEmpty()) {
                end(request);
            } else if (person.get().mustChangePassword() && !opensWithFirstPassword(request)) {
                response.sendRedirect("/password");
                return;
            } else {
                Optional<Person> seen = views.seen(request, person.get());
                request.setAttribute(ATTRIBUTE, seen.orElse(person.get()));
                if (seen.isPresent()
                        && request.getDispatcherType() == DispatcherType.REQUEST
                        && !ViewAs.allows(request)) {
                    response.sendError(HttpServletResponse.SC_FORBIDDEN);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }

    private Optional<Person> now(SignedIn signedIn) {
        if (signedIn.since().plus(LONGEST_SESSION).isBefore(clock.instant())) {
            return Optional.empty();
        }
        return people.byId(signedIn.personId())
                .filter(Person::enabled)
                .filter(person -> person.stamp() == signedIn.stamp());
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
