package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;

class SimulatedNightTest {

    @TempDir
    Path folder;

    private TestLanding landing;
    private Path district;

    @BeforeEach
    void simulate() {
        landing = new TestLanding(folder.resolve("home"));
        district = folder.resolve("district");
        Simulation.write(new SimulationPlan(
                60, 2, 7, district, DirtProfile.of("realistic"), 2, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
    }

    private void deliver(String night) throws IOException {
        try (Stream<Path> files = Files.list(district.resolve(night))) {
            for (Path file : files.toList()) {
                Files.copy(file, landing.home.inbox().resolve(file.getFileName()));
            }
        }
    }

    @Test
    void everyRowOfANightIsInParquetOrRejected() throws IOException {
        deliver("night-001");
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh()).allSatisfy(file -> {
            assertThat(TestLanding.stored(file) + file.rejected()).isEqualTo(file.delivered());
        });
        assertThat(landing.home.inbox())
                .isDirectoryContaining("glob:**/.taken")
                .isDirectoryNotContaining("glob:**.csv");
        deliver("night-001");
        result = landing.night();
        assertThat(result.fresh()).isEmpty();
        deliver("night-002");
        result = landing.night();
        assertThat(result.held()).isEmpty();
    }
}
