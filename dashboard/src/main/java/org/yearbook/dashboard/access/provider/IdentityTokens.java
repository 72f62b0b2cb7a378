package org.yearbook.dashboard.access.provider;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Reads ID tokens (OpenID Connect Core 1.0, section 3.1.3.7) that are signed in any way that the provider lists.
 * Spring's own factory takes one way; which of those it lists a provider uses for this client, only its administrators
 * know.
 */
final class IdentityTokens implements JwtDecoderFactory<ClientRegistration> {

    private record Signed(String keys, Set<SignatureAlgorithm> ways) {}

    /** A decoder remembers the provider's keys. */
    private final Map<Signed, JwtDecoder> decoders = new ConcurrentHashMap<>();

    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        // A discovery document without it is refused before.
        String keys = Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri());
        var signed = new Signed(keys, Discovery.algorithms(registration));
        return decoders.computeIfAbsent(signed, unseen -> decoder(registration, unseen));
    }

    private static JwtDecoder decoder(ClientRegistration registration, Signed signed) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(signed.keys())
                .jwsAlgorithms(ways -> ways.addAll(signed.ways()))
                .build();
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        return decoder;
    }
}
