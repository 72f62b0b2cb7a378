package org.yearbook.dashboard.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.NightStarts;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.NightSettings;
import org.yearbook.warehouse.home.NightSettings.Starter;
import org.yearbook.warehouse.run.RunRecorder;

/** What a server makes of the records of nights, while they are written. */
class NightWatchTest {

    private static final int NIGHTS = 150;

    @TempDir
    Path folder;

    private static NightSettings settings() {
        Instant due = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(10));
        return new NightSettings(
                LocalTime.ofInstant(due, ZoneOffset.UTC),
                Starter.SERVER,
                2,
                Duration.ofMinutes(20),
                Duration.ofMinutes(180));
    }

    /** Each night has a home of its own: where one was done before, none is due. */
    private DistrictHome home(int night) throws IOException {
        var home = new DistrictHome(Files.createDirectories(folder.resolve("home-" + night)));
        Files.writeString(home.settings(), "name: Cedar Valley School District\ntime_zone: UTC\n");
        return home;
    }

    private static String id() {
        return DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now())
                + "-00000a";
    }

    @Test
    void aNightThatEndsWhileItIsLookedAtIsNotStartedAgain() throws Exception {
        NightSettings settings = settings();
        Clock clock = Clock.systemUTC();
        int looks = 0;
        try (StateDatabase database = StateDatabase.open(home(0))) {
            var starts = new NightStarts(database, clock);
            for (int night = 1; night <= NIGHTS; night++) {
                DistrictHome home = home(night);
                var watch = new NightWatch(home, DistrictFile.read(home), starts, Optional.of(settings), clock);
                assertThat(watch.toStart()).as("it is due").isPresent();
                try (var run = RunRecorder.begin(home, id(), LocalDate.now(clock), clock)) {
                    var end = CompletableFuture.runAsync(() -> run.published("of-this-night", false));
                    do {
                        assertThat(watch.toStart()).as("night %s", night).isEmpty();
                        looks++;
                    } while (!end.isDone());
                    end.join();
                }
            }
        }
        assertThat(looks).isGreaterThan(NIGHTS);
    }
}
