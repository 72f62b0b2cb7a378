package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.SamplePublication;

/** A demonstration that somebody opens long after its last night. */
class DemonstrationTest {

    private static final Clock LONG_AFTER = Clock.fixed(Instant.parse("2027-01-10T03:30:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private static String words(TestServer server, String page) {
        return server.visitor("superintendent")
                .get(page)
                .body()
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
    }

    @Test
    void aSimulatedDistrictStaysOnTheDayOfItsLastNight() throws IOException {
        var sample = SamplePublication.emptyHome(folder);
        sample.publish("20260515T020000-a", "2026-05-15", Map.of());
        Files.createDirectory(sample.home().simulated());
        var server = TestServer.start(sample, true, LONG_AFTER);
        try {
            assertThat(words(server, "/"))
                    .contains("Friday, May 15, 2026", "A demonstration: its day is that of its last night")
                    .doesNotContain("2027", "days ago");
            assertThat(words(server, "/exports")).doesNotContain("2027");
            sample.publish("20260520T020000-a", "2026-05-20", Map.of());
            assertThat(words(server, "/")).contains("Wednesday, May 20, 2026");
        } finally {
            server.close();
        }
    }

    @Test
    void anyOtherDistrictGoesByItsClockAlsoForDemoPeople() {
        var sample = SamplePublication.emptyHome(folder);
        sample.publish("20260515T020000-a", "2026-05-15", Map.of());
        var server = TestServer.start(sample, true, LONG_AFTER);
        try {
            assertThat(words(server, "/"))
                    .contains("Saturday, January 9, 2027", "The last night was 239 days ago")
                    .doesNotContain("A demonstration");
        } finally {
            server.close();
        }
    }
}
