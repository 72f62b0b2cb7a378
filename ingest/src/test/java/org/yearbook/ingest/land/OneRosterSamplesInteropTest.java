package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lands bundles that other people's programs wrote. They are not part of the source tree. */
class OneRosterSamplesInteropTest {

    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples", "oneroster");

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        assumeTrue(
                Files.isDirectory(SAMPLES),
                "SKIPPED: there are no OneRoster samples at "
                        + SAMPLES.toAbsolutePath().normalize());
        landing = new TestLanding(folder.resolve("home"));
    }

    private static long records(String csv) {
        return csv.lines().filter(line -> !line.isBlank()).count() - 1;
    }

    private static Map<String, Long> zipRecords(Path zip) throws IOException {
        Map<String, Long> records = new TreeMap<>();
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream().toList()) {
                String csv = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                records.put(entry.getName(), records(csv));
            }
        }
        records.remove("manifest.csv");
        return records;
    }

    private static Map<String, Long> landed(LandingResult result) {
        return result.fresh().stream()
                .collect(Collectors.toMap(
                        file -> file.file().replaceAll(".*[!/]", ""), LandedFile::delivered, Long::sum, TreeMap::new));
    }

    private void proven(LandingResult result) {
        assertThat(result.fresh())
                .allSatisfy(file ->
                        assertThat(TestLanding.stored(file) + file.rejected()).isEqualTo(file.delivered()));
    }

    @Test
    void generatedDistrictsAsZips() throws IOException {
        try (Stream<Path> all = Files.walk(SAMPLES.resolve("generated"))) {
            for (Path zip : all.filter(path -> path.toString().endsWith(".zip")).toList()) {
                landing = new TestLanding(folder.resolve(zip.getFileName().toString()));
                Files.copy(zip, landing.home.inbox().resolve(zip.getFileName()));
                LandingResult result = landing.night();
                assertThat(result.held()).isEmpty();
                assertThat(landed(result)).isEqualTo(zipRecords(zip));
                assertThat(result.fresh())
                        .allSatisfy(file -> assertThat(file.schoolYears()).containsExactly("2026-27"));
                proven(result);
            }
        }
    }

    @Test
    void generatedDistrictsAsFoldersAndAsLooseFiles() throws IOException {
        Path sample = SAMPLES.resolve("generated").resolve("school-small-seed3");
        Map<String, Long> expected = zipRecords(sample.resolve("oneroster-school-small.zip"));
        Path bundle = Files.createDirectories(landing.home.inbox().resolve("school"));
        try (Stream<Path> files = Files.list(sample)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".csv")).toList()) {
                Files.copy(file, bundle.resolve(file.getFileName()));
            }
        }
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(landed(result)).isEqualTo(expected);
        proven(result);
        try (Stream<Path> files = Files.list(sample)) {
            for (Path file : files.toList()) {
                Files.copy(file, landing.home.inbox().resolve(file.getFileName()));
            }
        }
        result = landing.night();
        assertThat(result.fresh())
                .as("the zip and the loose files say the same")
                .isEmpty();
        assertThat(result.unchanged()).hasSize(2 * expected.size());
        assertThat(landing.night().empty()).isTrue();
    }

    @Test
    void aBundleOfHeadersOnly() throws IOException {
        Path bundle = landing.home.inbox().resolve("classlink");
        copy(SAMPLES.resolve("classlink-headers"), bundle);
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.delivered()).isZero());
        assertThat(result.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("a header and no rows"))
                .anySatisfy(finding -> assertThat(finding.message())
                        .isEqualTo("The manifest says that the file is absent; it came without rows."));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    @Test
    void validBundlesOfVersion12() throws IOException {
        for (Path zip : zips("valid")) {
            LandingResult result = land(zip);
            assertThat(result.held()).as(zip.toString()).isEmpty();
            assertThat(landed(result)).as(zip.toString()).isEqualTo(zipRecords(zip));
            proven(result);
            assertThat(result.findings())
                    .as(zip.toString())
                    .allMatch(finding -> finding.severity().equals("warning")
                            || finding.message().startsWith("The bundle holds only changes"));
            String mode = zip.toString().contains("delta") ? "delta" : "bulk";
            assertThat(result.fresh())
                    .allSatisfy(file -> assertThat(file.attributes())
                            .containsEntry("oneroster.version", "1.2")
                            .containsEntry("manifest.mode", mode));
        }
    }

    /** What is wrong inside rows is for the checks behind landing; here the shape of the bundle is judged. */
    @Test
    void invalidBundlesOfVersion12() throws IOException {
        Map<String, String> expected = Map.of(
                "missing-manifest.zip", "held The zip",
                "invalid-manifest-header.zip", "minor The manifest's first line is not exactly",
                "unknown-zip-entry.zip", "minor The file is no part of OneRoster",
                "manifest-marks-supplied-file-missing.zip", "held The manifest promises",
                "manifest-marks-present-file-absent.zip", "held Required columns are missing",
                "csv-quote-failure.zip", "held Required columns are missing",
                "schema-header-and-metadata-failures.zip", "minor The columns do not stand in the order");
        for (Path zip : zips("invalid")) {
            LandingResult result = land(zip);
            proven(result);
            String name = String.valueOf(zip.getFileName());
            List<String> told = Stream.concat(
                            result.held().stream().map(held -> "held " + held.reason()),
                            result.findings().stream().map(finding -> finding.severity() + " " + finding.message()))
                    .toList();
            if (expected.containsKey(name)) {
                assertThat(told).as(name).anyMatch(text -> text.startsWith(expected.get(name)));
            } else {
                assertThat(result.held()).as(name).isEmpty();
                assertThat(result.fresh()).as(name).isNotEmpty();
            }
        }
    }

    private LandingResult land(Path zip) throws IOException {
        landing = new TestLanding(Files.createTempDirectory(folder, "home"));
        Files.copy(zip, landing.home.inbox().resolve(zip.getFileName()));
        return landing.night();
    }

    private static List<Path> zips(String kind) throws IOException {
        try (Stream<Path> all = Files.list(SAMPLES.resolve("conformance-12").resolve(kind))) {
            return all.filter(path -> path.toString().endsWith(".zip")).sorted().toList();
        }
    }
}
