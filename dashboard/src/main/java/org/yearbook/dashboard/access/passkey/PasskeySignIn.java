package org.yearbook.dashboard.access.passkey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.authentication.PublicKeyCredentialRequestOptionsFilter;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationRequestToken;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.security.web.webauthn.registration.PublicKeyCredentialCreationOptionsFilter;
import org.springframework.security.web.webauthn.registration.WebAuthnRegistrationFilter;
import org.yearbook.dashboard.access.Proven;
import org.yearbook.dashboard.access.SignInSettings;
import org.yearbook.dashboard.access.SignInSettings.Relying;
import org.yearbook.dashboard.access.Way;
import org.yearbook.dashboard.access.WayIn;
import org.yearbook.dashboard.access.Welcome;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.ClaimedAccounts;
import org.yearbook.dashboard.state.Passkeys;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.home.District;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way in by a passkey. The authenticator must know its owner by a finger, a face or a number: what one has and what
 * one is or knows, in one step.
 */
@Configuration(proxyBeanMethods = false)
class PasskeySignIn {

    private static final String OPTIONS = "/sign-in/passkey/options";
    private static final String ANSWER = "/sign-in/passkey";
    private static final String NEW_OPTIONS = "/account/passkeys/options";
    private static final String NEW = "/account/passkeys";

    private record Holder(Person person, Instant at) implements Proven {
        @Override
        public Way way() {
            return Way.PASSKEY;
        }
    }

    @Bean
    WayIn byPasskey(
            SignInSettings settings,
            District district,
            Passkeys passkeys,
            People people,
            ClaimedAccounts claimed,
            AuditTrail audit,
            Clock clock) {
        return (http, welcome) -> settings.passkeys().ifPresent(relying -> {
            var store = new PasskeyStore(passkeys, people);
            var own = new OwnPasskeys(standard(relying, district, store), store, passkeys, people, claimed, audit);
            http.with(new Doors(own, store, token -> holder(token, own, people, audit, clock), welcome));
        });
    }

    private static Webauthn4JRelyingPartyOperations standard(Relying relying, District district, PasskeyStore store) {
        var party = PublicKeyCredentialRpEntity.builder()
                .id(relying.id())
                .name("Yearbook, " + district.name())
                .build();
        var standard = new Webauthn4JRelyingPartyOperations(store, store, party, relying.origins());
        standard.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        // No list of keys: whoever asks before signing in must not learn who has one.
        standard.setCustomizeRequestOptions(options ->
                options.userVerification(UserVerificationRequirement.REQUIRED).allowCredentials(List.of()));
        return standard;
    }

    private static Authentication holder(
            Authentication attempt, OwnPasskeys own, People people, AuditTrail audit, Clock clock) {
        if (!(attempt instanceof WebAuthnAuthenticationRequestToken token)) {
            throw new BadCredentialsException("not a passkey");
        }
        PublicKeyCredentialUserEntity entity;
        try {
            entity = own.authenticate(token.getWebAuthnRequest());
        } catch (RuntimeException e) {
            audit.atTheDoor("passkey", "sign-in.refused");
            throw new BadCredentialsException("refused", e);
        }
        Person person = people.bySignIn(entity.getName())
                .filter(Person::enabled)
                .orElseThrow(() -> {
                    audit.atTheDoor(entity.getName(), "sign-in.refused");
                    return new BadCredentialsException("closed");
                });
        return UsernamePasswordAuthenticationToken.authenticated(new Holder(person, clock.instant()), null, List.of());
    }

    /** The addresses at which a browser's script asks and answers. */
    private static final class Doors extends AbstractHttpConfigurer<Doors, HttpSecurity> {

        private final OwnPasskeys own;
        private final PasskeyStore store;
        private final AuthenticationManager manager;
        private final Welcome welcome;

        Doors(OwnPasskeys own, PasskeyStore store, AuthenticationManager manager, Welcome welcome) {
            this.own = own;
            this.store = store;
            this.manager = manager;
            this.welcome = welcome;
        }

        @Override
        public void configure(HttpSecurity http) {
            var answer = new WebAuthnAuthenticationFilter();
            answer.setRequiresAuthenticationRequestMatcher(post(ANSWER));
            answer.setAuthenticationManager(manager);
            answer.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
            answer.setAuthenticationSuccessHandler((request, response, authentication) ->
                    tell(response, welcome.enterByScript(request, response, authentication)));
            answer.setAuthenticationFailureHandler(
                    (request, response, reason) -> response.setStatus(HttpServletResponse.SC_UNAUTHORIZED));
            var options = new PublicKeyCredentialRequestOptionsFilter(own);
            options.setRequestMatcher(post(OPTIONS));
            var fresh = new PublicKeyCredentialCreationOptionsFilter(own);
            fresh.setRequestMatcher(post(NEW_OPTIONS));
            var registration = new WebAuthnRegistrationFilter(store, own);
            registration.setRegisterCredentialMatcher(post(NEW));
            registration.setRemoveCredentialMatcher(Doors::never);
            http.addFilterBefore(answer, UsernamePasswordAuthenticationFilter.class)
                    .addFilterBefore(options, AuthorizationFilter.class)
                    .addFilterAfter(fresh, AuthorizationFilter.class)
                    .addFilterAfter(registration, AuthorizationFilter.class);
        }

        private static void tell(HttpServletResponse response, String next) throws IOException {
            response.setContentType("application/json");
            response.getWriter().write(JsonMapper.shared().writeValueAsString(Map.of("next", next)));
        }

        private static RequestMatcher post(String path) {
            return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, path);
        }

        private static boolean never(HttpServletRequest request) {
            return false;
        }
    }
}
