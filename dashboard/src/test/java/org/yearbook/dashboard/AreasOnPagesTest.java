package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.SamplePublication;

/** Many numbers on the pages: divided by area, with those that a district has no data for named and out of the way. */
class AreasOnPagesTest {

    private static final String PUBLICATION = "20260515T020000-a";

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void aPublicationWithAreas() {
        var sample = SamplePublication.in(folder)
                .change(PUBLICATION, "alter table metric_definition add column area varchar")
                .change(PUBLICATION, """
                        update metric_definition set area = case
                            when metric = 'teacher_retention_rate' then 'staff'
                            when metric = 'account_removal_on_time' then 'access'
                            when metric = 'cost_per_active_app_user' then 'applications' else 'students' end""");
        for (String metric : List.of("position_vacancy_rate", "forms_digital_share", "unapproved_app_use")) {
            String area = metric.startsWith("pos") ? "staff" : metric.startsWith("forms") ? "forms" : "applications";
            sample.change(PUBLICATION, """
                    insert into metric_definition by name
                    select * replace ('%s' as metric, '%s' as area, 'Label of %s' as label, 'percent' as unit, 1 as version,
                                      '2015-16' as from_school_year)
                    from metric_definition where metric = 'cost_per_active_app_user' and version = 2""".formatted(metric, area, metric));
        }
        // Three applications, of no people at all: no reason to hide anything.
        sample.change(PUBLICATION, """
                insert into metric_value by name
                select * replace ('unapproved_app_use' as metric, 1 as version, 1 as numerator, 3 as denominator,
                                  null as n, 0.333333 as value, 'ok' as status)
                from metric_value
                where metric = 'cost_per_active_app_user' and policy = 'in_force' and school_year = '2025-26'""");
        server = TestServer.start(sample, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void eachAreaHasALineAndItsNumbersShowWhenItIsChosen() {
        String page = page("superintendent", "?metric=enrollment");
        assertThat(found(page, "id=\"area-(\\w+)\""))
                .containsExactly("students", "staff", "access", "forms", "applications");
        assertThat(found(page, "id=\"tile-(\\w+)\""))
                .containsExactly("enrollment", "average_daily_attendance", "chronic_absence_rate");
        assertThat(line(page, "students")).contains("Students", "1 of 2 met");
        assertThat(line(page, "forms")).contains("Forms", "No numbers yet");
        assertThat(found(page("superintendent", "?metric=cost_per_active_app_user"), "id=\"tile-(\\w+)\""))
                .containsExactly("unapproved_app_use", "cost_per_active_app_user");
    }

    @Test
    void theHeadlineCountsTheGoalsOfAllAreas() {
        assertThat(page("superintendent", "?metric=enrollment"))
                .containsPattern("\\d of 5 goals? met")
                .isNotEmpty();
    }

    @Test
    void whatHasNoDataIsNamedInItsAreaAlone() {
        String page = page("superintendent", "?metric=teacher_retention_rate");
        assertThat(found(page, "id=\"tile-(\\w+)\"")).containsExactly("teacher_retention_rate");
        assertThat(page)
                .contains(
                        "No number yet, since what they are made of was not delivered",
                        "/metrics/position_vacancy_rate")
                .doesNotContain("/metrics/forms_digital_share\"");
        String forms = page("superintendent", "?metric=forms_digital_share");
        assertThat(found(forms, "id=\"tile-(\\w+)\"")).isEmpty();
        assertThat(forms).contains("Label of forms_digital_share has no value for 2025-26");
        assertThat(page("superintendent", "?metric=enrollment")).doesNotContain("No number yet");
    }

    @Test
    void aNumberAboutThingsIsNotHiddenHoweverFewTheyAre() {
        for (String who : List.of("superintendent", "principal")) {
            String page = page(who, "?metric=unapproved_app_use&school=" + "3100042");
            assertThat(page).as(who).contains("33.3%", "Only 3 counted").doesNotContain("too few people");
        }
    }

    @Test
    void theDefinitionsAreListedByArea() {
        String page = server.visitor("superintendent").get("/metrics").body();
        assertThat(found(page, "id=\"area-(\\w+)\""))
                .containsExactly("students", "staff", "access", "forms", "applications");
        assertThat(page.indexOf("Chronic absence")).isLessThan(page.indexOf("Teachers who stayed"));
    }

    @Test
    void anAreaIsChosenWithAClickAndNothingRunsOverOnAPhone() {
        for (int width : new int[] {390, 1280}) {
            try (var window = TestBrowser.open(server, "superintendent", width, ColorScheme.LIGHT)) {
                Page page = window.page();
                window.go("/leadership");
                page.click("#area-staff");
                page.waitForURL("**/leadership?metric=teacher_retention_rate");
                page.waitForCondition(() -> "true".equals(page.getAttribute("#area-staff", "aria-current")));
                assertThat(page.evaluate(
                                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                        .isEqualTo(true);
                assertThat(window.complaints()).isEmpty();
            }
        }
    }

    private static String page(String who, String query) {
        return server.visitor(who).get("/leadership" + query).body();
    }

    private static List<String> found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String line(String page, String area) {
        int from = page.indexOf("id=\"area-" + area + "\"");
        return page.substring(from, page.indexOf("</a>", from))
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
    }
}
