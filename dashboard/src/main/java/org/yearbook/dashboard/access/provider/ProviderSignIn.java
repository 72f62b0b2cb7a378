package org.yearbook.dashboard.access.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.access.WayIn;
import org.yearbook.dashboard.access.Welcome;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.ClaimedAccounts;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.ProviderTies;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.answer.Organization;

/**
 * The way in by the identity provider: authorization code with PKCE, state and nonce. Its tokens are checked and
 * forgotten; Yearbook asks nothing of the provider in anybody's name.
 */
@Configuration(proxyBeanMethods = false)
class ProviderSignIn {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);
    private static final String WITH = "/sign-in/with/" + Discovery.REGISTRATION;

    @Bean
    OurPeople.Rooms roomsOfPeople(
            People people,
            ProviderTies ties,
            ClaimedAccounts claimed,
            Passwords passwords,
            AuditTrail audit,
            Editions editions) {
        return new OurPeople.Rooms(people, ties, claimed, passwords, audit, () -> schools(editions));
    }

    @Bean
    WayIn byProvider(Voucher voucher, OurPeople.Rooms rooms, Clock clock) {
        return (http, welcome) -> voucher.settings()
                .ifPresent(provider -> open(http, welcome, voucher, new OurPeople(provider, rooms, clock)));
    }

    /** Before the first night there is none, and so no role at a school. */
    private static Set<String> schools(Editions editions) {
        try {
            return editions.ask(Answers::organizations).stream()
                    .filter(place -> !place.district())
                    .map(Organization::id)
                    .collect(Collectors.toSet());
        } catch (NoPublicationException e) {
            return Set.of();
        }
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> identityTokens() {
        return new IdentityTokens();
    }

    private static void open(HttpSecurity http, Welcome welcome, Voucher voucher, OurPeople ours) {
        http.oauth2Login(login -> login.loginPage("/sign-in")
                .clientRegistrationRepository(voucher)
                .authorizedClientRepository(new KeepsNothing())
                .loginProcessingUrl(Discovery.ANSWER)
                .authorizationEndpoint(there -> there.authorizationRequestResolver(questions(voucher)))
                .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(TokenDoor.client()))
                .userInfoEndpoint(info -> info.oidcUserService(ours))
                .successHandler(welcome)
                .failureHandler(ProviderSignIn::refused));
    }

    /**
     * Somebody who has to show again who they are must not be waved through by a sign-in of this morning. While the
     * provider is away there is nothing to ask; the page behind says so.
     */
    private static OAuth2AuthorizationRequestResolver questions(Voucher voucher) {
        var questions = new DefaultOAuth2AuthorizationRequestResolver(voucher, "/sign-in/with");
        questions.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce().andThen(question -> ask(question, voucher)));
        return new WhileThere(questions, voucher);
    }

    // Null is how Spring is told that the request is no question for the provider.
    @SuppressWarnings("NullAway")
    private record WhileThere(OAuth2AuthorizationRequestResolver questions, Voucher voucher)
            implements OAuth2AuthorizationRequestResolver {

        @Override
        public OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return request.getRequestURI().equals(WITH) && voucher.ready() ? questions.resolve(request) : null;
        }

        @Override
        public OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
            return questions.resolve(request, registration);
        }
    }

    private static void ask(OAuth2AuthorizationRequest.Builder question, Voucher voucher) {
        List<String> classes =
                voucher.settings().map(provider -> provider.strength().acr()).orElse(List.of());
        if (!classes.isEmpty()) {
            question.additionalParameters(more -> more.put("acr_values", String.join(" ", classes)));
        }
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && attributes.getRequest().getParameter("again") != null) {
            question.additionalParameters(more -> more.put("prompt", "login"));
        }
    }

    private static void refused(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        String code = reason instanceof OAuth2AuthenticationException told
                ? told.getError().getErrorCode()
                : reason.getClass().getSimpleName();
        if (code.equals(OurPeople.WEAK)) {
            response.sendRedirect("/sign-in?weak");
            return;
        }
        if (code.equals(OurPeople.UNKNOWN)) {
            response.sendRedirect("/sign-in?unknown");
            return;
        }
        if (code.equals(OAuth2ErrorCodes.ACCESS_DENIED)) {
            response.sendRedirect("/sign-in?denied");
            return;
        }
        if (code.equals("authorization_request_not_found")) {
            response.sendRedirect(isSignedIn(request) ? "/" : "/sign-in?stale");
            return;
        }
        // The code is one of the standard's words or of Spring's; whatever else it may be must not forge a line.
        Optional<String> answered = TokenDoor.answered(reason);
        LOG.warn(
                "Sign-in by the identity provider was refused: {}{}",
                code.replaceAll("[^A-Za-z0-9_.-]", "?"),
                answered.map(words -> ": " + words).orElse(""));
        response.sendRedirect(answered.isPresent() ? "/sign-in?fault" : "/sign-in?refused");
    }

    /** Who signed in meanwhile in another tab has nothing left to do in this one. */
    private static boolean isSignedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }

    /** Tokens of the provider are of no use here once they have told who somebody is. */
    private static final class KeepsNothing implements OAuth2AuthorizedClientRepository {

        // Null is how Spring is told that there is none.
        @Override
        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
        public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registration,
                @Nullable Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
