package org.yearbook.dashboard.health;

import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.yearbook.dashboard.schedule.NightStanding;
import org.yearbook.dashboard.schedule.NightWatch;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;

/** Whether the server can work, part by part. A part that cannot tells the kind of the fault, never its words. */
@Configuration(proxyBeanMethods = false)
class HealthBeans {

    /** Whoever reaches the port of the programs that watch is on this machine, and reads nothing of anybody there. */
    @Bean
    @Order(0)
    @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
    SecurityFilterChain monitor(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    HealthIndicator stateDatabaseHealthIndicator(StateDatabase database) {
        return () -> told(health -> {
            database.sql().selectOne().fetch();
            return health.up();
        });
    }

    @Bean
    HealthIndicator publicationHealthIndicator(Editions editions, Watched watched) {
        return () -> told(health -> {
            try {
                Edition edition = editions.ask(Answers::edition);
                return health.up()
                        .withDetail("publication", edition.publication())
                        .withDetail("asOf", edition.asOf().toString())
                        .withDetail("ageDays", watched.days(edition.asOf()));
            } catch (NoPublicationException e) {
                return health.unknown();
            }
        });
    }

    @Bean
    HealthIndicator nightHealthIndicator(NightWatch nights) {
        return () -> told(health ->
                nights.standing().map(standing -> told(health, standing)).orElseGet(health::unknown));
    }

    /** Of a source that is refreshed between nights; unknown where none is. */
    @Bean
    HealthIndicator refreshHealthIndicator(Editions editions, RefreshWatch refreshes) {
        return () -> told(health -> {
            try {
                return told(health, editions.ask(refreshes::ages));
            } catch (NoPublicationException e) {
                return health.unknown();
            }
        });
    }

    private static Health.Builder told(Health.Builder health, List<RefreshWatch.Age> ages) {
        List<String> late = ages.stream()
                .filter(RefreshWatch.Age::late)
                .map(age -> age.contract() + ": " + age.at())
                .toList();
        Health.Builder told = ages.isEmpty() ? health.unknown() : late.isEmpty() ? health.up() : health.down();
        return late.isEmpty() ? told : told.withDetail("late", late);
    }

    private static Health.Builder told(Health.Builder health, NightStanding standing) {
        return (standing.missing() ? health.down() : health.up())
                .withDetail("night", standing.night().toString())
                .withDetail("due", standing.at().toString())
                .withDetail("state", standing.state().name())
                .withDetail("tries", standing.tries());
    }

    private static Health told(UnaryOperator<Health.Builder> question) {
        try {
            return question.apply(new Health.Builder()).build();
        } catch (RuntimeException e) {
            return new Health.Builder()
                    .down()
                    .withDetail("fault", e.getClass().getName())
                    .build();
        }
    }
}
