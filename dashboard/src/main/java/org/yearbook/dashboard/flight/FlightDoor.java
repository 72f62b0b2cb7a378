package org.yearbook.dashboard.flight;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.auth2.CallHeaderAuthenticator;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.access.PasswordDoor;
import org.yearbook.dashboard.access.SecondFactorRule;
import org.yearbook.dashboard.api.door.CallLimit;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Token;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.dashboard.state.TokenSecret;
import org.yearbook.dashboard.state.Tokens;

/**
 * Who gets in, asked at every call: with a token as a bearer or in the place of a password, with a name and password as
 * at the sign-in page, or with the pass that came of those. Whoever has no password of their own, or for whom it is not
 * enough, uses a token.
 */
final class FlightDoor implements CallHeaderAuthenticator {

    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";
    private static final String TOKEN_NAME = "token";
    private static final int MOST_WRONG = 30;
    private static final int MOST_CALLS = 1200;
    private static final int LONGEST = 1000;

    private static final String AGAIN = "It is mistyped, expired or ended, or the account behind it is closed. Make"
            + " another token on the page of your account.";

    private static final String TWO_FACTORS =
            "A password alone is not enough for your account, and a tool cannot ask for"
                    + " a code. Use a token from the page of your account.";

    private final People people;
    private final Tokens tokens;
    private final PasswordDoor passwords;
    private final SecondFactorRule rule;
    private final AuditTrail audit;
    private final Passes passes;
    private final Clock clock;
    private final CallLimit wrong;
    private final CallLimit calls;

    FlightDoor(
            People people,
            Tokens tokens,
            PasswordDoor passwords,
            SecondFactorRule rule,
            AuditTrail audit,
            Passes passes,
            Clock clock) {
        this.rule = rule;
        this.people = people;
        this.tokens = tokens;
        this.passwords = passwords;
        this.audit = audit;
        this.passes = passes;
        this.clock = clock;
        this.wrong = new CallLimit(MOST_WRONG, clock);
        this.calls = new CallLimit(MOST_CALLS, clock);
    }

    /** Who came, and what they carry from now on. */
    private record Entered(String identity, String pass) implements AuthResult {

        @Override
        public String getPeerIdentity() {
            return identity;
        }

        @Override
        public void appendToOutgoingHeaders(CallHeaders headers) {
            if (!pass.isEmpty()) {
                headers.insert(AUTHORIZATION, "Bearer " + pass);
            }
        }
    }

    @Override
    public AuthResult authenticate(CallHeaders headers) {
        String header = headers.get(AUTHORIZATION);
        if (header == null || header.length() > LONGEST) {
            throw unknown("Give a name and a password, or a token with the scope statements from the page of your"
                    + " account.");
        }
        String kind = header.toLowerCase(Locale.ROOT);
        if (kind.startsWith(BEARER)) {
            return bearer(header.substring(BEARER.length()).strip());
        }
        if (kind.startsWith(BASIC)) {
            return basic(header.substring(BASIC.length()).strip());
        }
        throw unknown("This way of signing in is not known here: use a name and a password, or a token.");
    }

    private Entered bearer(String secret) {
        if (secret.startsWith(Passes.PREFIX)) {
            Passes.Pass pass = passes.use(secret)
                    .orElseThrow(() -> unknown("Your connection has ended, as a session in a browser does. Connect"
                            + " again; a token lives longer."));
            return entered(new Identity(pass.person(), pass.stamp(), 0), "");
        }
        return byToken(secret, owner -> true, "");
    }

