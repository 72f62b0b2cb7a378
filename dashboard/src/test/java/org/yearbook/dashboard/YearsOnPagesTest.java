package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.year.Openings;
import org.yearbook.warehouse.year.Openings.Confirmation;

/** A closed year and one that nobody opened, as people see them. */
class YearsOnPagesTest {

    private static final String PUBLICATION = "20260515T020000-a";

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void aClosedYearAndANewOne() {
        var sample = SamplePublication.in(folder)
                .change(PUBLICATION, """
                        create table closed_year as select '2024-25' school_year, 2 state, 'A. Superintendent' closed_by,
                            timestamp '2025-08-01 15:00:00' closed_at, 'Late codes' reason, 24 number_differences,
                            3 record_differences
                        union all select '2023-24', 1, 'A. Superintendent', timestamp '2024-08-01 15:00:00', '', 1, 1""")
                .change(PUBLICATION, """
                        create table school_year_readiness as select '2026-27' school_year, 'calendar' item,
                            1::bigint found, 8::bigint expected, '0102' detail
                        union all select '2026-27', 'cut_scores', 1, null, 'State test'""")
                .change(
                        PUBLICATION,
                        "insert into dim_school_year values ('2026-27', date '2026-07-01', date '2027-06-30', false)")
                .change(PUBLICATION, """
                        insert into metric_value by name
                        select * replace ('2026-27' as school_year, null as numerator, null as denominator, null as n,
                                          null as value, 'not_opened' as status)
                        from metric_value where school_year = '2025-26' and group_dimension = 'all'""");
        Openings.of(sample.home())
                .open(
                        List.of(SchoolYear.parse("2024-25"), SchoolYear.parse("2025-26")),
                        Openings.How.WITH_THE_HOME,
                        "night 1",
                        Instant.parse("2025-08-01T07:00:00Z"));
        server = TestServer.start(sample, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void eachYearTellsHowItStands() {
        String page = server.visitor("superintendent").get("/years").body();
        assertThat(page)
                .contains("State 2, on Aug 1, 2025 by A. Superintendent: Late codes")
                .contains("data would change 24 numbers; 3 records are otherwise.")
                .contains("By the first night, Aug 1, 2025")
                .contains("Not opened", "No number of it is shown.")
                .contains("Before 2026-27 is opened")
                .contains("1 of 8 schools have a calendar; missing: 0102")
                .contains("School calendars", ">Chronic absence</a>", "no goal for this year")
                .contains("Cut scores of State test", "no cut scores for 2026-27; add them to cut-scores/")
                .contains("things are in place.");
    }

    @Test
    void whatMostMetricsHaveInCommonIsSaidOnce() {
        assertThat(server.visitor("superintendent").get("/years").body())
                .containsPattern(
                        "\\d+ definitions stay as in 2025-26, and nobody has confirmed yet that this is right\\.")
                .containsPattern("\\d+ metrics have no goal for 2026-27, and nobody has confirmed yet")
                .contains("yearbook metrics rollover 2026-27 --confirm definitions --by NAME")
                .containsPattern("All \\d+ metrics, each with its definition and goal")
                .doesNotContain("id=\"apart\"");
        Openings.of(server.sample().home())
                .confirm(
                        SchoolYear.parse("2026-27"),
                        Map.of(
                                "definitions:chronic_absence_rate",
                                new Confirmation("A", Instant.parse("2026-05-01T07:00:00Z"), "", "another")));
        assertThat(server.visitor("superintendent").get("/years").body())
                .containsPattern("(?s)changed since somebody confirmed it:.*?id=\"apart\".*?>Chronic absence</a>.*?"
                        + " as in 2025-26, and changed since it was confirmed");
    }

    @Test
    void oneOfSomethingIsNotMany() {
        assertThat(server.visitor("superintendent").get("/years").body())
                .contains("data would change 1 number; 1 record is otherwise.");
    }

    @Test
    void aFaultInTheRecordOfAnOpeningIsToldOnThePage() throws IOException {
        Path file = server.sample().home().root().resolve("years/2025-26/opening.yaml");
        String before = Files.readString(file);
        Files.writeString(file, "opened: [");
        try {
            var answer = server.visitor("superintendent").get("/years");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("id=\"faults\"", "years/2025-26/opening.yaml is not valid YAML")
                    .contains("State 2, on Aug 1, 2025", "Not known")
                    .doesNotContain("is opened", "By the first night");
        } finally {
            Files.writeString(file, before);
        }
    }

    @Test
    void aFaultInADefinitionIsToldOnThePageInsteadOfTheChecklist() throws IOException {
        Path file = Files.createDirectories(server.sample().home().metrics()).resolve("ours.yaml");
        Files.writeString(file, "metric: ours\nlabel: [\n");
        try {
            var answer = server.visitor("superintendent").get("/years");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("id=\"faults\"", "The metric definitions need a correction:", "ours.yaml")
                    .contains("By the first night, Aug 1, 2025")
                    .doesNotContain("Before 2026-27 is opened");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void onlyWhoSeesEveryNumberSeesTheYears() {
        assertThat(server.visitor("principal").get("/years").statusCode()).isEqualTo(403);
    }

    @Test
    void aMetricTellsWhichOfItsYearsAreClosed() {
        assertThat(server.visitor("superintendent")
                        .get("/metrics/chronic_absence_rate")
                        .body())
                .contains("2024-25 closed on Aug 1, 2025, by A. Superintendent");
    }

    @Test
    void aYearThatNobodyOpenedCannotBeChosen() {
        assertThat(server.visitor("superintendent")
                        .get("/leadership?metric=chronic_absence_rate")
                        .body())
                .contains("2025-26")
                .doesNotContain("value=\"2026-27\"", "year=2026-27");
    }

    @Test
    void theBookOfAYearHoldsWhatWasInForceThenAndWhatChanged() {
        String book = server.visitor("principal").get("/metrics/book/2024-25").body();
        assertThat(book)
                .contains("Against the year before: 4 changed.")
                .contains("Closed on Aug 1, 2025 by A. Superintendent")
                .contains("Brought into line with the federal count")
                .contains("Version 2, in force since 2024-25")
                .contains("disabled within one business day")
                .doesNotContain("absent for more than a tenth", "within one calendar day");
        // The state's number of the year stands beside the state's definition.
        assertThat(book)
                .containsPattern("(?s)id=\"chronic_absence_rate-state\".*?<strong>[0-9.]+%</strong>"
                        + ".*?Students enrolled for at least 45 days");
        String before = server.visitor("principal").get("/metrics/book/2023-24").body();
        assertThat(before)
                .contains("Against the year before: 2 changed.", "absent for more than a tenth")
                .contains("Closed on Aug 1, 2024 by A. Superintendent")
                .doesNotContain("Brought into line with the federal count");
        assertThat(server.visitor("principal").get("/metrics/book/2022-23").body())
                .contains("None is otherwise than in the year before.", "Nobody has closed this year");
    }

    @Test
    void theBookOfAYearThatHasNoNumbersIsNotFound() {
        var visitor = server.visitor("superintendent");
        assertThat(visitor.get("/metrics/book/2026-27").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/metrics/book/nonsense").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/metrics").body()).contains("href=\"/metrics/book/2025-26\"");
        assertThat(visitor.get("/metrics/book").body()).contains("<title>Definitions of 2025-26");
    }
}
