package org.yearbook.dashboard.access;

import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;

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

    @Override
    public String getName() {
        return signIn;
    }
}
