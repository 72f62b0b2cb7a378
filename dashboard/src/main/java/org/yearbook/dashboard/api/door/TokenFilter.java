package org.yearbook.dashboard.api.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yearbook.dashboard.access.CurrentPerson;
import org.yearbook.dashboard.api.Problem;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Token;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.dashboard.state.Tokens;

/**
 * Finds the person behind a token, as they are now, with each call. A token comes in the header alone: an address
 * stands in logs and histories.
 */
final class TokenFilter extends OncePerRequestFilter {

    /** Calls of one person in a minute. */
    static final int MOST_CALLS = 300;

    /** Tokens from one address in a minute that open nothing. */
    static final int MOST_WRONG = 30;

    private static final String BEARER = "bearer ";

    private final Tokens tokens;
    private final People people;
    private final AuditTrail audit;
    private final Clock clock;
    private final CallLimit calls;
    private final CallLimit wrong;

    TokenFilter(Tokens tokens, People people, AuditTrail audit, Clock clock) {
        this.tokens = tokens;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
        this.calls = new CallLimit(MOST_CALLS, clock);
        this.wrong = new CallLimit(MOST_WRONG, clock);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (query != null && (query.contains("access_token=") || query.contains("ybk_"))) {
            refuse(
                    response,
                    Trouble.TOKEN_IN_ADDRESS,
                    "Send it in the header Authorization: Bearer. Addresses stand in logs: end this token on the page"
                            + " of your account, and make another.");
            return;
        }
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Token> token = header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? tokens.bySecret(header.substring(BEARER.length()).strip())
                : Optional.empty();
        Optional<Person> person =
                token.filter(found -> found.live(clock.instant())).flatMap(this::person);
        if (person.isEmpty()) {
            turnAway(String.valueOf(request.getRemoteAddr()), token, response);
            return;
        }
        enter(request, response, chain, token.get(), person.get());
    }

    /**
     * Refuses a token that opens nothing. Only these count against their address, for many programs may share it: one
     * with an old token must not shut out the others, nor fill the audit trail.
     */
    private void turnAway(String address, Optional<Token> token, HttpServletResponse response) throws IOException {
        if (wrong.used(address)) {
            tooMany(response, wrong);
            return;
        }
        wrong.count(address);
        token.flatMap(found -> people.byId(found.person()))
                .ifPresent(owner -> audit.atTheDoor(owner.signIn(), "token.refused"));
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Yearbook\", error=\"invalid_token\"");
        refuse(
                response,
                Trouble.TOKEN_NOT_VALID,
                "It is mistyped, expired or ended, or the account behind it is closed. Make another on the page of"
                        + " your account, and send it as Authorization: Bearer ybk_...");
    }

    /**
     * The person behind a token, if they may come in now. Whether they owe a password of their own does not count: a
     * reset ended their tokens, and whoever comes with the district account or a passkey never needs a password.
     */
    private Optional<Person> person(Token token) {
        return people.byId(token.person()).filter(Person::enabled);
    }

    private void enter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Token token, Person person)
            throws ServletException, IOException {
        String caller = String.valueOf(person.id());
        if (calls.used(caller)) {
            tooMany(response, calls);
            return;
        }
        calls.count(caller);
        tokens.used(token);
        CurrentPerson.is(request, person);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(
                person.signIn(),
                "",
                token.scopes().stream()
                        .map(TokenScope::code)
                        .map(SimpleGrantedAuthority::new)
                        .toList()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private static void tooMany(HttpServletResponse response, CallLimit limit) throws IOException {
        int seconds = limit.secondsLeft();
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        refuse(
                response,
                Trouble.TOO_MANY_CALLS,
                "Ask again in " + seconds + " seconds. Larger pages and the ETag of an answer need fewer calls.");
    }

    private static void refuse(HttpServletResponse response, Trouble trouble, String detail) throws IOException {
        Problem.of(trouble, detail).write(response);
    }
}
