package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Search over everything that is nobody's personal data. */
class SearchTest {

    private static final Pattern RESULT = Pattern.compile(
            "<h2><a href=\"([^\"]+)\">(.*?)</a> <span class=\"found-kind\">(.*?)</span>", Pattern.DOTALL);

    /** What pages are called whose address does not say so. */
    private static final Map<String, String> NAMES =
            Map.of("/", "today", "/password", "account", "/metrics", "definitions");

    private static String search(String person, String asked) {
        return TestServer.shared()
                .visitor(person)
                .get("/search?q=" + asked.replace(" ", "+"))
                .body();
    }

    private static List<String> found(String person, String asked) {
        return RESULT.matcher(search(person, asked))
                .results()
                .map(hit -> hit.group(3) + " " + hit.group(2).replaceAll("<[^>]+>", "") + " " + hit.group(1))
                .toList();
    }

    @Test
    void whatPeopleSayFindsWhatTheMetricIsCalled() {
        assertThat(found("superintendent", "absent").get(0))
                .isEqualTo("Metric Chronic absence /metrics/chronic_absence_rate");
        assertThat(found("superintendent", "truancy").get(0)).startsWith("Metric Chronic absence");
        assertThat(found("superintendent", "dropout")).anyMatch(hit -> hit.startsWith("Word Graduation cohort"));
        assertThat(search("superintendent", "absent")).contains("<mark>absence</mark>");
        assertThat(found("superintendent", "the Chronic ABSENCE").get(0)).startsWith("Metric Chronic absence");
    }

    @Test
    void schoolsPagesRulesAndWordsAreFoundByRole() {
        assertThat(found("superintendent", "cedar high").get(0))
                .isEqualTo("School Cedar Valley High School /schools/0301");
        assertThat(found("clerk", "cedar high").get(0))
                .isEqualTo("School Cedar Valley High School /leadership?school=0301");
        assertThat(found("superintendent", "held back")).anyMatch(hit -> hit.startsWith("Word Held back"));
        assertThat(found("demo-admin", "audit")).contains("Page Audit trail /audit");
        assertThat(found("superintendent", "audit")).noneMatch(hit -> hit.contains("/audit"));
        assertThat(found("clerk", "technology")).noneMatch(hit -> hit.contains("/technology"));
    }

    /** A page that nobody finds was forgotten; what is no page of its own stands here. */
    @Test
    void everyPageIsFound() {
        var parts = Set.of(
                "/search",
                "/sign-in",
                "/first",
                "/health",
                "/nights/live",
                "/packets/new",
                "/account/tokens",
                "/people/tokens",
                "/quality/values",
                "/administration/schools",
                "/administration/sources",
                "/administration/schedules",
                "/account/keys",
                "/account/sessions",
                "/sign-in/code",
                "/workbench/saved",
                "/workbench/history",
                "/workbench/table",
                "/workbench/words",
                "/metrics/book");
        Set<String> pages =
                TestServer.shared()
                        .running()
                        .bean(RequestMappingHandlerMapping.class)
                        .getHandlerMethods()
                        .keySet()
                        .stream()
                        .filter(mapping ->
                                mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                        .flatMap(mapping -> mapping.getPatternValues().stream())
                        .filter(path -> !path.startsWith("/api/") && !path.contains("{") && !path.contains("."))
                        .filter(path -> !parts.contains(path))
                        .collect(Collectors.toSet());
        assertThat(pages).hasSizeGreaterThan(15).allSatisfy(path -> {
            String link = "href=\"" + path + "\"";
            String title = NAMES.getOrDefault(
                    path, path.substring(path.lastIndexOf('/') + 1).replace('-', ' '));
            assertThat(search("demo-admin", title)).contains("<h2><a " + link);
        });
    }

    @Test
    void nothingFoundAndHostileWordsStayWords() {
        assertThat(search("clerk", "zzzz")).contains("Nothing that you may see is called so");
        String hostile = search("clerk", "%3Cscript%3Ealert(1)%3C/script%3E");
        assertThat(hostile).doesNotContain("<script>alert").contains("&lt;script&gt;");
        assertThat(search("clerk", "")).contains("Type what you look for");
    }

    @Test
    void theSlashKeyLeadsThereAndWritesSlashesWhereSomebodyWrites() {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1280, ColorScheme.LIGHT)) {
            window.page().keyboard().press("/");
            assertThat(window.page().evaluate("document.activeElement.id")).isEqualTo("search");
            window.page().keyboard().type("a/b");
            assertThat(window.page().inputValue("#search")).isEqualTo("a/b");
            window.page().keyboard().press("Enter");
            window.page().waitForURL("**/search?q=a%2Fb");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void theStatementIsOpenToWhoeverCannotSignIn() {
        String page =
                TestServer.get(TestServer.shared().url() + "/accessibility").body();
        assertThat(page).contains("WCAG) 2.1, level AA", "help@cedar.example").doesNotContain("id=\"search\"");
        assertThat(page).as("whoever is not signed in learns no version").doesNotContain("Numbers as of");
        assertThat(TestServer.shared().visitor("clerk").get("/nights").body())
                .contains("Numbers as of", "Friday, May 15, 2026", "href=\"/accessibility\"");
    }
}
