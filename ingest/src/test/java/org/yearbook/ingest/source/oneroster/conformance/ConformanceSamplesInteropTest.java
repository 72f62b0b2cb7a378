package org.yearbook.ingest.source.oneroster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Holds the verdict against that of another validator, on bundles that others made. They are no part of the sources.
 */
class ConformanceSamplesInteropTest {

    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples", "oneroster");

    /** What these bundles also get wrong, beyond what their index names: checked by hand, line by line. */
    private static final Map<String, Set<String>> ALSO_WRONG = Map.of(
            "invalid/csv-quote-failure.zip", Set.of("schema.missing_header"),
            "invalid/duplicate-sourcedid-failure.zip", Set.of("reference.missing_target_record"),
            "invalid/manifest-marks-present-file-absent.zip", Set.of("schema.missing_header"),
            "invalid/field-parser-failures.zip",
                    Set.of(
                            "reference.missing_target_record",
                            "semantic.invalid_score_scale_mapping",
                            "semantic.resource_role_mismatch"),
            "invalid/schema-header-and-metadata-failures.zip",
                    Set.of("reference.missing_target_file", "schema.header_order_mismatch"));

    @BeforeEach
    void samples() {
        assumeTrue(
                Files.isDirectory(SAMPLES),
                "SKIPPED: there are no OneRoster samples at "
                        + SAMPLES.toAbsolutePath().normalize());
    }

    @TestFactory
    Stream<DynamicTest> agreesOnEveryBundleOfTheConformanceSet() throws IOException {
        if (!Files.isDirectory(SAMPLES)) {
            return Stream.of(DynamicTest.dynamicTest("skipped", this::samples));
        }
        Path set = SAMPLES.resolve("conformance-12");
        JsonNode index = new ObjectMapper().readTree(Files.readString(set.resolve("index.json")));
        assertThat(index.size()).isEqualTo(25);
        return index.valueStream().map(entry -> {
            String file = entry.get("file").asString();
            return DynamicTest.dynamicTest(file, () -> agrees(set, file, entry));
        });
    }

    private static void agrees(Path set, String file, JsonNode entry) throws IOException {
        Verdict verdict = Conformance.of(set.resolve(file));
        Set<String> expected = new TreeSet<>();
        if (entry.has("expectedCodes")) {
            entry.get("expectedCodes").forEach(code -> expected.add(code.asString()));
        }
        assertThat(verdict.conforms())
                .as(verdict.faults().toString())
                .isEqualTo(entry.get("expect").asString().equals("valid"));
        assertThat(verdict.codes()).containsAll(expected);
        Set<String> more = new TreeSet<>(verdict.codes());
        more.removeAll(expected);
        assertThat(more).as(verdict.faults().toString()).isSubsetOf(ALSO_WRONG.getOrDefault(file, Set.of()));
    }

    @Test
    void tellsWhatTheGeneratedDistrictGetsWrong() throws IOException {
        Verdict verdict = Conformance.of(SAMPLES.resolve("generated/district-medium-seed7"));
        assertThat(verdict.version()).isEqualTo("1.1");
        assertThat(verdict.codes()).contains("row.field_forbidden_in_bulk", "row.invalid_year");
        assertThat(verdict.faults())
                .filteredOn(fault -> fault.code().equals("row.invalid_year"))
                .allSatisfy(fault ->
                        assertThat(fault.count()).isEqualTo(verdict.rows().get("academicSessions.csv")));
    }
}
