package org.yearbook.dashboard.access.provider;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.yearbook.dashboard.access.ClaimedRoles;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.access.SignInSettings.IdentityProvider;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.ClaimedAccounts;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.ProviderTies;

/**
 * Finds the person for whom the provider vouches. Without rules about claims only people whom an administrator added
 * come in, and nothing that the provider says gives a role or a school. The first time, the claim that the district
 * chose must be their sign-in name; from then on the provider's own number of the account counts, which it never gives
 * to anybody else.
 *
 * <p>With such rules, whom nobody added comes in with the role that a rule gives, and has it for as long as a rule
 * does: each sign-in asks again. A role that an administrator gave is never moved by a claim.
 */
final class OurPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** Not somebody of ours, or not yet. */
    static final String UNKNOWN = "unknown_person";

    /** The provider did not ask for as much as the district wants. */
    static final String WEAK = "weak_sign_in";

    private static final String EMAIL = "email";

    private final OidcUserService users = new OidcUserService();
    private final IdentityProvider provider;
    private final Rooms rooms;
    private final Clock clock;

    /**
     * What is kept about people.
     *
     * @param schools organization ids of the schools that there are
     */
    record Rooms(
            People people,
            ProviderTies ties,
            ClaimedAccounts claimed,
            Passwords passwords,
            AuditTrail audit,
            Supplier<Set<String>> schools) {}

    OurPeople(IdentityProvider provider, Rooms rooms, Clock clock) {
        this.provider = provider;
        this.rooms = rooms;
        this.clock = clock;
        users.setOauth2UserService(TokenDoor.users());
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = users.loadUser(request);
        // What the token says alone: it is signed, and speaks of this sign-in.
        OidcIdToken token = user.getIdToken();
        if (!provider.strength().isMet(token.getAuthenticationContextClass(), token.getAuthenticationMethods())) {
            throw refused(user, "sign-in.weak", WEAK);
        }
        String subject =
                Optional.ofNullable(user.getIdToken().getSubject()).orElseThrow(() -> refused(user, "sign-in.unknown"));
        Optional<Person> tied = rooms.ties().person(provider.issuer(), subject).flatMap(rooms.people()::byId);
        Optional<Person> known = tied.or(() -> claimed(user).flatMap(rooms.people()::bySignIn));
        // Before anything is done to the person: what another account's claims say is nothing about them.
        if (tied.isEmpty()
                && known.filter(person -> rooms.ties().tied(person.id())).isPresent()) {
            throw refused(user, "sign-in.other-account");
        }
        Person person = placed(user, known).filter(Person::enabled).orElseThrow(() -> refused(user, "sign-in.unknown"));
        if (tied.isEmpty()) {
            if (!rooms.ties().tie(person.id(), provider.issuer(), subject)) {
                throw refused(user, "sign-in.other-account");
            }
            rooms.audit().did(person, "provider.tied", "");
        }
        Instant now = clock.instant();
        Instant asked =
                Optional.ofNullable(user.getIdToken().getAuthenticatedAt()).orElse(now);
        return new Vouched(user, person, asked.isAfter(now) ? now : asked);
    }

    /** The person with the role that the claims give now; nobody where they give none. */
    private Optional<Person> placed(OidcUser user, Optional<Person> known) {
        if (provider.roles().isEmpty()
                || known.filter(person -> !rooms.claimed().claimed(person.id())).isPresent()) {
            return known;
        }
        Optional<ClaimedRoles.Place> place =
                provider.roles().get().of(user::getClaim, rooms.schools().get());
        if (known.isEmpty()) {
            return place.flatMap(found -> added(user, found));
        }
        Person person = known.get();
        if (place.isEmpty()) {
            if (person.enabled()) {
                rooms.claimed().lose(person.id());
                rooms.audit().did(person, "role.lost", person.role().code());
            }
            return Optional.empty();
        }
        return Optional.of(moved(person, place.get()));
    }

    private Person moved(Person person, ClaimedRoles.Place place) {
        boolean same = person.role() == place.role()
                && (place.role().districtWide() || person.schools().equals(place.schools()));
        if (same && !rooms.claimed().lost(person.id())) {
            return person;
        }
        Person moved = rooms.claimed().place(person.id(), place.role(), place.schools());
        rooms.audit().did(moved, "role.claimed", place.words());
        return moved;
    }

    private Optional<Person> added(OidcUser user, ClaimedRoles.Place place) {
        Optional<String> signIn = claimed(user).map(People::normal);
        String name = Optional.ofNullable(user.getFullName())
                .filter(told -> !told.isBlank())
                .or(() -> signIn)
                .orElse("");
        if (signIn.isEmpty()
                || !People.Newcomer.fault(name, signIn.get(), false).isEmpty()) {
            return Optional.empty();
        }
        var newcomer = new People.Newcomer(signIn.get(), name, place.role(), place.schools());
        Person person = rooms.claimed()
                .add(newcomer, rooms.passwords().hash(rooms.passwords().fresh()));
        rooms.audit().did(person, "role.claimed", place.words());
        return Optional.of(person);
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
        return refused(user, action, UNKNOWN);
    }

    private OAuth2AuthenticationException refused(OidcUser user, String action, String code) {
        rooms.audit()
                .atTheDoor(
                        Optional.ofNullable(user.getClaim(provider.match()))
                                .map(Object::toString)
                                .orElse("without a name"),
                        action);
        return new OAuth2AuthenticationException(new OAuth2Error(code));
    }
}
