package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yearbook.dashboard.NumbersOnPagesTest.rows;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.SamplePublication;

/** The page of one metric, as people see it. */
class MetricOnPagesTest {

    private static final String CHRONIC = "/metrics/chronic_absence_rate";

    private static String page(String who, String path) {
        return TestServer.shared().visitor(who).get(path).body();
    }

    private static String csv(String page, String chart) {
        Matcher link = Pattern.compile("href=\"data:text/csv;charset=utf-8,([^\"]+)\" download=\"(\\w+)-" + chart + "-")
                .matcher(page);
        assertThat(link.find()).as(chart).isTrue();
        return URLDecoder.decode(link.group(1), StandardCharsets.UTF_8);
    }

    @Test
    void aNumberStandsWithItsTrendSchoolsGroupsMonthsAndDefinitions() {
        String page = page("superintendent", CHRONIC);
        assertThat(page)
                .contains("Chronic absence fell 3.2 points to 17.2%, 2.2 points above the goal of 15%")
                .contains("Chronic absence through May is 17.6%, 3.2 points below the year before")
                .contains("Each month counts from the first day of the school year")
                .contains("in force since 2024-25", "/metrics/chronic_absence_rate/why");
        List<List<String>> schools = rows(page, "schools-table");
        assertThat(schools).hasSize(9);
        assertThat(schools.get(0)).contains("11.2%", "13%", "✓ Met", "6.0 points below");
        assertThat(schools.get(8)).containsExactly("District 17.2%");
        assertThat(page).contains("href=\"/schools/0104\"", "class=\"bar-whole\"");
        assertThat(rows(page, "months-table")).hasSize(10);
    }

    @Test
    void theSchoolsAreOnAMapByTheirStandingWithATableAndAFile() {
        String page = page("superintendent", CHRONIC);
        List<List<String>> rows = rows(page, "map-table");
        assertThat(rows).hasSize(7);
        assertThat(rows.get(0))
                .contains("✓ Goal met")
                .last()
                .asString()
                .matches("\\d+\\.\\d miles? [a-z-]+ of the middle");
        assertThat(page)
                .contains("schools on the map miss their goal")
                .contains("Not on the map, since nobody delivered where they are: North Fork High School.")
                .contains("class=\"map-mark met\"", "class=\"map-mark not-met\"")
                // Everything that is drawn comes from here: no tiles.
                .doesNotContain("openstreetmap", "mapbox");
        assertThat(csv(page, "map"))
                .contains("school,number,latitude,longitude,value,unit,goal,standing")
                .contains("Birch Creek Elementary School,0102,41.887,-88.342,");
    }

    @Test
    void whatIsHiddenFromSomebodyHasNoNumberOnTheMapEither() {
        String path = CHRONIC + "?group=race_ethnicity%3DAmericanIndianOrAlaskaNative";
        String everything = page("superintendent", path);
        String little = page("principal", path);
        assertThat(rows(everything, "map-table")).noneMatch(row -> row.contains("* Too few to show"));
        List<List<String>> rows = rows(little, "map-table");
        List<List<String>> hidden =
                rows.stream().filter(row -> row.contains("* Too few to show")).toList();
        assertThat(hidden).isNotEmpty().allMatch(row -> row.get(1).equals("Too few to show"));
        assertThat(little).contains("class=\"map-mark none\"", "Map. ");
        hidden.forEach(row ->
                assertThat(csv(little, "map")).containsPattern(Pattern.quote(row.get(0)) + ",\\d+,[\\d.]+,-[\\d.]+,,"));
    }

    @Test
    void aMapOfOneLevelHasItsSchoolsAndALevelWithOnePlaceHasNone() {
        assertThat(rows(page("superintendent", CHRONIC + "?level=middle"), "map-table"))
                .hasSize(2);
        // Of the two high schools only one has a place, and the district is no stranger to places.
        assertThat(page("demo-admin", CHRONIC + "?level=high")).doesNotContain("id=\"map-title\"");
    }

    @Test
    void aMapOfHiddenNumbersDoesNotSayThatNoGoalIsSet(@TempDir Path folder) {
        String id = "20260515T020000-a";
        var server = TestServer.start(
                SamplePublication.in(folder)
                        .change(
                                id,
                                "update metric_value set n = 4, numerator = 3, denominator = 4, value = 0.75"
                                        + " where metric = 'chronic_absence_rate' and group_dimension = 'all'"
                                        + " and organization_id in (select organization_id from dim_organization"
                                        + " where organization_type = 'school')"),
                true);
        try {
            String page = SomebodyOfEveryRole.at(server, "0101")
                    .visitor("finance")
                    .get(CHRONIC)
                    .body();
            assertThat(rows(page, "map-table")).allMatch(row -> row.get(1).equals("Too few to show"));
            assertThat(page)
                    .contains("Where the schools are; none has a number that can be held against its goal")
                    .doesNotContain("no goal is set");
        } finally {
            server.close();
        }
    }

    @Test
    void withoutPlacesWhoeverCanDeliverThemReadsHowAndNobodyElse(@TempDir Path folder) {
        String id = "20260515T020000-a";
        var server = TestServer.start(
                SamplePublication.in(folder)
                        .change(id, "update dim_organization set latitude = null, longitude = null"),
                true);
        try {
            assertThat(server.visitor("demo-admin").get(CHRONIC).body())
                    .contains("A map of the schools, once it is known where they are", "schools.csv");
            assertThat(server.visitor("superintendent").get(CHRONIC).body())
                    .doesNotContain("id=\"map-title\"", "schools.csv");
        } finally {
            server.close();
        }
    }

