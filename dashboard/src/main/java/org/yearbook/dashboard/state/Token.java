package org.yearbook.dashboard.state;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: without its secret.
 *
 * @param person whose it is
 * @param name what its person calls it
 * @param lastUsed to the minute; null when it never was
 * @param ended when it was ended before it expired; null when it was not
 * @param endedBy sign-in name of who did; empty when nobody did
 */
public record Token(
        long id,
        long person,
        String name,
        Set<TokenScope> scopes,
        Instant made,
        Instant expires,
        @Nullable Instant lastUsed,
        @Nullable Instant ended,
        String endedBy) {

    public Token {
        scopes = Set.copyOf(scopes.isEmpty() ? scopes : EnumSet.copyOf(scopes));
    }

    /** {@return whether it opens anything, as far as it depends on itself} */
    public boolean live(Instant now) {
        return ended == null && expires.isAfter(now);
    }
}
