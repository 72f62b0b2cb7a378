package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.ingest.source.folder.Inbox;

/** Kills a landing in a process of its own, after one file, after some, after many, and lets the next one go on. */
class KilledLandingTest {

    @TempDir
    Path folder;

    /** Lands what lies in the inbox of a home and prints a line for each landed file. */
    static final class Process {

        private Process() {}

        /** Arguments: the home. */
        public static void main(String[] arguments) {
            var landing = new TestLanding(Path.of(arguments[0]));
            landing.land()
                    .land(
                            Inbox.scan(landing.home.inbox()),
                            landing.lastNight(),
                            (file, source, rows, took) -> System.out.println(file));
        }
    }

    private static List<String> inForce(TestLanding landing) {
        return landing.land().current().stream()
                .map(inForce -> inForce.contractId() + " " + inForce.schoolYear() + " "
                        + inForce.files().stream()
                                .map(file -> file.file() + " " + file.sha256() + " " + TestLanding.stored(file))
                                .toList())
                .toList();
    }

    private TestLanding home(String name, Path night) throws IOException {
        var landing = new TestLanding(folder.resolve(name));
        try (Stream<Path> files = Files.list(night)) {
            for (Path file : files.toList()) {
                Files.copy(file, landing.home.inbox().resolve(file.getFileName()));
            }
        }
        return landing;
    }

    private static void kill(TestLanding landing, int afterFiles) throws IOException, InterruptedException {
        java.lang.Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Process.class.getName(),
                        landing.home.root().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader landed = process.inputReader()) {
            for (int file = 0; file < afterFiles; file++) {
                assertThat(landed.readLine()).as("a landed file").isNotNull();
            }
            process.destroyForcibly();
            process.waitFor();
        }
    }

    @Test
    void theNextLandingEndsWhereOneWithoutAKillWouldHave() throws IOException, InterruptedException {
        Path district = folder.resolve("district");
        Simulation.write(new SimulationPlan(
                40, 1, 7, district, DirtProfile.none(), 1, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
        Path night = district.resolve("night-001");
        TestLanding whole = home("whole", night);
        whole.look();
        TestLanding killed = home("killed", night);
        for (int files : new int[] {1, 4, 3}) {
            kill(killed, files);
            assertThat(killed.land().current())
                    .allSatisfy(inForce -> assertThat(inForce.files())
                            .allSatisfy(file -> assertThat(TestLanding.stored(file) + file.rejected())
                                    .isEqualTo(file.delivered())));
        }
        LandingResult rest = killed.look();
        assertThat(rest.unchanged()).as("what was landed before a kill").isNotEmpty();
        assertThat(rest.fresh()).isNotEmpty();
        assertThat(inForce(killed)).isEqualTo(inForce(whole));
        assertThat(killed.home.landing().resolve(".work")).doesNotExist();
    }
}
