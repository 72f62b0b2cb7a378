package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.NightSettings.Starter;

/** What a district says of its nights. */
class NightSettingsTest {

    @TempDir
    Path folder;

    private DistrictHome home(String nights) throws IOException {
        var home = new DistrictHome(folder);
        Files.writeString(home.settings(), "name: Cedar Valley\n" + nights);
        return home;
    }

    @Test
    void aTimeIsEnoughAndWithoutAWordThereIsNoSchedule() throws IOException {
        assertThat(NightSettings.of(home(""))).isEmpty();
        DistrictHome said = home("nights: {at: \"02:30\"}\n");
        assertThat(NightSettings.of(said))
                .contains(new NightSettings(
                        LocalTime.of(2, 30), Starter.SERVER, 3, Duration.ofMinutes(20), Duration.ofHours(3)));
        assertThat(DistrictFile.read(said).name()).isEqualTo("Cedar Valley");
    }

    @Test
    void everythingCanBeSaid() throws IOException {
        assertThat(NightSettings.of(
                        home("nights: {at: 23:15, by: timer, tries: 5, retry_minutes: 1, alarm_minutes: 60}\n")))
                .contains(new NightSettings(
                        LocalTime.of(23, 15), Starter.TIMER, 5, Duration.ofMinutes(1), Duration.ofHours(1)));
    }

    @Test
    void everyFaultIsTold() throws IOException {
        DistrictHome wrong = home("nights: {at: half past two, by: cron, tries: 0, retries: 3}\n");
        assertThatThrownBy(() -> NightSettings.of(wrong))
                .isInstanceOf(HomeException.class)
                .hasMessageContainingAll(
                        "'at' is not a time of the day",
                        "'by' cannot be 'cron'; it is one of server, timer",
                        "'tries' must be a whole number from 1 to 20",
                        "'retries' is not known here");
        DistrictHome empty = home("nights: {by: timer}\n");
        assertThatThrownBy(() -> NightSettings.of(empty)).hasMessageContaining("'at' is missing");
    }
}
