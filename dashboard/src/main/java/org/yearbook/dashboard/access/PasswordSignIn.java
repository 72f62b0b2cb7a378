package org.yearbook.dashboard.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.yearbook.dashboard.state.Person;

/** Lets a person in who knows their password, unless too many wrong ones came before. */
final class PasswordSignIn implements AuthenticationProvider {

    private final PasswordDoor door;
    private final SecondFactorRule rule;
    private final Clock clock;

    PasswordSignIn(PasswordDoor door, SecondFactorRule rule, Clock clock) {
        this.door = door;
        this.rule = rule;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        PasswordDoor.Outcome outcome =
                door.ask(attempt.getName(), String.valueOf(attempt.getCredentials()), address(attempt));
        if (outcome instanceof PasswordDoor.Refused refused) {
            throw switch (refused) {
                case THROTTLED -> new LockedException("throttled");
                case WRONG -> new BadCredentialsException("refused");
                case TOO_LATE -> new CredentialsExpiredException("too late");
            };
        }
        Person known = ((PasswordDoor.Known) outcome).person();
        if (rule.on(known)) {
            throw new CodeNeeded(known);
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
