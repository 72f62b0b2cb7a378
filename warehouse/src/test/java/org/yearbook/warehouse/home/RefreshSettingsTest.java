package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.NightSettings.Starter;
import org.yearbook.warehouse.home.RefreshSettings.Days;

/** What a district says of what is taken in more often than nightly, and of what the lake keeps. */
class RefreshSettingsTest {

    @TempDir
    Path folder;

    private DistrictHome home(String more) throws IOException {
        var home = new DistrictHome(folder);
        Files.writeString(home.settings(), "name: Cedar Valley\n" + more);
        return home;
    }

    @Test
    void howOftenAndOfWhatIsEnoughAndWithoutAWordNothingIsRefreshed() throws IOException {
        assertThat(RefreshSettings.of(home(""))).isEmpty();
        DistrictHome said = home("refresh: {every: 1h, sources: [attendance]}\n");
        assertThat(RefreshSettings.of(said))
                .contains(new RefreshSettings(
                        Duration.ofHours(1),
                        LocalTime.MIDNIGHT,
                        LocalTime.of(23, 59),
                        Days.ALL,
                        Starter.SERVER,
                        List.of("attendance"),
                        List.of()));
        assertThat(DistrictFile.read(said).name()).isEqualTo("Cedar Valley");
    }

    @Test
    void everythingCanBeSaid() throws IOException {
        RefreshSettings said = RefreshSettings.of(home("""
                refresh:
                  every: 90m
                  between: "07:00-17:00"
                  days: school
                  by: timer
                  files: ["attendance-*.csv", "bells.zip"]
                """)).orElseThrow();
        assertThat(said.every()).isEqualTo(Duration.ofMinutes(90));
        assertThat(said.from()).isEqualTo(LocalTime.of(7, 0));
        assertThat(said.until()).isEqualTo(LocalTime.of(17, 0));
        assertThat(said.days()).isEqualTo(Days.SCHOOL);
        assertThat(said.starter()).isEqualTo(Starter.TIMER);
        assertThat(said.takes("attendance-2025-26.csv")).isTrue();
        assertThat(said.takes("bells.zip")).isTrue();
        assertThat(said.takes("students.csv")).isFalse();
    }

    @Test
    void everyFaultIsTold() throws IOException {
        DistrictHome wrong =
                home("refresh: {every: 5m, between: 17-7, days: monday, by: cron, files: [a/b], hourly: yes}\n");
        assertThatThrownBy(() -> RefreshSettings.of(wrong))
                .isInstanceOf(HomeException.class)
                .hasMessageContainingAll(
                        "'every' must be from 10m to 12h",
                        "'between' must be two times of one day",
                        "'days' cannot be 'monday'; it is one of all, weekdays, school",
                        "'by' cannot be 'cron'",
                        "'a/b' is not the name of a file",
                        "'hourly' is not known here");
        DistrictHome empty = home("refresh: {between: \"17:00-07:00\"}\n");
        assertThatThrownBy(() -> RefreshSettings.of(empty))
                .hasMessageContainingAll(
                        "'every' is missing", "'refresh' names nothing to take in", "the earlier first");
    }

    @Test
    void howOftenIsSaidAsPeopleSayIt() throws IOException {
        assertThat(RefreshSettings.of(home("refresh: {every: 60m, files: [a]}\n"))
                        .orElseThrow()
                        .often())
                .isEqualTo("every hour");
        assertThat(RefreshSettings.of(home("refresh: {every: 2h, files: [a]}\n"))
                        .orElseThrow()
                        .often())
                .isEqualTo("every 2 hours");
        assertThat(RefreshSettings.of(home("refresh: {every: 15m, files: [a]}\n"))
                        .orElseThrow()
                        .often())
                .isEqualTo("every 15 minutes");
    }

    @Test
    void theLakeKeepsFourHundredDaysUnlessTheDistrictSaysOtherwise() throws IOException {
        assertThat(RetentionSettings.of(home("")).lakeDays()).isEqualTo(400);
        assertThat(RetentionSettings.of(home("retention: {lake_days: 30}\n")).lakeDays())
                .isEqualTo(30);
        DistrictHome wrong = home("retention: {lake_days: -1, days: 3}\n");
        assertThatThrownBy(() -> RetentionSettings.of(wrong))
                .hasMessageContainingAll("'lake_days' must be a whole number", "'days' is not known here");
    }
}
