package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.ContractPromise;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.Heard;
import org.yearbook.warehouse.run.RunRecorder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How old what is refreshed by the hour is, wherever its numbers stand. */
class RefreshOnPagesTest {

    private static final String NIGHT = "20260515T020000-a";
    private static final List<String> PAGES = List.of(
            "/",
            "/schools/0101",
            "/nights",
            "/metrics/chronic_absence_rate",
            "/boards/attendance",
            "/administration/sources");

    @TempDir
    static Path folder;

    private static final HandClock CLOCK = new HandClock();
    private static DistrictHome home;
    private static TestServer server;

    @BeforeAll
    static void open() throws IOException {
        SamplePublication sample = SamplePublication.in(folder);
        home = sample.home();
        sample.change(NIGHT, "alter table delivery add column contract_id varchar");
        sample.change(NIGHT, "update delivery set contract_id = 'sis-attendance' where file like 'sis-attendance%'");
        Files.writeString(
                home.settings(),
                "\nrefresh: {every: 1h, days: school, files: [\"sis-attendance-*.csv\"]}\n",
                StandardOpenOption.APPEND);
        // A district without holidays, so that the day of the test does not matter.
        sample.change(
                NIGHT,
                "create table dim_calendar_day as select cast(day as date) as calendar_date, true as in_session"
                        + " from range(date '2026-01-01', date '2040-01-01', interval 1 day) t(day)");
        ContractPromise.write(
                home,
                NIGHT,
                List.of(new ContractPromise(
                        "sis-attendance", "SIS", "student_attendance", "Daily attendance", "Attendance clerk", 3)));
        server = TestServer.startWatched(sample, CLOCK);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static void heard(Instant at) {
        Heard.write(
                home,
                NIGHT,
                List.of(new Heard("sis-attendance-*.csv", "sis-attendance", "SIS", "student_attendance", at)),
                Set.of(NIGHT));
    }

    private static String page(String path) {
        return server.visitor(path.startsWith("/administration") ? "demo-admin" : "superintendent")
                .get(path)
                .body();
    }

    private static JsonNode refreshed(HttpResponse<String> answer) {
        for (JsonNode source : new JsonMapper().readTree(answer.body()).at("/data/sources")) {
            if (source.path("source").asString().equals("SIS")) {
                return source.path("refreshed").path(0);
            }
        }
        throw new AssertionError(answer.body());
    }

    @Test
    void whatIsHeardInTimeHasItsAgeAndWhatIsLateIsMarked() {
        Instant at = CLOCK.instant().minus(Duration.ofMinutes(25)).truncatedTo(ChronoUnit.SECONDS);
        heard(at);
        for (String path : PAGES) {
            assertThat(page(path))
                    .as(path)
                    .containsPattern("as of [^,]*(, \\d{4}, [^,]*)?, 25 minutes ago, promised every hour")
                    .doesNotContain("promised by the hour is late");
        }
        assertThat(page("/metrics/teacher_retention_rate"))
                .as("of something else")
                .doesNotContain("promised every hour");
        assertThat(page("/boards/staffing")).as("of other numbers").doesNotContain("promised every hour");
        assertThat(page("/administration/schedules")).contains("Refreshes, every hour");

        ApiCaller program = ApiCaller.of(server, "superintendent");
        HttpResponse<String> answer = program.get("/api/v1/publication");
        ApiContract.of(server).check("/api/v1/publication", answer);
        assertThat(refreshed(answer).path("heardAt").asString()).isEqualTo(at.toString());
        assertThat(refreshed(answer).path("everyMinutes").asInt()).isEqualTo(60);
        assertThat(refreshed(answer).path("late").asBoolean()).isFalse();

        CLOCK.pass(Duration.ofHours(2));
        for (String path : PAGES) {
            assertThat(page(path))
                    .as(path)
                    .containsPattern("! [^<]*, 2 hours ago, [^<]*promised every hour|! late: as of");
        }
        assertThat(page("/"))
                .contains("What is promised by the hour is late")
                .containsPattern("Daily attendance as of [^<]*late: promised every hour");
        String mark = answer.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> later = program.get("/api/v1/publication", "If-None-Match", mark);
        assertThat(later.statusCode()).as("it moves without a new publication").isEqualTo(200);
        assertThat(refreshed(later).path("late").asBoolean()).isTrue();
    }

    private static String watched(String path) {
        return TestServer.get("http://127.0.0.1:" + server.running().monitor().orElseThrow() + path)
                .body();
    }

    @Test
    void programsThatWatchTheServerHearOfWhatIsLateAndThatItIsWellAgain() {
        Instant at = CLOCK.instant().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
        heard(at);
        JsonNode part = new JsonMapper().readTree(watched("/health")).at("/components/refresh");
        assertThat(part.path("status").asString()).isEqualTo("DOWN");
        assertThat(part.at("/details/late/0").asString()).isEqualTo("sis-attendance: " + at);
        assertThat(watched("/metrics"))
                .contains("yearbook_refresh_late 1.0")
                .containsPattern("yearbook_refresh_heard_timestamp_seconds \\d");
        heard(CLOCK.instant().minus(Duration.ofMinutes(5)));
        assertThat(new JsonMapper()
                        .readTree(watched("/health"))
                        .at("/components/refresh/status")
                        .asString())
                .isEqualTo("UP");
        assertThat(watched("/metrics")).contains("yearbook_refresh_late 0.0");
    }

    /** The table of contracts, with its six columns, is one that scrolls on a phone. */
    @Test
    void whatIsSaidOfTheAgeIsReadWholeOnADeskAndOnAPhone() {
        heard(CLOCK.instant().minus(Duration.ofHours(3)));
        for (int width : new int[] {390, 1280}) {
            try (var window = TestBrowser.open(server, "demo-admin", width, ColorScheme.LIGHT)) {
                for (String path : PAGES) {
                    window.go(path);
                    assertThat(PagesInBrowserTest.overflow(window.page()))
                            .as(path + " at " + width)
                            .isEmpty();
                    assertThat(PagesInBrowserTest.violations(window.page(), ColorScheme.LIGHT))
                            .as(path + " at " + width)
                            .isEmpty();
                    assertThat((List<?>) window.page().evaluate("""
                                    () => [...document.querySelectorAll('.refreshed')]
                                      .filter(e => e.offsetParent !== null && e.closest('table')?.rows[0].cells.length !== 6)
                                      .filter(e => e.getBoundingClientRect().right
                                          > (e.closest('.scroll') ?? document.body).getBoundingClientRect().right + 1)
                                      .map(e => e.textContent)"""))
                            .as(path + " at " + width)
                            .isEmpty();
                }
                assertThat(window.complaints()).isEmpty();
            }
        }
    }

    @Test
    void aNightWhoseNumbersSomebodyWentBackBehindIsNotSaidToBeShown() throws IOException {
        String id = "20260516T020000-abcdef";
        try (var run = RunRecorder.begin(home, id, LocalDate.parse("2026-05-16"), Clock.systemUTC())) {
            run.published(id, false);
        }
        Path pointer = home.publications().resolve("current.json");
        String before = Files.readString(pointer).strip();
        Files.writeString(pointer, before.substring(0, before.length() - 1) + """
                , "gone_back": {"from": "%s", "from_as_of": "2026-05-16", "by": "Pat", "at": "2026-05-16T15:00:00Z",
                "reason": "HR sent last year's file."}}""".formatted(id));
        assertThat(page("/nights"))
                .contains("those of an earlier night are in force: Pat went back to them")
                .doesNotContain("Everything that was delivered is published");
        Files.writeString(pointer, before);
        assertThat(page("/nights")).contains("Everything that was delivered is published");
    }
}
