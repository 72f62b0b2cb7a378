package org.yearbook.dashboard.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.StandingClock;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;

class FlightSettingsTest {

    @TempDir
    Path home;

    private FlightSettings settings(String text) throws IOException {
        Files.writeString(home.resolve("flight.yaml"), text);
        return FlightSettings.of(new DistrictHome(home)).orElseThrow();
    }

    @Test
    void withoutAFileNothingListens() {
        assertThat(FlightSettings.of(new DistrictHome(home))).isEmpty();
    }

    @Test
    void aLineToOthersIsEncrypted() throws IOException {
        Files.writeString(home.resolve("a.pem"), "certificate");
        Files.writeString(home.resolve("a.key"), "key");
        FlightSettings open =
                settings("version: 1\naddress: 0.0.0.0\nname: y.example\ncertificate: a.pem\nkey: a.key\n");
        assertThat(open.port()).isEqualTo(FlightSettings.USUAL_PORT);
        assertThat(open.name()).isEqualTo("y.example");
        assertThat(open.tls().orElseThrow().certificate()).isEqualTo(home.resolve("a.pem"));
        assertThatThrownBy(() -> settings("version: 1\naddress: 0.0.0.0\nplaintext: true\n"))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("'plaintext' is for this machine alone");
        assertThatThrownBy(() -> settings("version: 1\n")).hasMessageContaining("'certificate' and 'key' are missing");
        assertThatThrownBy(() -> settings("version: 1\ncertificate: gone.pem\nkey: a.key\n"))
                .hasMessageContaining("'certificate' names a file that cannot be read");
        assertThat(settings("version: 1\nplaintext: true\n").tls()).isEmpty();
    }

    @Test
    void everyFaultIsTold() {
        assertThatThrownBy(() -> settings("port: many\ntls: yes\nplaintext: true\n"))
                .hasMessageContaining("'version' must be 1")
                .hasMessageContaining("'port' must be a whole number from 0 to 65535")
                .hasMessageContaining("'tls' is not a setting");
        assertThatThrownBy(() -> settings("version: [1\n")).hasMessageContaining("flight.yaml is not valid YAML");
    }

    @Test
    void whatIsKeptForAPersonIsNobodyElsesAndGoesInTime() {
        var clock = new StandingClock(Instant.parse("2026-06-01T08:00:00Z"));
        var kept = new Kept<String>(clock, Duration.ofMinutes(2), 2);
        String first = kept.keep(1, "first");
        assertThat(kept.find(2, first)).isEmpty();
        assertThat(kept.find(1, first)).contains("first");
        clock.after(Duration.ofSeconds(121));
        assertThat(kept.find(1, first)).isEmpty();
        String oldest = kept.keep(1, "oldest");
        String middle = kept.keep(1, "middle");
        kept.keep(1, "newest");
        assertThat(kept.find(1, oldest)).as("so many of a person, and no more").isEmpty();
        assertThat(kept.take(1, middle)).contains("middle");
        assertThat(kept.take(1, middle)).isEmpty();
    }
}
