package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.SamplePublication;

/** The pages of schools: one that is closed, one that is new, and some with few children. */
class SchoolsOnPagesTest {

    private static final String PUBLICATION = "20260515T020000-a";

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void schoolsWithAStory() {
        var sample = SamplePublication.in(folder)
                .change(
                        PUBLICATION,
                        "delete from metric_value where organization_id = '0302' and school_year > '2024-25'")
                .change(
                        PUBLICATION,
                        "delete from metric_value where organization_id = '0103' and school_year < '2025-26'")
                .change(PUBLICATION, """
                        update metric_value set n = 7, value = 0.428571 where organization_id = '0102'
                          and metric = 'chronic_absence_rate' and group_dimension = 'all'""")
                .change(PUBLICATION, """
                        delete from metric_value where organization_id = '0201' and policy = 'restated'
                          and metric = 'chronic_absence_rate'""");
        server = TestServer.start(sample, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String page(String person, String path) {
        return server.visitor(person)
                .get(path)
                .body()
                .replaceAll("<[^>]+>", " ")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }

    private static String row(String page, String metric) {
        var row = Pattern.compile("(?s)id=\"number-" + metric + "\".*?</tr>").matcher(page);
        assertThat(row.find()).as(metric).isTrue();
        return row.group().replaceAll("<[^>]+>", " ").replace("&#39;", "'").replaceAll("\\s+", " ");
    }

    @Test
    void theHeadSaysWhoIsThereAndWhatTheNumbersSay() {
        assertThat(page("superintendent", "/schools/0101"))
                .contains("Abraham Lincoln Elementary School 2025-26, so far")
                .contains(
                        "Elementary school Kindergarten to grade 5 430 students 34 staff Night of Friday, May 15, 2026")
                .contains(
                        "0 of 4 goals met, 1 close, 3 not met. Furthest from its goal, in proportion to it: Chronic absence, 7.5 points"
                                + " above the goal of 13%.");
    }

    /** As links write a number with a slash in it; here it is 0101, so that the page is known. */
    @Test
    void aNumberThatNoPathMayHoldIsReadInOtherLetters() {
        assertThat(page("superintendent", "/schools/~MDEwMQ")).contains("Abraham Lincoln Elementary School 2025-26");
        assertThat(server.visitor("superintendent").get("/schools/~!!!").statusCode())
                .isEqualTo(404);
        assertThat(server.visitor("superintendent").get("/schools/0101").body())
                .contains("href=\"/report-card/0101\"", "action=\"/schools/0101\"");
    }

    @Test
    void eachNumberStandsAgainstItsGoalTheYearBeforeAndSimilarSchools() {
        String html = server.visitor("superintendent").get("/schools/0104").body();
        assertThat(row(html, "chronic_absence_rate"))
                .contains("Chronic absence 11.2%", "✓ Met , 1.8 points below 13%")
                .contains("3.4 points lower than 2024-25 , better")
                .contains("20.5%");
        assertThat(html)
                .contains("href=\"/metrics/chronic_absence_rate?school=0104&amp;year=2025-26\"")
                .contains(
                        "aria-label=\"2021-22 16.9%, 2022-23 15.9%, 2023-24 13.0%, then a new definition, 2024-25 14.6%,"
                                + " 2025-26 11.2%\"")
                .containsPattern("class=\"spark-break\"");
    }

    @Test
    void aChangeOfDefinitionIsSaidInItsExactWords() {
        String html = server.visitor("superintendent")
                .get("/schools/0202?year=2024-25")
                .body();
        assertThat(row(html, "chronic_absence_rate"))
                .contains("lower than 2023-24")
                .contains(
                        "Both years under this year's new definition; 2023-24 was reported as 17.9% under the one before");
        String broken = server.visitor("superintendent")
                .get("/schools/0201?year=2024-25")
                .body();
        assertThat(row(broken, "chronic_absence_rate"))
                .contains("Not comparable with 2023-24")
                .contains("The definition changed, and 2023-24 cannot be counted the new way; it was reported as 19.6%")
                .doesNotContain("lower", "higher");
        String restated = page("superintendent", "/schools/0201?year=2023-24&policy=restated");
        assertThat(restated).contains("No number under the latest definition for 2023-24: Chronic absence.");
    }

    @Test
    void theRestatedPolicyStaysInTheAddressOfEveryLink() {
        String html = server.visitor("superintendent")
                .get("/schools/0101?year=2022-23&policy=restated")
                .body();
        assertThat(row(html, "chronic_absence_rate")).contains("27.2%", "– No goal");
        assertThat(html).contains("href=\"/schools/0102?year=2022-23&amp;policy=restated\"");
        assertThat(row(
                        server.visitor("superintendent")
                                .get("/schools/0101?year=2022-23")
                                .body(),
                        "chronic_absence_rate"))
                .contains("25.1%");
    }

    @Test
    void aNewSchoolHasNothingToCompareWithLastYear() {
        String html = server.visitor("superintendent").get("/schools/0103").body();
        assertThat(row(html, "chronic_absence_rate"))
                .contains("First year with a value")
                .doesNotContain("better", "worse");
        assertThat(html).doesNotContain("<polyline");
    }

    @Test
    void aClosedSchoolOpensAtItsLastYearAndSaysSoInLaterOnes() {
        assertThat(page("superintendent", "/schools/0302")).contains("North Fork High School 2024-25 ");
        assertThat(page("superintendent", "/schools/0302?year=2025-26"))
                .contains("No students are on the rolls for 2025-26. The last school year with students was 2024-25.")
                .contains("There is no number for 2025-26.")
                .contains("Nobody was on the rolls on the count day of 2025-26, so there is nothing to compare");
        assertThat(page("superintendent", "/schools"))
                .contains("North Fork High School High school · Last students in 2024-25");
        assertThat(page("superintendent", "/schools/0301"))
                .contains("No other high school had students in 2025-26, so there is nothing to compare with");
    }

    @Test
    void similarSchoolsAreNamedWithTheRuleAndSmallNumbersOfOthersAreHidden() {
        String leader = page("superintendent", "/schools/0104");
        assertThat(leader)
                .contains("Compared with", "Birch Creek Elementary School")
                .contains("Similar are schools of the same level", "at most 5, nearest first")
                .contains("42.9%")
                .doesNotContain("Too few");
        String principal = page("principal", "/schools/0104");
        assertThat(principal)
                .contains("Birch Creek Elementary School", "Too few to show")
                .doesNotContain("42.9%");
    }

    @Test
    void openIssuesAreCountedBySeverityAndLeadToTheReport() {
        String html = server.visitor("principal").get("/schools/0104").body();
        assertThat(html)
                .contains("href=\"/quality?school=0104\"", "href=\"/quality?school=0104&amp;severity=block\"")
                .contains(
                        "Counted in the kinds of records that you see: students, discipline, schools and classes, staff,"
                                + " forms.");
        assertThat(server.visitor("superintendent").get("/schools/0101").body())
                .doesNotContain("Counted in the kinds of records");
    }

    @Test
    void theListHoldsTheSchoolsThatTheReaderAnswersFor() {
        assertThat(page("superintendent", "/schools")).contains("8 schools:", "Heritage Middle School", "0 of 4");
        assertThat(page("principal", "/schools"))
                .contains("Willow Park Elementary School")
                .doesNotContain("Birch Creek", "Heritage");
        assertThat(page("superintendent", "/schools?level=middle"))
                .contains("2 schools:", "Heritage Middle School")
                .doesNotContain("Birch Creek");
    }
}
