package org.yearbook.dashboard.access;

import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * What a session remembers of a person. Role and schools are not part of it: they are read again for each request, so
 * that a change holds at once.
 *
 * @param stamp of the person when they signed in
 * @param way how they proved who they are
 * @param proved when they did
 * @param handle of the session among those that are open; opens nothing by itself
 */
public record SignedIn(long personId, String signIn, int stamp, Way way, Instant proved, String handle)
        implements Principal, Serializable {

    /** {@return what the session of this request remembers; empty where nobody is signed in} */
    public static Optional<SignedIn> now() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** The same of an authentication at hand, as while somebody leaves. */
    static Optional<SignedIn> of(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn
                ? Optional.of(signedIn)
                : Optional.empty();
    }

    /** {@return whether they proved it so lately that pages open which ask for that} */
    public boolean lately(Instant now) {
        return !proved.plus(RecentProof.TO_OPEN).isBefore(now);
    }

    @Override
    public String getName() {
        return signIn;
    }
}
