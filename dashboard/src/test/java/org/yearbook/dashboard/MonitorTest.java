package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.DistrictHome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs that watch the server read, on a home whose last night is missing, and what stands in its log. */
class MonitorTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NUMBER = "S90412377";
    private static final String NAME = "Zephyrine Oakhollow";
    private static final String PASSWORD = "nine-violet-canaries";
    private static final List<String> CANARIES = List.of(NUMBER, NAME, "Zephyrine", "Oakhollow", PASSWORD);

    @TempDir
    static Path folder;

    private static RunningServer running;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        SamplePublication sample = SamplePublication.in(folder)
                .change(
                        "20260515T020000-a",
                        "update quality_issue set record_key = '" + NUMBER + "', raw_value = '" + NAME
                                + "' where issue_key like 'k1-%'");
        SampleRuns.write(sample.home());
        Files.writeString(
                sample.home().settings(),
                "nights: {at: \"00:00\", by: timer, alarm_minutes: 1}\n",
                StandardOpenOption.APPEND);
        server = TestServer.start(sample, OptionalInt.of(0), Settings.Log.JSON);
        running = server.running();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> watched(String path) {
        return TestServer.get("http://127.0.0.1:" + running.monitor().orElseThrow() + path);
    }

    @Test
    void healthTellsPartByPartWhetherTheServerCanWork() {
        HttpResponse<String> all = watched("/health");
        JsonNode parts = JSON.readTree(all.body()).get("components");
        assertThat(all.statusCode()).as("a night is missing").isEqualTo(503);
        assertThat(parts.at("/night/status").asString()).isEqualTo("DOWN");
        assertThat(parts.at("/night/details/state").asString()).isEqualTo("MISSING");
        assertThat(parts.at("/publication/status").asString()).isEqualTo("UP");
        assertThat(parts.at("/publication/details/asOf").asString()).isEqualTo("2026-05-15");
        assertThat(parts.at("/publication/details/ageDays").asLong()).isPositive();
        assertThat(parts.at("/stateDatabase/status").asString()).isEqualTo("UP");
        assertThat(parts.has("diskSpace")).isTrue();
        assertThat(watched("/health/liveness").statusCode()).isEqualTo(200);
        assertThat(watched("/health/readiness").statusCode())
                .as("a missing night keeps nobody from the numbers")
                .isEqualTo(200);
    }

    @Test
    void metricsTellOfNightsRequestsAndMemory() {
        server.visitor("superintendent").get("/");
        assertThat(watched("/metrics").body())
                .contains("yearbook_night_missing 1.0", "yearbook_night_running 0.0")
                .contains("yearbook_night_published_held_files 1.0", "yearbook_night_published_duration_seconds ")
                .contains("yearbook_publication_age_days ", "jvm_memory_used_bytes", "disk_free_bytes")
                .contains("http_server_requests_seconds_count", "uri=\"/\"");
    }

    @Test
    void nothingElseIsToldAndNothingOfItAtThePortOfThePages() {
        for (String path : List.of("/env", "/loggers", "/heapdump", "/beans", "/")) {
            assertThat(watched(path).statusCode()).as(path).isIn(302, 401, 403, 404);
        }
        var visitor = server.visitor("superintendent");
        assertThat(visitor.get("/health").body())
                .as("a door that says that somebody is at home")
                .isEqualTo("ok\n");
        for (String path : List.of("/health/liveness", "/actuator/health", "/actuator", "/prometheus")) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(visitor.get("/metrics").body()).doesNotContain("jvm_memory_used_bytes");
    }

    @Test
    void whoeverSeesTheDistrictIsToldThatANightIsMissingOnTodayAndOnNights() {
        var leader = server.visitor("superintendent");
        assertThat(leader.get("/").body())
                .contains("id=\"need-night\"", "The night of ", " is missing", "Look whether the timer");
        assertThat(leader.get("/nights").body()).contains("id=\"missing-night\"");
        var principal = server.visitor("principal");
        assertThat(principal.get("/").body()).doesNotContain("is missing");
        assertThat(principal.get("/nights").body()).doesNotContain("missing-night");
        var administrator = server.visitor("demo-admin");
        assertThat(administrator.get("/administration/schedules").body()).contains("nights, in district.yaml");
    }

    @Test
    void theLogTellsFaultsAndNobodysNameNumberPasswordOrToken() throws IOException {
        DistrictHome home = server.sample().home();
        server.visitor().signIn(NAME, PASSWORD);
        var administrator = server.visitor("demo-admin");
        assertThat(administrator.get("/quality?status=open&q=" + NUMBER).statusCode())
                .isEqualTo(200);
        assertThat(administrator.get("/" + NUMBER).statusCode()).isEqualTo(404);
        assertThat(administrator.get("/quality?page=" + NUMBER).statusCode()).isIn(200, 400);
        assertThat(administrator.get("/nights?page=" + NUMBER).statusCode()).isEqualTo(400);
        ApiCaller program = ApiCaller.of(server, "demo-admin");
        program.get("/api/v1/quality/issues?rule=" + NUMBER);
        new ApiCaller(server.url(), program.secret() + "x").get("/api/v1/publication");
        // A night that quotes a record in a column where a number belongs breaks the page that reads it.
        server.sample()
                .publish(
                        "20260516T020000-b",
                        "2026-05-16",
                        Map.of(),
                        "create table broken as select * replace ('" + NAME + "' as seconds) from run_step;"
                                + "drop table run_step; create view run_step as"
                                + " select * replace (cast(seconds as double) as seconds) from broken");
        try {
            assertThat(administrator.get("/nights").statusCode()).isEqualTo(500);
        } finally {
            server.sample().publish("20260517T020000-c", "2026-05-15", Map.of());
        }
        LoggerFactory.getLogger("org.yearbook.test").warn("the last line");
        String log = Files.readString(home.state().resolve("server.log"));
        assertThat(log.lines())
                .allSatisfy(line ->
                        assertThat(JSON.readTree(line).has("@timestamp")).isTrue());
        assertThat(log).contains("\"error\":{\"type\":\"", "Fault ", "NightsController", "the last line");
        assertThat(log).doesNotContain(CANARIES.toArray(String[]::new)).doesNotContain(program.secret());
        assertThat(watched("/metrics").body() + watched("/health").body())
                .doesNotContain(CANARIES.toArray(String[]::new));
    }
}
