package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.year.Openings;

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
                            3 record_differences""")
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
                .contains("With the home, Aug 1, 2025")
                .contains("Not opened", "No number of it is shown.")
                .contains("Before 2026-27 is opened")
                .contains("1 of 8 schools have a calendar; missing: 0102")
                .contains("School calendars", ">Chronic absence</a>", "no goal for this year")
                .contains("Cut scores of State test", "no cut scores for 2026-27; add them to cut-scores/")
                .contains("things are in place.");
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
                        .get("/?metric=chronic_absence_rate")
                        .body())
                .contains("2025-26")
                .doesNotContain("value=\"2026-27\"", "year=2026-27");
    }
}
