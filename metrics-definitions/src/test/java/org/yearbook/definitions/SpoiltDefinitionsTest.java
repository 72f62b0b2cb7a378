package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;

/** Definitions that a district wrote, however badly: read, or every fault told. */
class SpoiltDefinitionsTest {

    private static final Spoilt YAML = new Spoilt(
            ": :~ -~ [ ] { } &a~ *a !!java.lang.Object | > ' \" # ---\n ?~ <<:~*a " + "%YAML~9.9\n 2025-26 null");
    private static final Spoilt CSV = new Spoilt(", \" \"\" \n 2025-26 code yes");

    private interface Reader {
        void read(String text, List<Fault> faults);
    }

    private static List<String> files(String folder, String ending) throws IOException {
        List<String> whole = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            for (Path file : files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList()) {
                whole.add(Files.readString(file));
            }
        }
        return whole;
    }

    private static void spoil(Spoilt spoilt, List<String> whole, Reader reader) {
        assertThat(whole).isNotEmpty();
        Fuzzing.each(250, random -> {
            String text = spoilt.text(whole.get(random.nextInt(whole.size())), random);
            List<Fault> faults = new ArrayList<>();
            reader.read(text, faults);
            assertThat(faults)
                    .allSatisfy(fault -> assertThat(fault.place().line()).isPositive());
        });
    }

    @Test
    void metrics() throws IOException {
        spoil(YAML, files("definitions", ".yaml"), (text, faults) -> MetricFile.read("own.yaml", text, faults));
    }

    @Test
    void boardsAndReportCards() throws IOException {
        spoil(YAML, files("definitions", ".yaml"), (text, faults) -> {
            BoardFile.read("boards.yaml", text, Set.of("enrollment"), faults);
            ReportCardFile.read("report-card.yaml", text, Map.of("enrollment", Set.of()), faults);
            DatasetFile.read("datasets.yaml", text, faults);
            Approvals.read("approvals.yaml", text, faults);
        });
    }

    @Test
    void codeSets() throws IOException {
        spoil(CSV, files("code-sets", ".csv"), (text, faults) -> CodeSetFile.read("own.csv", text, faults));
    }

    @Test
    void cutScores() {
        String file = String.join(",", CutScoreFile.COLUMNS) + "\n"
                + "SBAC|Smarter,,2024-25,,math,05,1,Not met,2000,no,state,\"a, b\"\n".repeat(2);
        spoil(CSV, List.of(file), (text, faults) -> CutScoreFile.read("own.csv", text, faults));
    }
}