    private Entered basic(String encoded) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown("The name and password cannot be read.");
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw unknown("The name and password cannot be read.");
        }
        String name = pair.substring(0, colon);
        String password = pair.substring(colon + 1);
        if (TokenSecret.possible(password)) {
            return byToken(
                    password,
                    owner -> name.isBlank()
                            || People.normal(name).equals(TOKEN_NAME)
                            || People.normal(name).equals(owner.signIn()),
                    password);
        }
        return byPassword(name, password);
    }

    /** @param carried what its tool sends from now on: the token itself, where it came in the place of a password */
    private Entered byToken(String secret, Predicate<Person> named, String carried) {
        Optional<Token> token = tokens.bySecret(secret);
        Optional<Person> owner = token.filter(found -> found.live(clock.instant()))
                .flatMap(found -> people.byId(found.person()))
                .filter(Person::enabled)
                .filter(named);
        if (owner.isEmpty() || token.isEmpty()) {
            throw turnedAway(token);
        }
        tokens.used(token.get());
        Person person = owner.get();
        return entered(new Identity(person.id(), person.stamp(), token.get().id()), carried);
    }

    /**
     * Only tokens that open nothing count against their address, for many tools may share it: one with an old token
     * must not shut out the others, nor fill the audit trail.
     */
    private FlightRuntimeException turnedAway(Optional<Token> token) {
        String address = PeerAddress.current();
        if (wrong.used(address)) {
            return tooMany(wrong);
        }
        wrong.count(address);
        token.flatMap(found -> people.byId(found.person()))
                .ifPresent(known -> audit.atTheDoor(known.signIn(), "token.refused"));
        return unknown("The token opens nothing. " + AGAIN);
    }

    private Entered byPassword(String name, String password) {
        PasswordDoor.Outcome outcome = passwords.ask(name, password, PeerAddress.current());
        if (outcome instanceof PasswordDoor.Refused refused) {
            throw unknown(
                    switch (refused) {
                        case THROTTLED ->
                            "Too many wrong passwords came from here. Wait fifteen minutes, or use a token.";
                        case WRONG ->
                            "The name or the password is wrong. Whoever signs in with a passkey or the district account"
                                    + " uses a token from the page of their account.";
                        case TOO_LATE -> "This first password has waited too long. Ask an administrator for another.";
                    });
        }
        Person person = ((PasswordDoor.Known) outcome).person();
        if (person.mustChangePassword()) {
            throw unknown("Sign in on the pages first, and choose a password of your own.");
        }
        if (!rule.passwordIsEnough(person)) {
            throw unknown(TWO_FACTORS);
        }
        audit.did(person, "sign-in", "flight");
        return entered(new Identity(person.id(), person.stamp(), 0), passes.make(person));
    }

    private Entered entered(Identity identity, String pass) {
        String caller = String.valueOf(identity.person());
        if (calls.used(caller)) {
            throw tooMany(calls);
        }
        calls.count(caller);
        return new Entered(identity.text(), pass);
    }

    private static FlightRuntimeException tooMany(CallLimit limit) {
        return CallStatus.RESOURCE_EXHAUSTED
                .withDescription("Too many calls. Ask again in " + limit.secondsLeft() + " seconds.")
                .toRuntimeException();
    }

    private static FlightRuntimeException unknown(String why) {
        return CallStatus.UNAUTHENTICATED.withDescription(why).toRuntimeException();
    }

    /**
     * Whom a call comes from, as it is handed on inside the server.
     *
     * @param token 0 for a password
     */
    private record Identity(long person, int stamp, long token) {

        String text() {
            return person + ":" + stamp + ":" + token;
        }

        static @Nullable Identity of(@Nullable String text) {
            if (text == null || text.isEmpty()) {
                return null;
            }
            String[] parts = text.split(":", -1);
            return new Identity(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        }
    }

    /**
     * {@return who makes a call that was let in} An account that was closed, or whose role or password changed since,
     * and a token that was ended, get no further.
     */
    Caller caller(@Nullable String peerIdentity) {
        Identity identity = Identity.of(peerIdentity);
        if (identity == null) {
            throw unknown("Nobody is known here without a sign-in.");
        }
        Person person = people.byId(identity.person())
                .filter(Person::enabled)
                .filter(found -> identity.token() != 0 || found.stamp() == identity.stamp())
                .orElseThrow(() -> unknown("Your connection has ended: the account changed. Connect again."));
        if (person.role().asks().isEmpty()) {
            throw refused("The role " + person.role().words() + " asks no statements. An administrator gives roles.");
        }
        if (identity.token() == 0) {
            if (!rule.passwordIsEnough(person)) {
                throw unknown(TWO_FACTORS);
            }
            return new Caller(person, true);
        }
        Token token = tokens.byId(identity.token())
                .filter(found -> found.live(clock.instant()))
                .orElseThrow(() -> unknown("The token opens nothing any more. " + AGAIN));
        if (!token.scopes().contains(TokenScope.STATEMENTS)) {
            throw refused("This token is not for statements. Make one with the scope statements on the page of your"
                    + " account.");
        }
        return new Caller(person, token.scopes().contains(TokenScope.RECORDS));
    }

    private static FlightRuntimeException refused(String why) {
        return CallStatus.UNAUTHORIZED.withDescription(why).toRuntimeException();
    }
}
