package org.yearbook.dashboard.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;

/**
 * What {@code sign-in.yaml} of a home says. It is read once, when the server starts.
 *
 * @param server where people open this server, without a slash at the end; absent for this machine alone
 * @param idle how long a session lasts without a request
 * @param longest how long it lasts in any case
 * @param proxies addresses of the proxies that are believed about who asks; absent for those on this machine
 * @param passkeys absent when nobody signs in with one
 * @param provider absent when nobody else vouches for people
 * @param secondFactor the roles that must have a second factor beside a password
 * @param breached hashes of passwords that were stolen somewhere; absent without such a list
 */
public record SignInSettings(
        Optional<String> server,
        Duration idle,
        Duration longest,
        Optional<List<String>> proxies,
        Optional<Relying> passkeys,
        Optional<IdentityProvider> provider,
        Set<Role> secondFactor,
        Optional<Path> breached) {

    public SignInSettings {
        secondFactor = Set.copyOf(secondFactor);
    }

    static final Duration USUAL_IDLE = Duration.ofMinutes(30);
    static final Duration USUAL_LONGEST = Duration.ofHours(12);

    /**
     * For whom passkeys are made.
     *
     * @param id the host name to which browsers tie them, or one that it is part of
     * @param origins from which they are accepted
     */
    public record Relying(String id, Set<String> origins) {

        public Relying {
            origins = Set.copyOf(origins);
        }
    }

    /**
     * Who vouches for people by OpenID Connect.
     *
     * @param label on the button
     * @param secret where it is kept, {@code env:NAME} or {@code file:PATH}
     * @param match the claim that holds the sign-in name; of an {@code email} it must say that it is verified
     * @param roles who gets which role by a claim; absent where administrators give every role
     * @param strength how strongly it must have asked who somebody is
     */
    public record IdentityProvider(
            String label,
            String issuer,
            String clientId,
            Place secret,
            String match,
            List<String> scopes,
            Optional<ClaimedRoles> roles,
            ProviderStrength strength) {

        public IdentityProvider {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * Where a secret is kept.
     *
     * @param words {@code env:NAME} or {@code file:PATH}, the path from the home
     */
    public record Place(Path home, String words) {

        /** {@return the secret itself, if it is there}; read at the moment of its use */
        public Optional<String> read() {
            String found;
            if (words.startsWith("env:")) {
                found = System.getenv(words.substring("env:".length()));
            } else {
                try {
                    found = Files.readString(home.resolve(words.substring("file:".length())));
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
            return Optional.ofNullable(found).map(String::strip).filter(secret -> !secret.isEmpty());
        }
    }

    /** {@return whether people come over an encrypted line} */
    public boolean encrypted() {
        return server.map(address -> address.startsWith("https:")).orElse(false);
    }

    /**
     * {@return the settings of a home}; a file that cannot be used is a {@link HomeException} that tells every fault
     */
    public static SignInSettings of(DistrictHome home) {
        Path file = home.root().resolve("sign-in.yaml");
        if (!Files.isRegularFile(file)) {
            return new SignInSettings(
                    Optional.empty(),
                    USUAL_IDLE,
                    USUAL_LONGEST,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty());
        }
        try {
            return SignInFile.read(Files.readString(file), home.root());
        } catch (IOException e) {
            throw new HomeException("sign-in.yaml cannot be read; it must be text in UTF-8", e);
        }
    }
}
