package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesInBrowserTest {

    private static final List<String> PAGES = List.of(
            "/",
            "/boards",
            "/boards/attendance",
            "/boards/staffing?school=0101&year=2024-25&level=high",
            "/leadership",
            "/leadership?metric=enrollment&year=2023-24&school=0301&group=grade_level",
            "/leadership?metric=cost_per_active_app_user&school=0101",
            "/leadership?metric=chronic_absence_rate&authority=state&group=program",
            "/schools",
            "/schools?level=middle&year=2023-24",
            "/schools/0101",
            "/schools/0201?year=2023-24&policy=restated",
            "/quality",
            "/quality?rule=nothing-like-it",
            "/quality/rules",
            "/quality/rules?area=ENR&q=stay",
            "/nights",
            "/nights/" + SampleRuns.IN_PART,
            "/nights/" + SampleRuns.DIED,
            "/search?q=absent",
            "/search?q=zzzz",
            "/accessibility",
            "/metrics",
            "/metrics/chronic_absence_rate",
            "/metrics/average_daily_attendance?school=0201&year=2024-25&policy=restated&group=el%3Dtrue",
            "/annotations",
            "/metrics/book/2024-25",
            "/metrics/chronic_absence_rate/why",
            "/who-is-who",
            "/who-is-who?kind=student",
            "/technology",
            "/technology?on=2020-01-01",
            "/exports?year=2025-26",
            "/exports/2025-26/FS052",
            "/exports/2025-26/FS052/numbers?level=SCH",
            "/exports/2025-26/FS052/students?level=SCH&place=school+0001",
            "/exports/sign/2025-26/FS052",
            "/packets",
            "/packets/new",
            "/packets/1",
            "/report-card",
            "/report-card/0101?year=2024-25",
            "/people",
            "/workbench/connect",
            "/administration",
            "/administration/schools",
            "/administration/sources",
            "/administration/schedules",
            "/audit",
            "/who-saw",
            "/password",
            "/account/tokens",
            "/account/second-factor",
            "/people/tokens",
            "/api",
            "/workbench",
            "/workbench/saved",
            "/workbench/history",
            "/catalogue",
            "/no-such-page");

    private static final Set<String> ALSO_ON_A_PHONE = Set.of(
            "/",
            "/boards",
            "/boards/attendance",
            "/leadership",
            "/schools",
            "/schools/0101",
            "/quality",
            "/quality/rules",
            "/metrics/chronic_absence_rate",
            "/annotations",
            "/nights/" + SampleRuns.IN_PART,
            "/search?q=absent",
            "/metrics/book/2024-25",
            "/who-is-who",
            "/technology",
            "/exports/2025-26/FS052",
            "/packets",
            "/packets/1",
            "/report-card",
            "/report-card/0101?year=2024-25",
            "/account/tokens",
            "/account/second-factor",
            "/api",
            "/people",
            "/administration",
            "/administration/sources",
            "/audit");

    private static final String STACKS = """
            () => [...document.querySelectorAll('.stacks')].map(table => {
              const heads = [...table.querySelectorAll('thead th')].map(head => head.textContent);
              const other = [...table.querySelectorAll('td[data-name]')].find(
                  cell => cell.dataset.name !== heads[cell.cellIndex]);
              const around = table.closest('.scroll');
              return other ? other.dataset.name + ' is no heading of its column'
                  : around.scrollWidth > around.clientWidth ? table.id + ' is wider than the screen' : 'stands';
            })
            """;

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT"})
    void everyPageIsAccessibleFitsAndKeepsItsConsoleClean(int width, ColorScheme scheme) {
        // So that the list of tokens has one.
        ApiCaller.of(TestServer.shared(), "demo-admin");
        try (var window = TestBrowser.open(TestServer.shared(), "demo-admin", width, scheme)) {
            for (String path : PAGES) {
                window.go(path);
                if (path.equals("/api")) {
                    window.page().evaluate("document.querySelectorAll('details').forEach(part => part.open = true)");
                }
                assertThat(overflow(window.page())).as("%s at %d", path, width).isEmpty();
                if (width > 500 || ALSO_ON_A_PHONE.contains(path)) {
                    assertThat(violations(window.page(), scheme))
                            .as("%s, %s", path, scheme)
                            .isEmpty();
                }
            }
            assertThat(window.complaints())
                    .filteredOn(complaint -> !complaint.contains("404"))
                    .isEmpty();
        }
    }

    /** On a phone a row of words stands as a block, and each cell under the name that its column has. */
    @Test
    void onAPhoneTablesOfWordsAreReadWithoutMovingThemSideways() {
        try (var window = TestBrowser.open(TestServer.shared(), "demo-admin", 390, ColorScheme.LIGHT)) {
            for (String path : List.of(
                    "/audit",
                    "/administration/schedules",
                    "/catalogue",
                    "/catalogue/fact_student_attendance",
                    "/exports?year=2025-26",
                    "/metrics/book/2024-25",
                    "/years",
                    "/nights",
                    "/nights/" + SampleRuns.IN_PART,
                    "/schools",
                    "/schools/0101",
                    "/administration/schools",
                    "/administration/sources",
                    "/quality",
                    "/boards/attendance",
                    "/technology",
                    "/leadership?metric=chronic_absence_rate",
                    "/metrics/chronic_absence_rate")) {
                window.go(path);
                window.page().evaluate("document.querySelectorAll('details').forEach(part => part.open = true)");
                assertThat(window.page().evaluate(STACKS))
                        .as(path)
                        .asInstanceOf(LIST)
                        .isNotEmpty()
                        .containsOnly("stands");
            }
        }
    }

    /** Every page is a step away, with the keyboard too, and whoever has no script loses nothing. */
    @Test
    void onAPhoneTheOtherPagesOpenBelowAButton() {
        try (var window = TestBrowser.open(TestServer.shared(), "demo-admin", 390, ColorScheme.DARK)) {
            Page page = window.page();
            page.route("**/*.js", Route::abort);
            window.go("/nights");
            assertThat(page.isVisible("#ways-rest")).isFalse();
            assertThat(page.isVisible(".ways-first a[href='/boards']")).isTrue();
            page.focus(".ways-more");
            page.keyboard().press("Enter");
            page.waitForCondition(() -> page.isVisible("#ways-rest"));
            assertThat(page.locator("#ways-rest a").allTextContents())
                    .contains("Definitions", "Nights", "Technology", "Who is who", "Administration", "Account");
            assertThat(overflow(page)).isEmpty();
            assertThat(violations(page, ColorScheme.LIGHT)).isEmpty();
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Packets");
            page.keyboard().press("Escape");
            page.waitForCondition(() -> !page.isVisible("#ways-rest"));
            page.click(".ways-more");
            page.click("#ways-rest a[href='/technology']");
            page.waitForURL("**/technology");
        }
    }

    @Test
    void theDoorIsAccessibleToo() {
        try (var window = TestBrowser.open(TestServer.shared(), "clerk", 390, ColorScheme.DARK)) {
            window.context().clearCookies();
            window.go("/sign-in?wrong");
            assertThat(overflow(window.page())).isEmpty();
            assertThat(violations(window.page(), ColorScheme.LIGHT)).isEmpty();
            assertThat(window.complaints()).isEmpty();
        }
    }

    /** What sticks out of the window, if anything makes the page scroll sideways. */
    static List<?> overflow(Page page) {
        return (List<?>) page.evaluate("""
                () => {
                  const root = document.documentElement;
                  if (root.scrollWidth <= root.clientWidth) { return []; }
                  return [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.parentElement.closest('.scroll'))
                    .map(e => e.tagName + '.' + (e.getAttribute('class') || '') + '#' + e.id).slice(0, 9).concat('the page scrolls sideways');
                }""");
    }

    /** Dark differs from light in its colours alone, so only those are looked at again. */
    static List<String> violations(Page page, ColorScheme scheme) {
        // The pages have no frames, and without them the engine needs no window of its own.
        var axe = new AxeBuilder(page).setLegacyMode(true);
        axe = scheme == ColorScheme.DARK
                ? axe.withRules(List.of("color-contrast"))
                : axe.withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"));
        return axe.analyze().getViolations().stream()
                .map(violation -> violation.getId() + ": "
                        + violation.getNodes().stream()
                                .map(node -> node.getHtml())
                                .limit(3)
                                .collect(Collectors.joining(" | ")))
                .toList();
    }
}
