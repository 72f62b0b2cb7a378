package org.yearbook.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.TestBrowser.Window;
import org.yearbook.warehouse.answer.SamplePublication;

/** A second factor from the first password to the last code, on a phone and in the dark, as its owner sees it. */
class SecondFactorInBrowserTest {

    @TempDir
    static Path folder;

    private static void accessible(Window window, ColorScheme scheme) {
        assertThat(PagesInBrowserTest.violations(window.page(), scheme)).isEmpty();
        assertThat(PagesInBrowserTest.overflow(window.page())).isEmpty();
    }

    private static void signIn(TestServer server, Window window) {
        window.go("/sign-in");
        window.page().fill("#name", "clerk");
        window.page().fill("#password", server.password("clerk"));
        window.page().click("#with-password button[type=submit]");
    }

    @Test
    void somebodySetsOneUpAndSignsInWithIt() throws IOException {
        var sample = SamplePublication.in(folder);
        Files.writeString(sample.home().root().resolve("sign-in.yaml"), "version: 1\nsecond_factor: everybody\n");
        var clock = new HandClock();
        var server = TestServer.start(sample, true, clock);
        try (var window = TestBrowser.open(server, 390, ColorScheme.DARK)) {
            Page page = window.page();
            signIn(server, window);
            assertThat(page.locator("h1")).hasText("Second factor");
            accessible(window, ColorScheme.DARK);
            page.click("main form button");
            assertThat(page.locator("svg.qr")).isVisible();
            accessible(window, ColorScheme.DARK);
            photograph(page, "set-up");
            var app = Authenticator.with(page.locator("#secret").innerText());
            assertThat(page.locator("#first")).hasAttribute("autocomplete", "one-time-code");
            assertThat(page.locator("#first")).hasAttribute("inputmode", "numeric");
            page.fill("#first", "000000");
            page.click("main form button");
            assertThat(page.locator("[role=alert]")).containsText("That code is not right");
            page.fill("#first", app.code(clock.instant()));
            page.click("main form button");
            assertThat(page.locator("#recovery-codes li")).hasCount(10);
            accessible(window, ColorScheme.DARK);
            photograph(page, "recovery-codes");
            String recovery = page.locator("#recovery-codes li").first().innerText();
            page.click(".told .btn");
            page.waitForURL(server.url() + "/");
            page.click(".self form button");
            page.waitForURL(server.url() + "/sign-in?out");

            clock.pass(Duration.ofMinutes(1));
            window.go("/quality");
            signIn(server, window);
            assertThat(page.locator("#code")).isFocused();
            assertThat(page.locator("#code")).hasAttribute("autocomplete", "one-time-code");
            accessible(window, ColorScheme.DARK);
            photograph(page, "code");
            page.fill("#code", app.code(clock.instant()));
            page.keyboard().press("Enter");
            page.waitForURL(server.url() + "/quality");
            page.click(".self form button");
            page.waitForURL(server.url() + "/sign-in?out");
            signIn(server, window);
            page.click("summary");
            page.fill("#recovery", recovery);
            page.keyboard().press("Enter");
            page.waitForURL(server.url() + "/");
            window.go("/account/second-factor");
            assertThat(page.locator("#on-title")).isVisible();
            accessible(window, ColorScheme.DARK);
            photograph(page, "on");
            assertThat(window.complaints()).isEmpty();
        } finally {
            server.close();
        }
    }

    /** For somebody who wants to look: {@code -Dyearbook.pictures=FOLDER}. */
    private static void photograph(Page page, String name) {
        String wanted = System.getProperty("yearbook.pictures", "");
        if (!wanted.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(wanted, name + ".png")));
        }
    }
}
