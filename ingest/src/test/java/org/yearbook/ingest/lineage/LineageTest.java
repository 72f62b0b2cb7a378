package org.yearbook.ingest.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.http.ScriptedServer;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.publish.LakeNight;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LineageTest {

    private static final String RUN = "20260601T023000-abc123";
    private static final NightRun ENDED = new NightRun(
            "4800001",
            RUN,
            LocalDate.of(2026, 6, 1),
            Instant.parse("2026-06-01T07:30:00Z"),
            Instant.parse("2026-06-01T07:32:00Z"));
    private static final NightLineage NIGHT = new NightLineage(
            ENDED,
            Map.of(
                    "student",
                    List.of(
                            new NightLineage.ReadFile("SIS", "students.csv", 40),
                            new NightLineage.ReadFile("SIS", "students-late.csv", 2))),
            Map.of(
                    "student",
                    new LakeNight.Table(77, List.of(), 41),
                    "quality_issue",
                    new LakeNight.Table(5, List.of(), 3)),
            "20260601T023000-abc123",
            List.of("public", "internal"));

    @TempDir
    Path folder;

    private DistrictHome home;

    @BeforeEach
    void make() throws IOException {
        home = new DistrictHome(folder);
        Files.createDirectories(home.runs().resolve(RUN));
    }

    private Lineage lineage(String settings) throws IOException {
        Files.writeString(home.settings(), "name: Cedar Valley\nlea_id: \"4800001\"\n" + settings);
        return Lineage.of(home, Clock.systemUTC(), Map.of("LINEAGE_TOKEN", "abc"));
    }

    private List<JsonNode> events() throws IOException {
        try (Stream<String> lines = Files.lines(home.runs().resolve(RUN).resolve(Lineage.FILE))) {
            return lines.map(line -> JsonMapper.shared().readTree(line)).toList();
        }
    }

    private static String text(JsonNode event, String pointer) {
        return event.at(pointer).asString();
    }

    @Test
    void eachTableAndThePublicationIsARunBelowTheNight() throws IOException {
        assertThat(lineage("").tell(NIGHT)).isEmpty();
        List<JsonNode> events = events();
        assertThat(events)
                .extracting(event -> text(event, "/job/name") + " " + text(event, "/eventType"))
                .containsExactly(
                        "night START",
                        "conform.student START",
                        "conform.student COMPLETE",
                        "publish START",
                        "publish COMPLETE",
                        "night COMPLETE");
        assertThat(events).allSatisfy(event -> {
            assertThat(text(event, "/schemaURL")).startsWith("https://openlineage.io/spec/2-");
            assertThat(text(event, "/job/namespace")).isEqualTo("yearbook:4800001");
            assertThat(text(event, "/run/runId")).matches("[0-9a-f-]{36}");
        });
        assertThat(text(events.get(0), "/eventTime")).isEqualTo("2026-06-01T07:30:00Z");
        assertThat(text(events.get(5), "/eventTime")).isEqualTo("2026-06-01T07:32:00Z");
        assertThat(events.get(5).at("/run/runId")).isEqualTo(events.get(0).at("/run/runId"));
        assertThat(text(events.get(2), "/run/facets/parent/run/runId")).isEqualTo(text(events.get(0), "/run/runId"));

        JsonNode table = events.get(2);
        assertThat(text(table, "/inputs/0/name")).isEqualTo("delivery/SIS/students.csv");
        assertThat(table.at("/inputs/0/inputFacets/inputStatistics/rowCount").asLong())
                .isEqualTo(40);
        assertThat(text(table, "/inputs/1/name")).isEqualTo("delivery/SIS/students-late.csv");
        assertThat(text(table, "/outputs/0/name")).isEqualTo("lake/student");
        assertThat(text(table, "/outputs/0/facets/version/datasetVersion")).isEqualTo("77");
        assertThat(table.at("/outputs/0/outputFacets/outputStatistics/rowCount").asLong())
                .isEqualTo(41);

        JsonNode publish = events.get(4);
        assertThat(text(publish, "/inputs/0/name")).isEqualTo("lake/quality_issue");
        assertThat(text(publish, "/inputs/1/name")).isEqualTo("lake/student");
        assertThat(text(publish, "/outputs/0/name")).isEqualTo("publication/internal");
        assertThat(text(publish, "/outputs/1/name")).isEqualTo("publication/public");
    }

    @Test
    void aNightThatFailedIsToldWithItsReason() throws IOException {
        assertThat(lineage("").tellFailure(ENDED, "The disk is full.")).isEmpty();
        List<JsonNode> events = events();
        assertThat(events)
                .extracting(event -> text(event, "/job/name") + " " + text(event, "/eventType"))
                .containsExactly("night START", "night FAIL");
        assertThat(text(events.get(1), "/run/facets/errorMessage/message")).isEqualTo("The disk is full.");
        assertThat(events.get(1).at("/run/runId")).isEqualTo(events.get(0).at("/run/runId"));
    }

    @Test
    void aReceiverHearsEachEventWithItsToken() throws IOException {
        try (var server = new ScriptedServer().then(201, "")) {
            var lineage = lineage("lineage:\n  url: " + server.url("/api/v1/lineage")
                    + "\n  auth: {kind: bearer, token: env:LINEAGE_TOKEN}\n");
            assertThat(lineage.tell(NIGHT)).isEmpty();
            assertThat(server.heard()).hasSize(6).allMatch("POST /api/v1/lineage Bearer abc"::equals);
            assertThat(server.bodies().stream()
                            .map(body -> JsonMapper.shared().readTree(body))
                            .toList())
                    .isEqualTo(events());
        }
    }

    @Test
    void aReceiverThatRefusesIsToldOfAndTheEventsAreKept() throws IOException {
        try (var server = new ScriptedServer().then(403, "no")) {
            var lineage = lineage("lineage: {url: \"" + server.url("/lineage") + "\"}\n");
            assertThat(lineage.tell(NIGHT)).singleElement().asString().contains("answered 403", "openlineage.ndjson");
            assertThat(server.heard()).hasSize(1);
        }
        assertThat(events()).hasSize(6);
    }

    @Test
    void aReceiverThatIsNotThereIsToldOf() throws IOException {
        String gone;
        try (var server = new ScriptedServer()) {
            gone = server.url("/lineage").toString();
        }
        assertThat(lineage("lineage: {url: \"" + gone + "\"}\n").tell(NIGHT))
                .singleElement()
                .asString()
                .contains("was not reached");
    }

    @Test
    void aSettingThatIsWrongIsToldByItsLine() {
        assertThatThrownBy(() -> lineage("lineage:\n  url: http://\n  tokn: abc\n"))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("line")
                .hasMessageContaining("tokn");
    }
}
