package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Comparison;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.answer.Trend;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NumbersOnPagesTest {

    @TempDir
    Path folder;

    private static String page(String query) {
        return TestServer.shared()
                .visitor("superintendent")
                .get("/leadership" + query)
                .body();
    }

    private static Trend trend(String metric, String authority) {
        return TestServer.shared().running().bean(Editions.class).ask(answers -> {
            var metrics = answers.metrics(new Scope.District());
            return metrics.trend(
                    metrics.metric(metric).orElseThrow(),
                    authority,
                    answers.organizations().get(0));
        });
    }

    @Test
    void theTableUnderTheTrendHoldsThePublicationsNumbers() {
        for (String metric : List.of("chronic_absence_rate", "enrollment", "cost_per_active_app_user")) {
            String page = page("?metric=" + metric);
            List<List<String>> rows = rows(page, "trend-table");
            Trend trend = trend(metric, "district");
            assertThat(rows).as(metric).hasSize(5);
            for (List<String> row : rows) {
                String year = row.get(0).replace(" so far", "");
                assertThat(row.get(1))
                        .as(metric + " " + year)
                        .isEqualTo(Numbers.value(
                                trend.metric().unit(), trend.reported(year).value()));
                trend.under(2, year)
                        .filter(point -> year.compareTo("2024-25") < 0)
                        .ifPresent(point -> assertThat(row.get(3))
                                .isEqualTo(Numbers.value(trend.metric().unit(), point.value())));
            }
        }
    }

    @Test
    void aYearThatIsNotOverIsComparedAsItStandsAndSaysSo() {
        var visitor = TestServer.shared().visitor("superintendent");
        String why = "/metrics/chronic_absence_rate/why?compare=years";
        String page = visitor.get(why).body();
        for (int i = 0; i < 60 && page.contains("Working it out"); i++) {
            page = visitor.get(why).body();
        }
        assertThat(page)
                .contains("from 2024-25 to 2025-26")
                .contains("2025-26 is not over: it is compared as it stands now with all of 2024-25.");
    }

    @Test
    void theSchoolsAndGroupsOnThePageAreThoseOfThePublication() {
        Comparison schools = TestServer.shared().running().bean(Editions.class).ask(answers -> {
            var metrics = answers.metrics(new Scope.District());
            Metric metric = metrics.metric("chronic_absence_rate").orElseThrow();
            return metrics.schools(metric, "district", "2025-26", answers.organizations());
        });
        List<List<String>> rows = rows(page("?metric=chronic_absence_rate"), "schools-table");
        assertThat(rows).hasSize(8);
        for (int i = 0; i < rows.size(); i++) {
            Comparison.Row expected = schools.rows().get(i);
            assertThat(rows.get(i).get(0)).isEqualTo(expected.label());
            assertThat(rows.get(i).get(1))
                    .isEqualTo(Numbers.value(
                            org.yearbook.warehouse.answer.Unit.PERCENT,
                            expected.point().value()));
        }
        assertThat(rows(page("?metric=chronic_absence_rate&group=grade_level"), "groups-table"))
                .extracting(row -> row.get(0))
                .startsWith("Kindergarten", "Grade 1", "Grade 2")
                .endsWith("Grade 12");
        assertThat(rows(page("?metric=chronic_absence_rate&group=race_ethnicity"), "groups-table"))
                .extracting(row -> row.get(0))
                .contains("Hispanic/Latino", "Two or More Races", "Native Hawaiian or Other Pacific Islander");
        assertThat(rows(page("?metric=chronic_absence_rate&group=program"), "groups-table"))
                .extracting(row -> row.get(0))
                .containsExactly("English learners", "Students with disabilities", "Economically disadvantaged");
    }

    @Test
    void noLineOfTheTrendCrossesAChangeOfDefinition() {
        for (String query : List.of(
                "?metric=chronic_absence_rate",
                "?metric=chronic_absence_rate&authority=state",
                "?metric=average_daily_attendance",
                "?metric=account_removal_on_time")) {
            String page = page(query);
            Matcher chart = Pattern.compile("data-chart=\"([^\"]+)\"").matcher(page);
            assertThat(chart.find()).isTrue();
            JsonNode option = new JsonMapper()
                    .readTree(chart.group(1).replace("&quot;", "\""))
                    .required("option");
            double border = Double.NaN;
            for (JsonNode series : option.required("series")) {
                if (series.has("markLine")) {
                    border = series.at("/markLine/data/0/xAxis").asDouble();
                }
            }
            assertThat(border).as(query).isPositive();
            int lines = 0;
            for (JsonNode series : option.required("series")) {
                if ("line".equals(series.required("type").asString()) && !series.has("markLine")) {
                    lines++;
                    var sides = new ArrayList<Boolean>();
                    for (JsonNode point : series.required("data")) {
                        sides.add(point.at("/value/0").asDouble() < border);
                    }
                    assertThat(sides.stream().distinct()).as(query).hasSize(1);
                }
            }
            assertThat(lines).as(query).isEqualTo(3);
        }
    }

    @Test
    void aChangeAcrossTwoDefinitionsIsToldUnderOne() {
        String page = page("?metric=chronic_absence_rate&year=2024-25");
        assertThat(page)
                .contains("once both years are counted the new way")
                .contains("Counted the new way, 2023-24 reads 21.2% instead of 19.0%")
                .contains("Both years under this year&#39;s new definition");
    }

    @Test
    void aMetricWithoutAGoalSaysSoAndNeverTakesLastYears() {
        assertThat(page("?metric=enrollment")).contains("No goal set");
        List<List<String>> rows = rows(page("?metric=account_removal_on_time"), "trend-table");
        assertThat(rows.get(0)).contains("95%");
        assertThat(rows.get(1)).contains("–").anyMatch(cell -> cell.contains("No goal set"));
    }

    @Test
    void threeAuthoritiesStandSideBySide() {
        String page = page("?metric=chronic_absence_rate");
        assertThat(page).contains("count-District", "count-State", "count-Federal");
        for (String authority : List.of("district", "state", "federal")) {
            Trend trend = trend("chronic_absence_rate", authority);
            assertThat(page)
                    .contains("count-value\">"
                            + Numbers.value(
                                    trend.metric().unit(),
                                    trend.reported("2025-26").value()));
        }
    }

    @Test
    void aDefinitionPageHoldsEveryVersionWithItsWordsAndItsSql() {
        String page = TestServer.shared()
                .visitor("clerk")
                .get("/metrics/chronic_absence_rate")
                .body();
        assertThat(page)
                .contains("Version 1", "Version 2", "Board policy 4110 (2024)", "Board of Education, Jun 18, 2024")
                .contains("agg_student_year where enrolled_units &gt;= 25200", "b2c3d4e5f6071829")
                .contains("2023-24 reads 21.2% under this definition and 19.0% under the one before");
    }

    @Test
    void rowAccountsHeldFilesStepsAndSourcesAreShown() {
        var visitor = TestServer.shared().visitor("superintendent");
        String quality = visitor.get("/quality").body();
        assertThat(quality)
                .contains(
                        "All 914,369 delivered rows are accounted for",
                        "1 file was held back; the numbers stand on what came before")
                .contains("it begins with &lt;!DOCTYPE html&gt;");
        assertThat(rows(quality, "account-table"))
                .hasSize(6)
                .allSatisfy(row -> assertThat(row).hasSize(7));
        String nights = visitor.get("/nights").body();
        assertThat(rows(nights, "steps")).hasSize(5);
        assertThat(rows(nights, "steps").get(0)).startsWith("land", "2 parts", "918,627");
        assertThat(rows(nights, "parts")).hasSize(6);
        assertThat(rows(nights, "held").get(0)).contains("apps-usage-2025-26.csv");
        assertThat(rows(nights, "sources").get(0))
                .containsExactly("Apps", "Apr 1, 2026 ! 44 days before", "Apr 14, 2026 31 days before", "1");
    }

    @Test
    void aFileThatDoesNotBalanceIsToldLoudly() {
        var sample = SamplePublication.in(folder)
                .change("20260515T020000-a", "update row_account set loaded = loaded - 1 where file = 'hr-staff.csv'");
        var server = TestServer.start(sample, true);
        try {
            assertThat(server.visitor("superintendent").get("/quality").body())
                    .contains("1 file does not balance", "The rows of a file do not balance");
        } finally {
            server.close();
        }
    }

    @Test
    void aNewPublicationAppearsWithoutARestartAndHostileNamesStayWords() {
        var sample = SamplePublication.in(folder);
        var server = TestServer.start(sample, true);
        try {
            var visitor = server.visitor("superintendent");
            assertThat(visitor.get("/leadership").body()).contains("Friday, May 15, 2026");
            String script = "<script>alert('x')</script>";
            sample.publish(
                    "20260516T020000-b",
                    "2026-05-16",
                    Map.of("0101", script, "0102", "=HYPERLINK(\"http://x\")", "0103", "${T(java.lang.Runtime)}"));
            String page = visitor.get("/leadership").body();
            assertThat(page)
                    .contains("Saturday, May 16, 2026", "&lt;script&gt;alert(")
                    .doesNotContain(script);
            assertThat(page).contains("${T(java.lang.Runtime)}");
            assertThat(visitor.get("/quality").body()).doesNotContain(script);
            assertThat(visitor.get("/people").body()).doesNotContain(script);
            String csv = visitor.get("/quality.csv?status=all").body();
            assertThat(csv).contains("\"'=HYPERLINK(\"\"http://x\"\")\"").doesNotContain(",=HYPERLINK");
        } finally {
            server.close();
        }
    }

    /** {@return the body rows of a table, each cell as a reader sees it} */
    static List<List<String>> rows(String page, String id) {
        Matcher table =
                Pattern.compile("id=\"" + id + "\".*?</table>", Pattern.DOTALL).matcher(page);
        assertThat(table.find()).as(id).isTrue();
        var rows = new ArrayList<List<String>>();
        String body = table.group().replaceAll("(?s)<thead>.*?</thead>", "");
        Matcher row = Pattern.compile("<tr.*?</tr>", Pattern.DOTALL).matcher(body);
        while (row.find()) {
            var cells = new ArrayList<String>();
            Matcher cell =
                    Pattern.compile("<t[hd][ >].*?</t[hd]>", Pattern.DOTALL).matcher(row.group());
            while (cell.find()) {
                cells.add(cell.group()
                        .replaceAll("<[^>]+>", "")
                        .replaceAll("\\s+", " ")
                        .strip());
            }
            rows.add(cells);
        }
        return rows;
    }
}
