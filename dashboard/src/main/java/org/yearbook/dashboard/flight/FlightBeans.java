package org.yearbook.dashboard.flight;

import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yearbook.dashboard.access.PasswordDoor;
import org.yearbook.dashboard.access.SecondFactorRule;
import org.yearbook.dashboard.access.SignInSettings;
import org.yearbook.dashboard.desk.Desks;
import org.yearbook.dashboard.desk.Guides;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Tokens;

/** The wire of this server; it listens once the server has started, where the home wants it. */
@Configuration(proxyBeanMethods = false)
class FlightBeans {

    @Bean
    FlightWire.House flightHouse(
            People people,
            Tokens tokens,
            PasswordDoor passwords,
            SecondFactorRule rule,
            AuditTrail audit,
            SignInSettings signIn,
            Clock clock) {
        return new FlightWire.House(people, tokens, passwords, rule, audit, signIn, clock);
    }

    @Bean(destroyMethod = "close")
    FlightWire flightWire(ObjectProvider<FlightSettings> settings, FlightWire.House house, Desks desks, Guides guides) {
        return new FlightWire(Optional.ofNullable(settings.getIfAvailable()), house, desks, guides);
    }
}
