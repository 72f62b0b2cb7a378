package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.DistrictHome;

class NightIdTest {

    @TempDir
    Path folder;

    @Test
    void aNightIsNamedByWhenItBegan() {
        assertThat(NightId.next(new DistrictHome(folder), Instant.parse("2026-06-01T07:00:00.9Z")))
                .matches("20260601T070000-[0-9a-f]{6}");
    }

    @Test
    void aNightComesAfterThoseBeforeItAlthoughTheClockWasSetBack() throws IOException {
        var home = new DistrictHome(folder);
        Files.createDirectories(home.runs().resolve("20261101T063000-ffffff"));
        Files.createDirectories(home.runs().resolve("20261101T055959-000000"));
        Files.writeString(home.runs().resolve("last-failure.txt"), "no night");

        assertThat(NightId.next(home, Instant.parse("2026-11-01T06:00:00Z"))).startsWith("20261101T063001-");
        assertThat(NightId.next(home, Instant.parse("2026-11-01T06:30:00Z")))
                .as("in the same second")
                .startsWith("20261101T063001-");
        assertThat(NightId.next(home, Instant.parse("2026-11-01T06:31:00Z"))).startsWith("20261101T063100-");
    }
}
