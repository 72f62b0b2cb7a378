package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.DistrictHome;

/** Whether a disk has the room for a night, told before it. */
class DiskRoomTest {

    private static final long MEGABYTE = 1_000_000;

    @TempDir
    Path folder;

    private DistrictHome home;
    private final AtomicLong free = new AtomicLong(1000 * MEGABYTE);

    @BeforeEach
    void open() throws IOException {
        home = new DistrictHome(folder);
        Files.createDirectories(home.state());
    }

    private DiskRoom room(boolean refresh) {
        return DiskRoom.of(home, refresh, free::get);
    }

    private void aNightThatNeeds(long megabytes) throws InterruptedException {
        try (var room = room(false)) {
            free.addAndGet(-megabytes * MEGABYTE);
            Thread.sleep(1200);
            free.addAndGet(megabytes * MEGABYTE / 2);
            room.remember();
        }
    }

    @Test
    void aNightIsWarnedWhenItsPeakMayNotFitAndARefreshIsJudgedByRefreshes() throws InterruptedException {
        try (var room = room(false)) {
            assertThat(room.judged()).as("no night tells").isEmpty();
        }
        aNightThatNeeds(400);
        free.set(501 * MEGABYTE);
        try (var room = room(false)) {
            assertThat(room.judged()).isEmpty();
        }
        free.set(499 * MEGABYTE);
        try (var room = room(false);
                var other = room(true)) {
            assertThat(room.judged())
                    .contains(
                            "The disk of the home has 499 MB left, and the last night needed 400 MB at its peak: this one"
                                    + " may not fit. Make room on the disk.");
            assertThat(other.judged()).isEmpty();
        }
    }

    @Test
    void aDiskOnWhichNotEvenThePublicationFitsIsRefused() throws IOException {
        Path publication = Files.createDirectories(home.publications().resolve("20260515T020000-a"));
        Files.writeString(
                publication.resolve("manifest.json"),
                "{\"publication\":\"20260515T020000-a\",\"night\":\"20260515T020000-a\",\"as_of\":\"2026-05-15\"}");
        Files.write(publication.resolve("internal.duckdb"), new byte[(int) (3 * MEGABYTE)]);
        free.set(2 * MEGABYTE);
        try (var room = room(false)) {
            assertThatThrownBy(room::judged)
                    .isInstanceOf(NoRoomException.class)
                    .hasMessageContaining("has 2 MB left, and the last publication alone takes 3 MB");
        }
        assertThat(FailureStory.sentence(new NoRoomException("There is no room.")))
                .isNotBlank();
    }

    @Test
    void roomIsSaidInWords() {
        assertThat(DiskRoom.words(3_450_000_000L)).isEqualTo("3.4 GB");
        assertThat(DiskRoom.words(120_900_000)).isEqualTo("120 MB");
    }
}
