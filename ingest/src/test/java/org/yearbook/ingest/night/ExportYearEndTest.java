package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.publish.ClosedYearHome;
import picocli.CommandLine;

/** From a year that people closed to the federal file of its end, by commands alone. */
class ExportYearEndTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path root;

    private Said said = Said.NOTHING;

    private int export(String... arguments) {
        said = Said.by(new CommandLine(new ExportCommand(CLOCK, Map.of())), arguments);
        return said.status();
    }

    private int freeze() {
        return export("freeze", "--home=" + root, "2024-25", "year-end", "--by", "A. Registrar");
    }

    /** {@return the last record of the only school: everybody who was absent often} */
    private String total(String version) throws IOException {
        try (Stream<Path> files =
                Files.list(root.resolve("exports/2024-25/FS195").resolve(version))) {
            List<Path> school = files.filter(
                            file -> file.getFileName().toString().startsWith("ILSCH"))
                    .toList();
            assertThat(school).hasSize(1);
            List<String> lines = Files.readAllLines(school.get(0));
            return lines.get(lines.size() - 1);
        }
    }

    @Test
    void theEndOfAClosedYearIsFrozenAndItsFileHasTheNumbersOfTheYearAsItWasClosed() throws IOException {
        var home = new ClosedYearHome(root);
        home.night("2025-10-15", 3);
        assertThat(freeze()).isEqualTo(2);
        assertThat(said.err())
                .contains("2024-25 is not closed. To close it: yearbook metrics freeze 2024-25 --by NAME");
        assertThat(home.close()).isZero();
        // A correction that came too late: by tonight's records two of them were absent, not three.
        home.night("2025-10-16", 2);
        assertThat(freeze()).as(said.err()).isZero();
        assertThat(said.out()).contains("year-end-1 of 2024-25 is frozen, from publication ", " of 2025-10-15.");
        assertThat(export("make", "--home=" + root, "FS195", "2024-25"))
                .as(said.err() + said.out())
                .isZero();
        assertThat(said.out()).contains("FS195 Chronic absenteeism, 2024-25: version 1 was made; ready.");
        assertThat(total("v0001")).contains("\t00100\t0001\tCHRONABSENT\t").endsWith("\t3");
        assertThat(export(
                        "sign", "--home=" + root, "FS195", "2024-25", "--version-number", "1", "--by", "A. Registrar"))
                .isZero();
        assertThat(freeze()).isZero();
        assertThat(said.out()).as("frozen once").contains("year-end-1 of 2024-25 is frozen");
        assertThat(export("freeze", "--home=" + root, "2024-25", "year-end", "--again", "--by", "A. Registrar"))
                .isZero();
        assertThat(said.out()).contains("year-end-2 of 2024-25 is frozen, from publication ", " of 2025-10-16.");
    }

    @Test
    void theEndOfAYearThatMovedBySignatureHasTheNumbersThatWereSigned() throws IOException {
        var home = new ClosedYearHome(root);
        home.night("2025-10-15", 3);
        assertThat(home.close()).isZero();
        home.night("2025-10-16", 2);
        assertThat(export("make", "--home=" + root, "FS195", "2024-25"))
                .as(said.err() + said.out())
                .isZero();
        assertThat(home.sign()).isZero();
        assertThat(freeze()).isEqualTo(2);
        assertThat(said.err()).contains("The publication in force does not show state 2 of 2024-25 yet. Run a night");
        home.night("2025-10-17", 2);
        assertThat(export("make", "--home=" + root, "FS195", "2024-25"))
                .as(said.err() + said.out())
                .isZero();
        assertThat(said.out()).contains("FS195 Chronic absenteeism, 2024-25: version 2 was made; ready.");
        assertThat(total("v0002")).contains("\t00100\t0001\tCHRONABSENT\t").endsWith("\t2");
        assertThat(total("v0001")).endsWith("\t3");
    }
}
