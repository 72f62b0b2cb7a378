package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class LeadershipInBrowserTest {

    @Test
    void choosingATileASchoolAndAYearStaysInTheAddress() {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1440, ColorScheme.LIGHT)) {
            Page page = window.page();
            window.go("/leadership");
            assertThat(page.textContent("#trend-title")).startsWith("Chronic absence fell");
            page.click("#tile-average_daily_attendance");
            page.waitForURL("**/leadership?metric=average_daily_attendance");
            assertThat(page.textContent("#trend-title")).contains("meeting the goal of 94%");
            page.selectOption("#school", "0301");
            page.waitForURL("**school=0301**");
            page.waitForCondition(() -> page.textContent("h1").contains("Cedar Valley High School"));
            page.selectOption("#year", "2023-24");
            page.waitForCondition(() -> page.textContent("h1").contains("2023-24"));
            String address = page.url();
            assertThat(address).contains("metric=average_daily_attendance", "school=0301", "year=2023-24");
            page.reload();
            assertThat(page.textContent("h1")).contains("Cedar Valley High School", "2023-24");
            page.goBack();
            page.waitForCondition(() -> page.textContent("h1").contains("2025-26"));
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void aSchoolChosenBeforeTheScriptsHaveComeIsShown() {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1440, ColorScheme.LIGHT)) {
            Page page = window.page();
            page.route("**/htmx*.js", Route::abort);
            window.go("/leadership?metric=enrollment");
            assertThat(page.evaluate("typeof htmx")).isEqualTo("undefined");
            page.selectOption("#school", "0301");
            page.waitForCondition(() -> page.textContent("h1").contains("Cedar Valley High School"));
            assertThat(page.url()).contains("metric=enrollment", "school=0301");
            for (String path : List.of("/schools", "/schools/0101")) {
                window.go(path);
                page.selectOption("#year", "2023-24");
                page.waitForCondition(() -> page.url().contains("year=2023-24"));
                assertThat(page.textContent("h1")).contains("2023-24");
            }
        }
    }

    @Test
    void aSchoolChosenInTheMomentAPartOfThePageIsSwappedIsShown() {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1440, ColorScheme.LIGHT)) {
            Page page = window.page();
            window.go("/leadership");
            page.evaluate("""
                    document.addEventListener('htmx:afterSwap', () => {
                      const school = document.getElementById('school');
                      school.value = '0301';
                      school.dispatchEvent(new Event('change', { bubbles: true }));
                    }, { once: true })""");
            page.click("#tile-average_daily_attendance");
            page.waitForCondition(() -> page.textContent("h1").contains("Cedar Valley High School"));
            assertThat(page.url()).contains("metric=average_daily_attendance", "school=0301");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void theChartIsDrawnAndCanBeWalkedWithTheKeyboard() {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1440, ColorScheme.LIGHT)) {
            Page page = window.page();
            window.go("/leadership");
            assertThat(page.locator("#trend canvas").count()).isPositive();
            page.focus("#trend");
            page.keyboard().press("ArrowLeft");
            assertThat(page.textContent("#trend-point")).startsWith("2025-26 so far. As reported: 17.2%");
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("ArrowLeft");
            assertThat(page.textContent("#trend-point"))
                    .isEqualTo("2023-24. As reported: 19.0%. Under the latest definition: 21.2%. Goal: 18%");
        }
    }

    @Test
    void aChartIsTakenAlongAsAPictureThatSaysWhatItRestsOn() throws Exception {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1440, ColorScheme.DARK)) {
            Page page = window.page();
            window.go("/metrics/chronic_absence_rate");
            page.focus("#months .chart");
            page.keyboard().press("Home");
            assertThat(page.textContent("#months-point")).startsWith("Aug. 2025-26: ");
            page.keyboard().press("End");
            assertThat(page.textContent("#months-point")).startsWith("May. 2025-26: 17.6%. 2024-25: ");
            var svg = page.waitForDownload(() -> page.click("[data-save=trend][data-as=svg]"));
            assertThat(svg.suggestedFilename()).isEqualTo("chronic_absence_rate-trend-2026-05-15.svg");
            String drawn = Files.readString(svg.path());
            assertThat(drawn)
                    .startsWith("<svg")
                    .contains(
                            "Chronic absence fell 3.2 points to 17.2%",
                            "Cedar Valley School District · Chronic absence")
                    .contains("New definition from 2024-25", "#1d4f91")
                    .doesNotContain("#8ab4ee");
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(svg.path().toFile());
            var png = page.waitForDownload(() -> page.click("[data-save=months][data-as=png]"));
            var picture = ImageIO.read(png.path().toFile());
            assertThat(picture.getWidth()).isEqualTo(2400);
            assertThat(picture.getRGB(2, 2)).isEqualTo(0xFFFFFFFF);
            assertThat(page.getAttribute("html", "data-bs-theme")).isEqualTo("dark");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void theMapIsWalkedWithTheKeyboardAndTakenAlongWithScaleNorthAndNamesThatDoNotOverlap() throws Exception {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1440, ColorScheme.LIGHT)) {
            Page page = window.page();
            window.go("/metrics/chronic_absence_rate?school=0101");
            assertThat(page.locator("#map canvas").count()).isPositive();
            page.focus("#map");
            page.keyboard().press("ArrowRight");
            assertThat(page.textContent("#map-point"))
                    .isEqualTo("Willow Park Elementary School. 11.2%, Goal met. Goal 13% or lower");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowUp");
            page.keyboard().press("End");
            assertThat(page.textContent("#map-point")).contains("Goal not met");
            var svg = page.waitForDownload(() -> page.click("[data-save=map][data-as=svg]"));
            assertThat(window.complaints()).isEmpty();
            String drawn = Files.readString(svg.path());
            assertThat(drawn)
                    .contains("schools on the map miss their goal", ">N<", ">1 mile<", ">Willow Park 11.2%<")
                    .contains("Cedar Valley School District · Chronic absence");
            // Lincoln and the high school lie side by side.
            Object overlaps = page.evaluate("""
                    svg => {
                      const box = document.createElement('div');
                      box.innerHTML = svg;
                      document.body.append(box);
                      const all = [...box.querySelectorAll('text')].map(text => text.getBoundingClientRect());
                      return all.filter((a, i) => all.some((b, j) => j > i && a.left < b.right && b.left < a.right
                        && a.top < b.bottom - 2 && b.top < a.bottom - 2)).length;
                    }""", drawn);
            assertThat(overlaps).isEqualTo(0);
        }
    }

    @Test
    void theFirstTabStopLeadsToTheContentAndEveryStopShowsItself() {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1440, ColorScheme.LIGHT)) {
            Page page = window.page();
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
            page.keyboard().press("Enter");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("page");
            for (int i = 0; i < 12; i++) {
                page.keyboard().press("Tab");
                assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                        .as("stop %d", i)
                        .isEqualTo("solid");
            }
        }
    }

    @Test
    void theThemeOfTheReaderStays() {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1440, ColorScheme.LIGHT)) {
            Page page = window.page();
            page.click("#theme");
            window.go("/nights");
            assertThat(page.getAttribute("html", "data-bs-theme")).isEqualTo("dark");
            assertThat(page.textContent("#theme")).isEqualTo("Light");
        }
    }

    @Test
    void theQualityFiltersWorkWithoutReloadingAndReachTheAddress() {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1440, ColorScheme.LIGHT)) {
            Page page = window.page();
            window.go("/quality");
            page.selectOption("#f-rule", "ATT-05");
            page.waitForCondition(
                    () -> page.textContent("#issues-title").strip().startsWith("2"));
            assertThat(page.url()).contains("rule=ATT-05");
            List<String> rules = page.locator(".issue .rule").allTextContents();
            assertThat(rules).isNotEmpty().containsOnly("ATT-05");
            assertThat(window.complaints()).isEmpty();
        }
    }
}
