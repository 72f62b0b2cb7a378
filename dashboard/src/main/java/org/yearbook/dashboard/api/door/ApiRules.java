package org.yearbook.dashboard.api.door;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.yearbook.dashboard.access.CurrentPerson;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Problem;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.dashboard.state.Tokens;

/**
 * Who may ask what of the API. It knows no session and no cookie: without a token nothing opens but the description,
 * which tells nothing of the district. Roles open what they open on the pages.
 */
@Configuration(proxyBeanMethods = false)
class ApiRules {

    @Bean
    Tokens tokens(StateDatabase database, Clock clock) {
        return new Tokens(database, clock);
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, Tokens tokens, People people, AuditTrail audit, Clock clock) {
        http.securityMatcher(ApiPath.ROOT, ApiPath.ROOT + "/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new TokenFilter(tokens, people, audit, clock), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(ApiPath.ROOT + "/openapi.json", ApiPath.ROOT + "/openapi.yaml")
                        .permitAll()
                        .requestMatchers(ApiPath.ROOT + "/technology/**")
                        .access(needs(TokenScope.RECORDS, Role::seesTechnology))
                        .requestMatchers(ApiPath.ROOT + "/quality/issues/**")
                        .access(needs(TokenScope.RECORDS, role -> true))
                        .requestMatchers(ApiPath.ROOT + "/who-is-who/**")
                        .access(needs(TokenScope.RECORDS, Role::seesEveryNumber))
                        .requestMatchers(ApiPath.ROOT + "/exports/**")
                        .access(needs(TokenScope.NUMBERS, Role::seesEveryNumber))
                        .requestMatchers(ApiPath.ROOT + "/catalogue/**", ApiPath.ROOT + "/workbench/**")
                        .access(needs(
                                TokenScope.STATEMENTS, role -> !role.asks().isEmpty()))
                        .requestMatchers(ApiPath.ROOT + "/administration/people")
                        .access(needs(TokenScope.RECORDS, role -> role == Role.ADMINISTRATOR))
                        .requestMatchers(ApiPath.ROOT + "/administration/**")
                        .access(needs(TokenScope.NUMBERS, role -> role == Role.ADMINISTRATOR))
                        .requestMatchers(ApiPath.ROOT + "/schools/**")
                        .access(needs(TokenScope.NUMBERS, Role::seesWholeSchools))
                        .anyRequest()
                        .access(needs(TokenScope.NUMBERS, role -> true)))
                .exceptionHandling(faults ->
                        faults.authenticationEntryPoint(ApiRules::noToken).accessDeniedHandler(ApiRules::refused))
                .headers(ApiRules::headers);
        return http.build();
    }

    /** A decision that remembers what was missing. */
    private static final class Refused extends AuthorizationDecision {

        private final Problem why;

        Refused(Problem why) {
            super(false);
            this.why = why;
        }
    }

    private static AuthorizationManager<RequestAuthorizationContext> needs(TokenScope scope, Predicate<Role> opens) {
        return (authentication, context) -> {
            Optional<Person> person = CurrentPerson.of(context.getRequest());
            Authentication who = authentication.get();
            if (person.isEmpty() || who == null) {
                return new AuthorizationDecision(false);
            }
            if (who.getAuthorities().stream()
                    .noneMatch(authority -> scope.code().equals(authority.getAuthority()))) {
                return remember(
                        context,
                        Trouble.SCOPE_MISSING,
                        "This needs a token with the scope " + scope.code() + "; yours has "
                                + who.getAuthorities().stream()
                                        .map(String::valueOf)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ". Make one on the page of your account.");
            }
            if (!opens.test(person.get().role())) {
                return remember(
                        context,
                        Trouble.NOT_FOR_YOU,
                        "It does not open to the role " + person.get().role().words()
                                + ", as the page of it does not. An administrator gives roles.");
            }
            return new AuthorizationDecision(true);
        };
    }

    private static Refused remember(RequestAuthorizationContext context, Trouble trouble, String detail) {
        var refused = new Refused(Problem.of(trouble, detail));
        context.getRequest().setAttribute(Refused.class.getName(), refused);
        return refused;
    }

    private static void noToken(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Yearbook\"");
        Problem.of(
                        Trouble.NO_TOKEN,
                        "Make a token on the page of your account, and send it as Authorization: Bearer ybk_... A"
                                + " sign-in in a browser does not count here.")
                .write(response);
    }

    private static void refused(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        if (request.getAttribute(Refused.class.getName()) instanceof Refused refused) {
            if (refused.why.type().endsWith(Trouble.SCOPE_MISSING.code())) {
                response.setHeader(
                        HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Yearbook\", error=\"insufficient_scope\"");
            }
            refused.why.write(response);
            return;
        }
        Problem.of(Trouble.NOT_FOR_YOU, "Your account does not cover it.").write(response);
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }
}
