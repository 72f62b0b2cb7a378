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
import org.yearbook.fuzz.Strangers;

/** A slip in a key would be a rule that nobody follows: it is told wherever it stands, with its line. */
class UnknownKeysTest {

    private static final Path SHIPPED = Path.of("definitions");
    private static final Map<String, Dataset> DATASETS = Definitions.shipped().datasets();

    private interface Reader {
        void read(String text, List<Fault> faults);
    }

    private static void told(String text, Reader reader) {
        // A group of an example is by a dimension of anybody's choice.
        Strangers.areTold(Strangers.of(text, "group"), spoilt -> {
            List<Fault> faults = new ArrayList<>();
            reader.read(spoilt, faults);
            return faults;
        });
    }

    private static List<Path> shipped(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().replace('\\', '/').contains(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void inAMetricWithAllThatAMetricMaySay() {
        String all = Sample.TWO_VERSIONS + """
                    complete: {when: is_complete, missing: Visits of some days}
                goals:
                  - {authority: district, school_year: 2025-26, school_level: high, value: 0.5, source: Plan}
                thresholds:
                  - {authority: district, status: near, margin: 0.1}
                audiences: [internal, analyst]
                public_rate: exact
                """;
        List<Fault> faults = new ArrayList<>();
        assertThat(MetricFile.read("own.yaml", all, faults)).isPresent();
        assertThat(faults).isEmpty();
        told(all, (text, found) -> MetricFile.read("own.yaml", text, found));
    }

    @Test
    void inEveryShippedMetric() throws IOException {
        for (Path file : shipped("/metric.yaml")) {
            told(Files.readString(file), (text, faults) -> MetricFile.read("m.yaml", text, faults));
        }
    }

    @Test
    void inEveryShippedExample() throws IOException {
        List<Path> files = shipped("/examples/");
        assertThat(files).hasSizeGreaterThan(30);
        for (Path file : files) {
            told(Files.readString(file), (text, faults) -> ExampleFile.read("e.yaml", text, DATASETS, faults));
        }
    }

    @Test
    void inBoardsReportCardAndDatasets() throws IOException {
        told(
                Files.readString(SHIPPED.resolve("boards.yaml")),
                (text, faults) -> BoardFile.read("boards.yaml", text, Set.of(), faults));
        told(
                Files.readString(SHIPPED.resolve("report-card.yaml")),
                (text, faults) -> ReportCardFile.read("report-card.yaml", text, Map.of(), faults));
        told(
                Files.readString(SHIPPED.resolve("datasets.yaml")),
                (text, faults) -> DatasetFile.read("datasets.yaml", text, faults));
    }
}
