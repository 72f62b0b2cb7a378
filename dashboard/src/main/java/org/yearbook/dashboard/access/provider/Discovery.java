package org.yearbook.dashboard.access.provider;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.yearbook.dashboard.access.SignInSettings.IdentityProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Asks an identity provider where its doors are, as OpenID Connect Discovery 1.0 has it. */
final class Discovery {

    static final String REGISTRATION = "district";
    static final String ANSWER = "/sign-in/answer";
    static final String ALGORITHMS = "id_token_signing_alg_values_supported";
    static final String END = "end_session_endpoint";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST = 1_000_000;

    private final IdentityProvider provider;
    private final String server;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param server where people open this server, for the way back */
    Discovery(IdentityProvider provider, String server) {
        this.provider = provider;
        this.server = server;
    }

    /** The provider cannot be used now; the message says why, without a secret. */
    static final class UnavailableException extends Exception {
        UnavailableException(String message) {
            super(message);
        }
    }

    /** {@return how to talk to the provider} */
    ClientRegistration ask() throws UnavailableException {
        String secret = provider.secret()
                .read()
                .orElseThrow(() -> new UnavailableException("the client's secret is not at "
                        + provider.secret().words() + ", where sign-in.yaml says that it is"));
        Map<String, Object> document = document();
        if (!provider.issuer().equals(document.get("issuer"))) {
            throw new UnavailableException("the provider says that it is another issuer than sign-in.yaml does");
        }
        try {
            return ClientRegistrations.fromOidcConfiguration(document)
                    .registrationId(REGISTRATION)
                    .clientId(provider.clientId())
                    .clientSecret(secret)
                    .clientName(provider.label())
                    .redirectUri(server + ANSWER)
                    .scope(provider.scopes())
                    .build();
        } catch (IllegalArgumentException e) {
            throw new UnavailableException("the provider's discovery document is not complete: " + e.getMessage());
        }
    }

    private Map<String, Object> document() throws UnavailableException {
        URI address = URI.create(provider.issuer().replaceAll("/$", "") + "/.well-known/openid-configuration");
        try {
            HttpResponse<java.io.InputStream> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new UnavailableException(address + " answers with status " + answer.statusCode());
                }
                return JsonMapper.shared()
                        .readValue(
                                new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8),
                                new TypeReference<Map<String, Object>>() {});
            }
        } catch (IOException e) {
            throw new UnavailableException(address + " cannot be reached: " + e);
        } catch (JacksonException e) {
            throw new UnavailableException(address + " answers with something that is not JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("the server is being stopped");
        }
    }

    /**
     * {@return how the provider may have signed what it says of people}: in every way that it lists and that a public
     * key proves; by RS256, which every provider must know, where it lists none
     */
    static Set<SignatureAlgorithm> algorithms(ClientRegistration registration) {
        Object listed =
                registration.getProviderDetails().getConfigurationMetadata().get(ALGORITHMS);
        Set<SignatureAlgorithm> known = listed instanceof List<?> names
                ? Arrays.stream(SignatureAlgorithm.values())
                        .filter(way -> names.contains(way.getName()))
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
        return known.isEmpty() ? Set.of(SignatureAlgorithm.RS256) : known;
    }
}