    @Test
    void whatIsChosenIsInTheAddressAndInEveryWayOn() {
        String page = page(
                "superintendent",
                CHRONIC + "?school=0201&year=2023-24&policy=restated&level=middle&group=el%3Dtrue&by=program");
        assertThat(page)
                .contains("<strong>Heritage Middle School, English learners</strong>")
                .contains("<option value=\"2023-24\" selected", "<option value=\"restated\" selected")
                .contains("<option value=\"middle\" selected", "<option value=\"el=true\" selected")
                .contains("/schools/0201?year=2023-24&amp;policy=restated")
                .contains("Months are told of everybody, not of single groups.");
        List<List<String>> schools = rows(page, "schools-table");
        assertThat(schools).hasSize(3);
        assertThat(schools.stream().limit(2).map(row -> row.get(0))).allMatch(name -> name.contains("Middle School"));
        assertThat(page)
                .contains("school=0202&amp;group=el%3Dtrue&amp;by=program\"")
                .contains("policy=restated&amp;level=middle&amp;school=0201&amp;group=swd%3Dtrue");
    }

    @Test
    void whyTheDistrictsNumberChangedIsAskedOfTheDistrictAndYearByWhoeverLooksAfterOneSchool() {
        assertThat(page("principal", CHRONIC + "?school=3100042&year=2023-24"))
                .contains("/metrics/chronic_absence_rate/why?year=2023-24&amp;school=3100042\"");
    }

    @Test
    void aTrendUnderOneDefinitionHasNoBreakAndNoGoalOfAnotherDefinition() {
        String page = page("superintendent", CHRONIC + "?policy=restated");
        List<List<String>> rows = rows(page, "trend-table");
        assertThat(rows.get(2))
                .contains("2023-24", "21.2%", "Version 2", "–")
                .anyMatch(cell -> cell.contains("No goal set"))
                .doesNotContain("19.0%");
        assertThat(rows.get(0)).contains("17.2%", "15%");
        assertThat(page)
                .contains("every year under the latest definition")
                .doesNotContain("New definition from 2024-25");
    }

    private static String number(String path) {
        return page("superintendent", path)
                .replaceAll("(?s).*<aside class=\"card pad meaning\"(.*?)</aside>.*", "$1")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
    }

    @Test
    void thatNoGoalIsSetIsSaidOnceWithItsYear() {
        assertThat(number("/metrics/enrollment?year=2025-26"))
                .contains("– No goal set for 2025-26")
                .doesNotContain("none set");
        assertThat(rows(page("superintendent", "/metrics/enrollment"), "trend-table"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).noneMatch(cell -> cell.contains("No goal set")));
    }

    @Test
    void ofAShareItIsSaidHowManyOfHowManyAndOfNothingElse() {
        assertThat(number(CHRONIC)).containsPattern("\\d of [0-9,]+ counted");
        assertThat(number("/metrics/cost_per_active_app_user")).doesNotContain(" counted ");
    }

    @Test
    void numbersOfFewPeopleAreExplainedToWhoeverDoesNotSeeThem() {
        String other = page("clerk", CHRONIC + "?school=0301&by=race_ethnicity");
        assertThat(other)
                .contains("Not shown: American Indian or Alaska Native, Native Hawaiian or Other Pacific Islander.")
                .contains("Numbers of fewer than 10 people, and those that would let them be worked out, are hidden")
                .contains("Months of one school would tell of the single student who moved them")
                .doesNotContain("id=\"months-table\"", "/records", "/schools/0301", "/annotations");
        assertThat(page("clerk", CHRONIC + "?school=3100042")).contains("id=\"months-table\"");
        assertThat(page("superintendent", CHRONIC + "?school=0301&by=race_ethnicity"))
                .doesNotContain("Not shown:")
                .contains("id=\"months-table\"");
    }

    @Test
    void aNumberWithoutMonthsSaysWhy() {
        assertThat(page("superintendent", "/metrics/enrollment"))
                .contains("This number is one of the school year, not of its months.");
        assertThat(page("superintendent", CHRONIC + "?year=2021-22"))
                .contains("No months are kept for this definition, place and school year.");
    }

    @Test
    void aFileOfAChartSaysWhoseNumbersOfWhichNightItHolds() {
        String page = page("superintendent", CHRONIC + "?school=0201&year=2024-25");
        assertThat(csv(page, "trend"))
                .startsWith("\ufeffFinding,")
                .contains("District,Cedar Valley School District\r\n", "Shown,Heritage Middle School\r\n")
                .contains("Data as of,\"May 15, 2026\"\r\n", "Publication,20260515T020000-a\r\n")
                .contains("District definition, as reported each year")
                .contains("school_year,value,version,under_latest_definition,goal,counted,unit,so_far,notes\r\n")
                .contains("2025-26,");
        assertThat(csv(page, "months")).contains("2024-25,2025-03,", "from the first day of the year");
        assertThat(csv(page("superintendent", "/leadership"), "trend")).contains("Shown,The whole district\r\n");
    }
}
