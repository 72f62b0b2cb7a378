package org.yearbook.dashboard.access.provider;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.yearbook.dashboard.access.SignInSettings.IdentityProvider;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.ProviderTies;

/**
 * Finds the person for whom the provider vouches. Only people whom an administrator added come in; nothing that the
 * provider says gives a role or a school. The first time, the claim that the district chose must be their sign-in name;
 * from then on the provider's own number of the account counts, which it never gives to anybody else.
 */
final class OurPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** Not somebody of ours, or not yet. */
    static final String UNKNOWN = "unknown_person";

    private static final String EMAIL = "email";

    private final OidcUserService users = new OidcUserService();
    private final IdentityProvider provider;
    private final People people;
    private final ProviderTies ties;
    private final AuditTrail audit;
    private final Clock clock;

    OurPeople(IdentityProvider provider, People people, ProviderTies ties, AuditTrail audit, Clock clock) {
        this.provider = provider;
        this.people = people;
        this.ties = ties;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = users.loadUser(request);
        String subject =
                Optional.ofNullable(user.getIdToken().getSubject()).orElseThrow(() -> refused(user, "sign-in.unknown"));
        Optional<Person> tied = ties.person(provider.issuer(), subject).flatMap(people::byId);
        Person person = tied.or(() -> claimed(user).flatMap(people::bySignIn))
                .filter(Person::enabled)
                .orElseThrow(() -> refused(user, "sign-in.unknown"));
        if (tied.isEmpty()) {
            if (!ties.tie(person.id(), provider.issuer(), subject)) {
                throw refused(user, "sign-in.other-account");
            }
            audit.did(person, "provider.tied", "");
        }
        Instant now = clock.instant();
        Instant asked =
                Optional.ofNullable(user.getIdToken().getAuthenticatedAt()).orElse(now);
        return new Vouched(user, person, asked.isAfter(now) ? now : asked);
    }

    /** An e-mail address that the provider has not verified is one that anybody could have typed. */
    private Optional<String> claimed(OidcUser user) {
        if (provider.match().equals(EMAIL) && !Boolean.TRUE.equals(user.getEmailVerified())) {
            return Optional.empty();
        }
        return Optional.ofNullable(user.getClaim(provider.match()))
                .map(Object::toString)
                .filter(claim -> !claim.isBlank());
    }

    private OAuth2AuthenticationException refused(OidcUser user, String action) {
        audit.atTheDoor(
                Optional.ofNullable(user.getClaim(provider.match()))
                        .map(Object::toString)
                        .orElse("without a name"),
                action);
        return new OAuth2AuthenticationException(new OAuth2Error(UNKNOWN));
    }
}
