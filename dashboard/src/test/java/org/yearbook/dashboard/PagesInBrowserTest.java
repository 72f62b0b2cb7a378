package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesInBrowserTest {

    private static final List<String> PAGES = List.of(
            "/",
            "/?metric=enrollment&year=2023-24",
            "/?metric=average_daily_attendance&school=0301&group=grade_level",
            "/?metric=teacher_retention_rate&school=0104",
            "/?metric=account_removal_on_time",
            "/?metric=cost_per_active_app_user&school=0101",
            "/?metric=chronic_absence_rate&authority=state&group=program",
            "/quality",
            "/quality?status=resolved&school=0102",
            "/quality?rule=nothing-like-it",
            "/nights",
            "/metrics",
            "/metrics/chronic_absence_rate",
            "/people",
            "/audit",
            "/password",
            "/no-such-page");

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void everyPageIsAccessibleFitsAndKeepsItsConsoleClean(int width, ColorScheme scheme) {
        try (var window = TestBrowser.open(TestServer.shared(), "demo-admin", width, scheme)) {
            for (String path : PAGES) {
                window.go(path);
                assertThat(overflow(window.page())).as("%s at %d", path, width).isZero();
                assertThat(violations(window.page())).as("%s, %s", path, scheme).isEmpty();
            }
            assertThat(window.complaints())
                    .filteredOn(complaint -> !complaint.contains("404"))
                    .isEmpty();
        }
    }

    @Test
    void theDoorIsAccessibleToo() {
        try (var window = TestBrowser.open(TestServer.shared(), "clerk", 390, ColorScheme.DARK)) {
            window.context().clearCookies();
            window.go("/sign-in?wrong");
            assertThat(overflow(window.page())).isZero();
            assertThat(violations(window.page())).isEmpty();
            assertThat(window.complaints()).isEmpty();
        }
    }

    private static int overflow(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    private static List<String> violations(Page page) {
        return new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(violation -> violation.getId() + ": "
                                + violation.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .limit(3)
                                        .collect(Collectors.joining(" | ")))
                        .toList();
    }
}
