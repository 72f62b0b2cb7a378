package org.yearbook.dashboard.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SignInFailures;

/** Lets a person in who knows their password, unless too many wrong ones came before. */
final class PasswordSignIn implements AuthenticationProvider {

    private final People people;
    private final Passwords passwords;
    private final SignInFailures failures;
    private final AuditTrail audit;
    private final Clock clock;

    PasswordSignIn(People people, Passwords passwords, SignInFailures failures, AuditTrail audit, Clock clock) {
        this.people = people;
        this.passwords = passwords;
        this.failures = failures;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String name = attempt.getName();
        String password = String.valueOf(attempt.getCredentials());
        String address = address(attempt);
        if (failures.tooMany(name, address)) {
            audit.atTheDoor(name, "sign-in.throttled");
            throw new LockedException("throttled");
        }
        Optional<Person> person = people.bySignIn(name).filter(Person::enabled);
        boolean right = person.isPresent() && knows(person.get(), password);
        if (person.isEmpty()) {
            passwords.pretend(password);
        }
        if (!right) {
            failures.add(name, address);
            audit.atTheDoor(name, "sign-in.refused");
            throw new BadCredentialsException("refused");
        }
        Person known = person.orElseThrow();
        failures.forget(name, address);
        if (people.passwordOver(known.id())) {
            audit.atTheDoor(name, "sign-in.too-late");
            throw new CredentialsExpiredException("too late");
        }
        var token =
                UsernamePasswordAuthenticationToken.authenticated(new Known(known, clock.instant()), null, List.of());
        token.setDetails(attempt.getDetails());
        return token;
    }

    private record Known(Person person, Instant at) implements Proven {
        @Override
        public Way way() {
            return Way.PASSWORD;
        }
    }

    private boolean knows(Person person, String password) {
        return people.passwordHash(person.id())
                .map(hash -> passwords.matches(password, hash))
                .orElse(false);
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details && details.getRemoteAddress() != null
                ? details.getRemoteAddress()
                : "";
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
