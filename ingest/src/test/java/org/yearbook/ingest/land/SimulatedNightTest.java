package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
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
                60, 2, 7, district, DirtProfile.of("severe"), 2, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
    }

    private Map<String, Long> deliver(String night) throws IOException {
        Map<String, Long> lines = new TreeMap<>();
        try (Stream<Path> files = Files.list(district.resolve(night))) {
            for (Path file : files.toList()) {
                Files.copy(file, landing.home.inbox().resolve(file.getFileName()));
                count(file, lines);
            }
        }
        return lines;
    }

    /** The simulator writes one row a line. */
    private static void count(Path file, Map<String, Long> lines) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".zip")) {
            try (Stream<String> text = Files.lines(file)) {
                lines.put(name, text.count() - 1);
            }
            return;
        }
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                if (!entry.getName().equals("manifest.csv")) {
                    var text = new BufferedReader(
                            new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8));
                    lines.put(name + "!" + entry.getName(), text.lines().count() - 1);
                }
            }
        }
    }

    @Test
    void everyRowOfANightIsInParquetOrRejected() throws IOException {
        Map<String, Long> lines = deliver("night-001");
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.findings()).isEmpty();
        Map<String, Long> accounted = new TreeMap<>();
        for (LandedFile file : result.fresh()) {
            assertThat(file.delivered()).as(file.file()).isEqualTo(TestLanding.stored(file) + file.rejected());
            accounted.put(file.file(), file.delivered());
        }
        assertThat(accounted).isEqualTo(lines);
        assertThat(landing.home.inbox()).isDirectoryNotContaining("glob:**.{csv,zip}");
    }

    @Test
    void theNextNightTakesThePlaceOfWhatChanged() throws IOException {
        deliver("night-001");
        landing.night();
        var before = landing.land().current();
        Map<String, Long> lines = deliver("night-002");
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh().size() + result.unchanged().size()).isEqualTo(lines.size());
        assertThat(result.unchanged()).isNotEmpty();
        var after = landing.land().current();
        assertThat(after.stream().map(inForce -> inForce.contractId() + inForce.schoolYear()))
                .containsExactlyElementsOf(before.stream()
                        .map(inForce -> inForce.contractId() + inForce.schoolYear())
                        .toList());
        assertThat(after).allSatisfy(inForce -> assertThat(inForce.files()).hasSize(1));
        assertThat(result.fresh())
                .allSatisfy(fresh -> assertThat(after)
                        .anySatisfy(inForce -> assertThat(inForce.files()).contains(fresh)));
    }

    @Test
    void theFirstNightDeliveredAgainIsUnchanged() throws IOException {
        Map<String, Long> lines = deliver("night-001");
        landing.night();
        deliver("night-001");
        LandingResult again = landing.night();
        assertThat(again.fresh()).isEmpty();
        assertThat(again.unchanged()).hasSize(lines.size());
    }
}
