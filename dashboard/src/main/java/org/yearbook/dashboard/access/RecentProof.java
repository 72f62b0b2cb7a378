package org.yearbook.dashboard.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks somebody again who they are before they change what people may do, or add a key to their own account: a screen
 * that was left open must not be enough. They are asked before the page opens, long before a form on it would be
 * refused, so that nothing that they typed is lost.
 */
final class RecentProof extends OncePerRequestFilter {

    static final Duration TO_OPEN = Duration.ofMinutes(30);
    private static final Duration TO_CHANGE = Duration.ofMinutes(60);
    private static final List<String> PAGES = List.of(
            "/people", "/account/keys", "/account/sessions", "/account/tokens", PersonFilter.FACTOR, "/exports/sign");
    private static final List<String> BY_SCRIPT = List.of("/account/passkeys");

    private final RequestCache asked;
    private final Clock clock;

    RecentProof(RequestCache asked, Clock clock) {
        this.asked = asked;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (in(BY_SCRIPT, request) && !reads && !proved(TO_CHANGE)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (in(PAGES, request) && !proved(reads ? TO_OPEN : TO_CHANGE)) {
            if (reads) {
                asked.saveRequest(request, response);
            }
            response.sendRedirect("/sign-in?again");
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean proved(Duration within) {
        // Whoever is not signed in is refused by the rules, with better words.
        return SignedIn.now()
                .map(signedIn -> !signedIn.proved().plus(within).isBefore(clock.instant()))
                .orElse(true);
    }

    private static boolean in(List<String> places, HttpServletRequest request) {
        // Decoded, as pages are found: the address as it was sent may spell a letter otherwise.
        String path = request.getServletPath();
        return places.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + "/"));
    }
}
