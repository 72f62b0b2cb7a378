package org.yearbook.dashboard.access.factor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.yearbook.dashboard.access.HalfWay;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.access.Proven;
import org.yearbook.dashboard.access.Way;
import org.yearbook.dashboard.access.WayIn;
import org.yearbook.dashboard.access.Welcome;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SecondFactors;
import org.yearbook.dashboard.state.SignInFailures;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;

/** The second step of whoever came with a password and has a second factor. */
@Configuration(proxyBeanMethods = false)
class CodeSignIn {

    private record Holder(Person person, Instant at) implements Proven {
        @Override
        public Way way() {
            return Way.PASSWORD_AND_CODE;
        }
    }

    @Bean
    SecretSafe secretSafe(DistrictHome home) {
        return new SecretSafe(home.state().resolve("second-factor.key"), new SecureRandom());
    }

    @Bean
    FactorDoor factorDoor(
            SecondFactors factors,
            SecretSafe safe,
            Passwords passwords,
            SignInFailures failures,
            AuditTrail audit,
            Clock clock) {
        return new FactorDoor(factors, safe, passwords, failures, audit, clock);
    }

    @Bean
    NewFactor newFactor(SecondFactors factors, SecretSafe safe, District district) {
        return new NewFactor(factors, safe, "Yearbook " + district.name(), new SecureRandom());
    }

    @Bean
    WayIn byCode(FactorDoor door, People people, Clock clock) {
        return (http, welcome) -> http.with(new Door(new Step(door, people, clock), welcome));
    }

    private static final class Door extends AbstractHttpConfigurer<Door, HttpSecurity> {

        private final Step step;

        Door(Step step, Welcome welcome) {
            this.step = step;
            step.setAuthenticationSuccessHandler(welcome);
        }

        @Override
        public void configure(HttpSecurity http) {
            step.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
            http.addFilterBefore(step, UsernamePasswordAuthenticationFilter.class);
        }
    }

    /** Asks for the code. Nobody is signed in before it is right. */
    private static final class Step extends AbstractAuthenticationProcessingFilter {

        private final FactorDoor door;
        private final People people;
        private final Clock clock;

        Step(FactorDoor door, People people, Clock clock) {
            super(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, HalfWay.PAGE));
            this.door = door;
            this.people = people;
            this.clock = clock;
            setAuthenticationFailureHandler(Step::refused);
        }

        @Override
        public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
            Person person = HalfWay.of(request, clock.instant())
                    .flatMap(half -> people.byId(half.person())
                            .filter(Person::enabled)
                            .filter(found -> found.stamp() == half.stamp()))
                    .orElseThrow(() -> new CredentialsExpiredException("nobody is half way"));
            String typed = Optional.ofNullable(request.getParameter("code")).orElse("");
            return switch (door.ask(person, typed, request.getRemoteAddr())) {
                case RIGHT ->
                    UsernamePasswordAuthenticationToken.authenticated(
                            new Holder(person, clock.instant()), null, List.of());
                case WRONG -> throw new BadCredentialsException("wrong");
                case THROTTLED -> throw new LockedException("throttled");
                case SPENT -> throw new DisabledException("spent");
            };
        }

        private static void refused(
                HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
                throws IOException {
            if (reason instanceof BadCredentialsException) {
                response.sendRedirect(HalfWay.PAGE + "?wrong");
                return;
            }
            HalfWay.forget(request);
            response.sendRedirect(
                    reason instanceof LockedException
                            ? "/sign-in?wait"
                            : reason instanceof DisabledException ? "/sign-in?spent" : "/sign-in?over");
        }
    }
}
