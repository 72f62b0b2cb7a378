package org.yearbook.dashboard.access.provider;

import java.io.Serial;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.yearbook.dashboard.access.Proven;
import org.yearbook.dashboard.access.Way;
import org.yearbook.dashboard.state.Person;

/** Somebody for whom the provider vouches, and who is one of ours. */
final class Vouched extends DefaultOidcUser implements Proven {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Person person;
    private final Instant at;

    Vouched(OidcUser user, Person person, Instant at) {
        super(user.getAuthorities(), user.getIdToken(), user.getUserInfo());
        this.person = person;
        this.at = at;
    }

    @Override
    public Person person() {
        return person;
    }

    @Override
    public Way way() {
        return Way.PROVIDER;
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
