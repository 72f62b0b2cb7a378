package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.run.RunRecorder;

/** Days on which there is little to tell. */
class QuietDayTest {

    @TempDir
    Path folder;

    /** Nothing needs anybody; of the goals, those are left that the statement leaves. */
    private SamplePublication quiet(String goals) {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String id = today.replace("-", "") + "T020000-a";
        return SamplePublication.emptyHome(folder)
                .publish(id, today, Map.of())
                .change(id, "delete from quality_issue")
                .change(id, "delete from delivery where status = 'held'")
                .change(id, "update freshness set arrived = date '" + today + "', data_through = date '" + today + "'")
                .change(id, "delete from dim_account")
                .change(id, "delete from dim_application")
                .change(id, "delete from person_candidate")
                .change(id, goals)
                .change(
                        id,
                        "update dim_school_year set starts = date '" + today + "' - 100, ends = date '" + today
                                + "' + 200 where is_current")
                .change(id, "delete from dim_school_year where not is_current");
    }

    @Test
    void everyGoalIsMetWhereOneIsJudged() {
        var server = TestServer.start(
                quiet("delete from metric_goal where metric <> 'teacher_retention_rate';"
                        + " update metric_goal set value = 0.01"),
                true);
        try {
            assertThat(server.visitor("superintendent").get("/").body())
                    .contains("Nothing is late, nothing is held back, and every goal is met.");
        } finally {
            server.close();
        }
    }

    @Test
    void nightsThatFoundNothingNewAreNoReasonToWorry() {
        var sample = SamplePublication.emptyHome(folder).publish("20260515T020000-a", "2026-05-15", Map.of());
        // Friday's night published; on Monday morning nothing had come over the weekend.
        Clock monday = Clock.fixed(Instant.parse("2026-05-18T15:00:00Z"), ZoneOffset.UTC);
        var server = TestServer.start(sample, true, monday);
        try {
            var visitor = server.visitor("superintendent");
            assertThat(visitor.get("/").body()).contains("The last night was 3 days ago");
            assertThat(visitor.get("/technology").body()).contains("The last night was 3 days ago");
            try (var record =
                    RunRecorder.begin(sample.home(), "20260517T070000-00000a", LocalDate.parse("2026-05-17"), monday)) {
                record.nothing("The inbox is empty.");
            }
            assertThat(visitor.get("/").body()).doesNotContain("days ago");
            assertThat(visitor.get("/technology").body()).doesNotContain("The last night was");
        } finally {
            server.close();
        }
    }

    @Test
    void onAQuietDayNothingNeedsAnybody() {
        var server = TestServer.start(quiet("delete from metric_goal"), true);
        try {
            String page = server.visitor("superintendent").get("/").body();
            assertThat(page)
                    .contains("Nothing needs you today.")
                    .contains("Nothing is late, nothing is held back, and no goal is judged yet.")
                    .contains("No source is behind what it promises")
                    .contains("There is no earlier night to compare with yet")
                    .doesNotContain("id=\"needs\"", "id=\"left-out\"", "every goal is met");
        } finally {
            server.close();
        }
    }

    @Test
    void beforeTheFirstNightThePageSaysWhatHasToHappen() {
        var server = TestServer.start(SamplePublication.emptyHome(folder), true);
        try {
            for (String path : new String[] {"/", "/boards", "/boards/attendance", "/leadership"}) {
                assertThat(server.visitor("superintendent").get(path).body())
                        .as(path)
                        .contains("Nothing is published yet", "yearbook nightly --home");
            }
        } finally {
            server.close();
        }
    }

    @Test
    void beforeTheFirstNightTheWorkbenchSaysSoAndWhatItAsksForByItselfIsAnswered() {
        var server = TestServer.start(SamplePublication.emptyHome(folder), true);
        try {
            var visitor = server.visitor("demo-admin");
            assertThat(visitor.get("/workbench").body()).contains("so there is nothing to ask", "None yet.");
            var words = visitor.get("/workbench/words?audience=analyst");
            assertThat(words.statusCode()).isEqualTo(200);
            assertThat(words.body()).isEqualTo("[]");
        } finally {
            server.close();
        }
    }

    @Test
    void nightsOfADistrictOfOneSchoolAreNotSaidToBeMissingOrUnmoved() {
        String alone = "delete from metric_value where organization_type = 'school' and organization_id <> '0101'";
        var sample = SamplePublication.emptyHome(folder)
                .publish("20260514T020000-a", "2026-05-14", Map.of())
                .change("20260514T020000-a", alone)
                .publish("20260515T020000-a", "2026-05-15", Map.of())
                .change("20260515T020000-a", alone);
        var server = TestServer.start(sample, true);
        try {
            var people = server.running().bean(People.class);
            people.place(people.bySignIn("superintendent").orElseThrow().id(), Role.FINANCE, Set.of());
            assertThat(server.visitor("superintendent").get("/").body())
                    .contains("Nights are compared for the whole district alone")
                    .doesNotContain("There is no earlier night", "Nothing moved");
        } finally {
            server.close();
        }
    }

    @Test
    void aPublicationWithoutAnyNumberIsNoFault() {
        String id = "20260515T020000-a";
        var sample = SamplePublication.in(folder)
                .change(id, "delete from metric_value")
                .change(id, "delete from freshness");
        var server = TestServer.start(sample, true);
        try {
            var visitor = server.visitor("superintendent");
            assertThat(visitor.get("/").body()).contains("No source has delivered");
            assertThat(visitor.get("/boards").body()).contains("No numbers yet");
            assertThat(visitor.get("/boards/attendance").body())
                    .contains("No number of this board has a value here.", "There is nothing to show here.");
        } finally {
            server.close();
        }
    }
}
