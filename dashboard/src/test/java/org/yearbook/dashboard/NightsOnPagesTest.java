package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yearbook.dashboard.NumbersOnPagesTest.rows;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.Run.Step;
import org.yearbook.warehouse.run.RunRecorder;
import org.yearbook.warehouse.run.Runs;
import org.yearbook.warehouse.run.Stage;

/** The nights, and one that runs while people look. */
class NightsOnPagesTest {

    private static final String NOW = "20260601T070000-0000dd";

    private static DistrictHome home() {
        return TestServer.shared().sample().home();
    }

    @Test
    void everyNightIsListedWithHowItWent() {
        String page =
                TestServer.shared().visitor("superintendent").get("/nights").body();
        assertThat(rows(page, "runs")).hasSize(3);
        assertThat(rows(page, "runs").get(0)).startsWith("May 14, 2026", "✕ Cut off before it was done");
        assertThat(rows(page, "runs").get(1).get(1)).contains("Failed, nothing published");
        assertThat(rows(page, "runs").get(2).get(1)).contains("Published, 1 file was held back");
        assertThat(page).contains("This night was cut off");
    }

    @Test
    void aNightTellsWhereItsRowsWentWhatWasHeldBackAndWhatToDo() {
        var visitor = TestServer.shared().visitor("superintendent");
        String page = visitor.get("/nights/" + SampleRuns.IN_PART).body();
        assertThat(page)
                .contains("but 1 file was held back")
                .contains("All 1,252 delivered rows are accounted for: 1,230 loaded, 20 kept out, 2 duplicates.")
                .contains("Sign in at the source and export again.", "it is not a delivery")
                .contains("It begins with &lt;!DOCTYPE html&gt;")
                .contains(SampleRuns.IN_PART + ", replaced by a later one");
        assertThat(rows(page, "accounts")).hasSize(3);
        assertThat(rows(page, "accounts").get(2))
                .containsExactly("SIS", "1 (1 new)", "1,200", "1,190", "8", "2", "✓ Yes");
        assertThat(rows(page, "stages")).hasSize(Stage.values().length);
        String principal = TestServer.shared()
                .visitor("principal")
                .get("/nights/" + SampleRuns.IN_PART)
                .body();
        assertThat(principal).contains("1 file was held back").doesNotContain("it is not a delivery");
    }

    @Test
    void aNightThatFailedOrDiedSaysWhatToDo() {
        var visitor = TestServer.shared().visitor("superintendent");
        assertThat(visitor.get("/nights/" + SampleRuns.FAILED).body())
                .contains("The disk is full.", "published nothing", "run the night again");
        String died = visitor.get("/nights/" + SampleRuns.DIED).body();
        assertThat(died)
                .contains("its process ended without a word", "the numbers of the night before stay in force")
                .contains("Run the night again");
        assertThat(rows(died, "stages").get(1).get(0)).contains("not finished");
    }

    @Test
    void aNightThatFailedAfterItPublishedDoesNotSayThatNothingWas() throws java.io.IOException {
        try (var run = RunRecorder.begin(home(), NOW, LocalDate.parse("2026-06-01"), Clock.systemUTC())) {
            run.stage(Stage.PUBLISH);
            run.inForce("20260601T070000-p");
            run.failed("The disk is full.");
        }
        try {
            var visitor = TestServer.shared().visitor("superintendent");
            assertThat(visitor.get("/nights/" + NOW).body())
                    .contains("The disk is full.", "published its numbers and failed afterwards")
                    .contains("those of another night are in force now", "20260601T070000-p, replaced")
                    .doesNotContain("published nothing", "numbers of the night before stay");
            String list = visitor.get("/nights").body();
            assertThat(rows(list, "runs").get(0).get(1)).contains("Published, then failed");
            assertThat(list).doesNotContain("published nothing");
        } finally {
            Files.deleteIfExists(home().runs().resolve(NOW).resolve("run.json"));
        }
    }

    @Test
    void aRecordThatCannotBeReadIsListedAsSuch() throws java.io.IOException {
        Path record = Files.createDirectories(home().runs().resolve(NOW)).resolve("run.json");
        Files.writeString(record, "{\"id\":");
        try {
            String page =
                    TestServer.shared().visitor("superintendent").get("/nights").body();
            assertThat(rows(page, "runs")).hasSize(4);
            assertThat(rows(page, "runs").get(0))
                    .startsWith("Jun 1, 2026", "✕ Its record cannot be read", "Jun 1, 2026, 2:00 AM");
            assertThat(page).as("the newest that can be read").contains("This night was cut off");
            assertThat(page).doesNotContain("/nights/" + NOW);
        } finally {
            Files.deleteIfExists(record);
        }
    }

    @Test
    void anAddressThatIsNoNightIsNotThere() {
        var visitor = TestServer.shared().visitor("superintendent");
        assertThat(visitor.get("/nights/20260101T000000-000000").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/nights/..%2F..%2Fstate").statusCode()).isIn(400, 404);
    }

    @Test
    void aRunningNightIsFollowedUntilItEndsWithAndWithoutScripts() throws java.io.IOException {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1280, ColorScheme.LIGHT)) {
            var visitor = TestServer.shared().visitor("superintendent");
            try (var run = RunRecorder.begin(home(), NOW, LocalDate.parse("2026-06-01"), Clock.systemUTC())) {
                run.stage(Stage.LAND);
                run.step(new Step("land", "SIS a.csv", 4321, 1));
                written(4321);
                String page = visitor.get("/nights").body();
                assertThat(page)
                        .contains("A night is running: take in what was delivered", "4,321 rows taken in so far")
                        .contains("Expected to be done at about", "as the former night tells")
                        .contains("<noscript><meta http-equiv=\"refresh\" content=\"2;url=/nights\">");
                assertThat(rows(page, "live-stages").get(2).get(0)).endsWith("to come");
                window.go("/nights");
                assertThat(PagesInBrowserTest.violations(window.page(), ColorScheme.LIGHT))
                        .isEmpty();
                run.stage(Stage.CONFORM);
                window.page()
                        .waitForCondition(() ->
                                window.page().textContent("#live-title").contains("standardize and check the rows"));
                run.published("20260515T020000-a", false);
            }
            window.page().waitForSelector("#latest");
            assertThat(window.page().textContent("#latest")).contains("Everything that was delivered is published");
            assertThat(visitor.get("/nights/live?id=" + NOW).headers().firstValue("HX-Refresh"))
                    .hasValue("true");
            assertThat(window.complaints()).isEmpty();
        } finally {
            Path folder = home().runs().resolve(NOW);
            Files.deleteIfExists(folder.resolve("run.json"));
        }
    }

    private static void written(long rows) {
        long patience = System.nanoTime() + 10_000_000_000L;
        while (new Runs(home()).find(NOW).orElseThrow().rowsLanded() != rows && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
    }
}
