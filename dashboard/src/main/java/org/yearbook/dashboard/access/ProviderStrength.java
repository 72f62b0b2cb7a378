package org.yearbook.dashboard.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How strongly an identity provider must have asked who somebody is, by what its ID token says (OpenID Connect Core
 * 1.0, section 2; the methods are those of RFC 8176). What no value is named of is not looked at.
 *
 * @param acr classes of authentication, of which the token must name one, the best first: so the provider is asked
 * @param amr methods, of which the token must name one at least
 */
public record ProviderStrength(List<String> acr, Set<String> amr) {

    /** What is not looked at. */
    static final ProviderStrength ANY = new ProviderStrength(List.of(), Set.of());

    public ProviderStrength {
        acr = List.copyOf(acr);
        amr = Set.copyOf(amr);
    }

    /** {@return whether it is enough; a token that tells nothing is not where anything is asked} */
    public boolean isMet(@Nullable String toldClass, @Nullable Collection<String> toldMethods) {
        boolean rightClass = acr.isEmpty() || (toldClass != null && acr.contains(toldClass));
        boolean rightMethod =
                amr.isEmpty() || (toldMethods != null && toldMethods.stream().anyMatch(amr::contains));
        return rightClass && rightMethod;
    }
}
