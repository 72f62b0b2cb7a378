package org.yearbook.dashboard.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.yearbook.dashboard.state.Annotations;
import org.yearbook.dashboard.state.AskedStatements;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.ClaimedAccounts;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.KeptPackets;
import org.yearbook.dashboard.state.Letters;
import org.yearbook.dashboard.state.MetricWatch;
import org.yearbook.dashboard.state.NightStarts;
import org.yearbook.dashboard.state.Outbox;
import org.yearbook.dashboard.state.Packets;
import org.yearbook.dashboard.state.Passkeys;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.ProviderTies;
import org.yearbook.dashboard.state.SavedQueries;
import org.yearbook.dashboard.state.SecondFactors;
import org.yearbook.dashboard.state.SignInFailures;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.home.District;

/** Who may open what, and what a browser may do with it. Everything needs a sign-in unless it is named here. */
@Configuration(proxyBeanMethods = false)
public class SecurityRules implements WebMvcConfigurer {

    /**
     * All scripts and styles are files of this server. Charts are drawn on a canvas, so nothing needs an inline style;
     * data: images are the icons inside the style sheet.
     */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; object-src 'none'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentPerson());
    }

    @Bean
    Passwords passwords(SignInSettings settings, District district) {
        return new Passwords(settings.breached(), district.name());
    }

    @Bean
    FirstCode firstCode(Passwords passwords, Clock clock) {
        return new FirstCode(passwords, clock);
    }

    @Bean
    People people(StateDatabase database, Clock clock, District district) {
        return new People(database, clock, district.zone());
    }

    @Bean
    AuditTrail auditTrail(StateDatabase database, Clock clock) {
        return new AuditTrail(database, clock);
    }

    @Bean
    IssueLog issueLog(StateDatabase database, Clock clock, District district) {
        return new IssueLog(database, clock, district.zone());
    }

    @Bean
    Annotations annotations(StateDatabase database, Clock clock) {
        return new Annotations(database, clock);
    }

    @Bean
    Letters letters(StateDatabase database, Clock clock) {
        return new Letters(database, clock);
    }

    @Bean
    Packets packets(StateDatabase database, Clock clock) {
        return new Packets(database, clock);
    }

    @Bean
    KeptPackets keptPackets(StateDatabase database, Clock clock) {
        return new KeptPackets(database, clock);
    }

    @Bean
    Outbox outbox(StateDatabase database, Clock clock) {
        return new Outbox(database, clock);
    }

    @Bean
    NightStarts nightStarts(StateDatabase database, Clock clock) {
        return new NightStarts(database, clock);
    }

    @Bean
    MetricWatch metricWatch(StateDatabase database, Outbox outbox) {
        return new MetricWatch(database, outbox);
    }

    @Bean
    ClaimedAccounts claimedAccounts(StateDatabase database, People people) {
        return new ClaimedAccounts(database, people);
    }

    @Bean
    SavedQueries savedQueries(StateDatabase database, Clock clock) {
        return new SavedQueries(database, clock);
    }

    @Bean
    AskedStatements askedStatements(StateDatabase database) {
        return new AskedStatements(database);
    }

    @Bean
    SignInFailures signInFailures(StateDatabase database, Clock clock) {
        return new SignInFailures(database, clock);
    }

    @Bean
    ViewAs viewAs(People people, AuditTrail audit, Clock clock) {
        return new ViewAs(people, audit, clock);
    }

    @Bean
    Passkeys passkeys(StateDatabase database) {
        return new Passkeys(database);
    }

    @Bean
    ProviderTies providerTies(StateDatabase database, Clock clock) {
        return new ProviderTies(database, clock);
    }

    @Bean
    Sessions sessions(SignInSettings settings, Clock clock) {
        return new Sessions(clock, settings.idle(), settings.longest());
    }

    @Bean
    SecondFactors secondFactors(StateDatabase database, Clock clock) {
        return new SecondFactors(database, clock);
    }

    @Bean
    SecondFactorRule secondFactorRule(SignInSettings settings, SecondFactors factors) {
        return new SecondFactorRule(settings.secondFactor(), factors);
    }

    @Bean
    PasswordDoor passwordDoor(
            People people, Passwords passwords, SignInFailures failures, SecondFactorRule rule, AuditTrail audit) {
        return new PasswordDoor(people, passwords, failures, rule, audit);
    }

    /** Not a bean of its own: Spring would ask one that it finds a second time, and a wrong password count twice. */
    @Bean
    WayIn byPassword(PasswordDoor door, SecondFactorRule rule, Clock clock) {
        var signIn = new PasswordSignIn(door, rule, clock);
        return (http, welcome) -> http.authenticationProvider(signIn);
    }

    @Bean
    PersonFilter.Rooms roomsOfSessions(People people, Sessions sessions, ViewAs views, SecondFactorRule rule) {
        return new PersonFilter.Rooms(people, sessions, views, rule);
    }

    @Bean
    SecurityFilterChain rules(
            HttpSecurity http, PersonFilter.Rooms rooms, AuditTrail audit, Clock clock, List<WayIn> ways) {
        Sessions sessions = rooms.sessions();
        HttpSessionRequestCache requestCache = whereSomebodyWantedToGo();
        var welcome = new Welcome(sessions, audit, requestCache);
        http.addFilterBefore(new PersonFilter(rooms), AuthorizationFilter.class)
                .addFilterBefore(new RecentProof(requestCache, clock), AuthorizationFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(formsOfASession()))
                .requestCache(cache -> cache.requestCache(requestCache))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(
                                "/sign-in",
                                "/sign-in/**",
                                "/first",
                                "/health",
                                "/accessibility",
                                "/assets/**",
                                "/webjars/**")
                        .permitAll()
                        .requestMatchers("/people/**", "/audit/**", "/audit.csv", "/administration/*")
                        .access((authentication, context) -> new AuthorizationDecision(administrator(context)))
                        .requestMatchers("/administration", "/who-saw/**", "/who-saw.csv")
                        .access((authentication, context) -> new AuthorizationDecision(mayAskWhoSaw(context)))
                        .requestMatchers("/who-is-who/**", "/years/**", "/exports/**")
                        .access((authentication, context) -> new AuthorizationDecision(seesEverybody(context)))
                        .requestMatchers("/annotations/**")
                        .access((authentication, context) -> new AuthorizationDecision(annotates(context)))
                        .requestMatchers("/workbench/**", "/catalogue/**")
                        .access((authentication, context) -> new AuthorizationDecision(asks(context)))
                        .requestMatchers("/schools/**")
                        .access((authentication, context) -> new AuthorizationDecision(seesWholeSchools(context)))
                        .requestMatchers("/technology/**")
                        .access((authentication, context) -> new AuthorizationDecision(seesTechnology(context)))
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .successHandler(welcome)
                        .failureHandler((request, response, reason) -> refused(request, response, reason, clock)))
                .logout(out -> out.addLogoutHandler(rooms.views())
                        .logoutUrl("/sign-out")
                        .addLogoutHandler(new HeaderWriterLogoutHandler(
                                new ClearSiteDataHeaderWriter(Directive.CACHE, Directive.STORAGE)))
                        .addLogoutHandler((request, response, authentication) -> leave(sessions, authentication))
                        .logoutSuccessHandler(SecurityRules::goodbye))
                .exceptionHandling(faults -> faults.authenticationEntryPoint(SecurityRules::toTheDoor)
                        .accessDeniedHandler(new RefusedAccess(audit)))
                .headers(SecurityRules::headers);
        ways.forEach(way -> way.open(http, welcome));
        return http.build();
    }

    private static void leave(Sessions sessions, @Nullable Authentication authentication) {
        SignedIn.of(authentication).map(SignedIn::handle).ifPresent(sessions::end);
    }

    /** Whoever came by somebody else's sign-in is told that they are still signed in there. */
    private static void goodbye(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        boolean vouched = SignedIn.of(authentication)
                .filter(signedIn -> signedIn.way() == Way.PROVIDER)
                .isPresent();
        response.sendRedirect(vouched ? "/sign-in?out&there" : "/sign-in?out");
    }

    private static HttpSessionCsrfTokenRepository formsOfASession() {
        var forms = new HttpSessionCsrfTokenRepository();
        forms.setSessionAttributeName(ViewAs.FORMS);
        return forms;
    }

    // Null is how Spring is told to leave the address of the page as it was.
    @SuppressWarnings("NullAway")
    private static HttpSessionRequestCache whereSomebodyWantedToGo() {
        var cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    private static boolean administrator(RequestAuthorizationContext context) {
        return CurrentPerson.of(context.getRequest()).map(Person::administrator).orElse(false);
    }

    private static boolean mayAskWhoSaw(RequestAuthorizationContext context) {
        return CurrentPerson.of(context.getRequest()).map(Person::mayAskWhoSaw).orElse(false);
    }

    /** Who is who shows records of HR and of every school side by side; years tell of all numbers. */
    private static boolean seesEverybody(RequestAuthorizationContext context) {
        return CurrentPerson.of(context.getRequest())
                .map(person -> person.role().seesEveryNumber())
                .orElse(false);
    }

    /** The work lists name accounts and employees of every school. */
    private static boolean seesTechnology(RequestAuthorizationContext context) {
        return CurrentPerson.of(context.getRequest())
                .map(person -> person.role().seesTechnology())
                .orElse(false);
    }

    private static boolean annotates(RequestAuthorizationContext context) {
        return CurrentPerson.of(context.getRequest())
                .map(person -> person.role().annotates())
                .orElse(false);
    }

    private static boolean asks(RequestAuthorizationContext context) {
        return CurrentPerson.of(context.getRequest())
                .map(person -> !person.role().asks().isEmpty())
                .orElse(false);
    }

    private static boolean seesWholeSchools(RequestAuthorizationContext context) {
        return CurrentPerson.of(context.getRequest())
                .map(person -> person.role().seesWholeSchools())
                .orElse(false);
    }

    private static void refused(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason, Clock clock)
            throws IOException {
        if (reason instanceof CodeNeeded half) {
            HalfWay.keep(request, half.person(), clock.instant());
            response.sendRedirect(HalfWay.PAGE);
            return;
        }
        response.sendRedirect(
                reason instanceof LockedException
                        ? "/sign-in?wait"
                        : reason instanceof CredentialsExpiredException ? "/sign-in?late" : "/sign-in?wrong");
    }

    /** A part of a page that htmx asked for cannot become the sign-in page; the whole page has to. */
    private static void toTheDoor(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, jakarta.servlet.ServletException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            new LoginUrlAuthenticationEntryPoint("/sign-in").commence(request, response, reason);
        }
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    }
}
