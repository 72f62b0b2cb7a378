package org.yearbook.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** A real identity provider, Spring Authorization Server, on a port of its own. It demands PKCE. */
public final class IdentityServer implements AutoCloseable {

    public static final String CLIENT = "yearbook";
    public static final String SECRET = "a secret of the test: 5 % + more/less & =";
    public static final String PASSWORD = "pass";

    private final Map<String, Account> accounts;
    private final ConfigurableApplicationContext context;
    private final String issuer;

    private IdentityServer(Map<String, Account> accounts, ConfigurableApplicationContext context, String issuer) {
        this.accounts = accounts;
        this.context = context;
        this.issuer = issuer;
    }

    /** An account there; its name is the provider's own number of it. */
    public record Account(String email, boolean verified, Map<String, Object> more) {

        public Account(String email, boolean verified) {
            this(email, verified, Map.of());
        }
    }

    /** The accounts, as the parts of the provider get at them. */
    record Accounts(Map<String, Account> byName) {}

    /** Where it is, and where it sends people back to. */
    record Place(String issuer, String answer, SignatureAlgorithm signs) {}

    /** {@return the provider, ready to answer} */
    public static IdentityServer start(int port, String answer) {
        return start(port, answer, SignatureAlgorithm.RS256);
    }

    /** {@return one that signs for us in that way} It lists others besides. */
    public static IdentityServer start(int port, String answer, SignatureAlgorithm signs) {
        var accounts = new ConcurrentHashMap<String, Account>();
        String issuer = "http://localhost:" + port;
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Parts.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(Map.of(
                        "spring.config.name",
                        "identity",
                        "server.port",
                        port,
                        "server.servlet.session.cookie.name",
                        "provider",
                        "logging.threshold.console",
                        "OFF"))
                .initializers(fresh -> {
                    var beans = (GenericApplicationContext) fresh;
                    beans.registerBean(Accounts.class, () -> new Accounts(accounts));
                    beans.registerBean(Place.class, () -> new Place(issuer, answer, signs));
                })
                .run();
        return new IdentityServer(accounts, context, issuer);
    }

    public void put(String name, Account account) {
        accounts.put(name, account);
    }

    public String issuer() {
        return issuer;
    }

    @Override
    public void close() {
        context.close();
    }

    /** What it is made of. */
    @EnableAutoConfiguration(
            exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, JooqAutoConfiguration.class})
    static class Parts {

        @Bean
        @Order(1)
        SecurityFilterChain protocol(HttpSecurity http) {
            var server = new OAuth2AuthorizationServerConfigurer();
            http.securityMatcher(server.getEndpointsMatcher())
                    .with(
                            server,
                            protocol -> protocol.oidc(oidc ->
                                    oidc.providerConfigurationEndpoint(there -> there.providerConfigurationCustomizer(
                                            told -> told.idTokenSigningAlgorithm("ES256")))))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .exceptionHandling(
                            faults -> faults.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")));
            return http.build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain people(HttpSecurity http) {
            http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults());
            return http.build();
        }

        @Bean
        UserDetailsService accounts(Accounts accounts) {
            return name -> {
                if (!accounts.byName().containsKey(name)) {
                    throw new UsernameNotFoundException(name);
                }
                return User.withUsername(name)
                        .password("{noop}" + PASSWORD)
                        .roles("USER")
                        .build();
            };
        }

        @Bean
        RegisteredClientRepository clients(Place place) {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId("1")
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(place.answer())
                    .scope("openid")
                    .scope("email")
                    .scope("profile")
                    .clientSettings(ClientSettings.builder()
                            .requireProofKey(true)
                            .requireAuthorizationConsent(false)
                            .build())
                    .tokenSettings(TokenSettings.builder()
                            .idTokenSignatureAlgorithm(place.signs())
                            .build())
                    .build());
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(Accounts accounts) {
            return context -> {
                Account account = accounts.byName().get(context.getPrincipal().getName());
                context.getClaims().claim("email", account.email()).claim("email_verified", account.verified());
                account.more().forEach(context.getClaims()::claim);
            };
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var rsa = new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID("test")
                    .build();
            var curve = KeyPairGenerator.getInstance("EC");
            curve.initialize(256);
            var other = curve.generateKeyPair();
            var ec = new ECKey.Builder(Curve.P_256, (ECPublicKey) other.getPublic())
                    .privateKey(other.getPrivate())
                    .keyID("curve")
                    .build();
            return new ImmutableJWKSet<>(new JWKSet(List.of(rsa, ec)));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        AuthorizationServerSettings settings(Place place) {
            return AuthorizationServerSettings.builder().issuer(place.issuer()).build();
        }
    }
}
