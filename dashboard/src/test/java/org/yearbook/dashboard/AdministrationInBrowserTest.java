package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

class AdministrationInBrowserTest {

    @Test
    void anAdministratorFindsWhoSawAStudentAndSeesTheProductAsAClerk() {
        var server = TestServer.shared();
        server.visitor("clerk").get("/quality?rule=ATT-02&status=all");
        try (var window = TestBrowser.open(server, "demo-admin", 390, ColorScheme.LIGHT)) {
            var page = window.page();
            page.click("nav.ways button.ways-more");
            page.click("nav.ways a[href='/administration']");
            page.click("main a[href='/who-saw']");
            page.fill("#term", "alvarez");
            page.click("main button:has-text('Find')");
            assertThat(page.url()).endsWith("/who-saw");
            assertThat(page.textContent("#events")).contains("Ruth Okafor", "School clerk", "Data quality");
            assertThat(PagesInBrowserTest.overflow(page)).isEmpty();
            assertThat(PagesInBrowserTest.violations(page, ColorScheme.LIGHT)).isEmpty();

            window.go("/people");
            page.click("summary[aria-label='Change Ruth Okafor']");
            page.click("button[aria-label='See Yearbook as Ruth Okafor']");
            assertThat(page.textContent(".seen-as")).contains("Ruth Okafor", "School clerk", "Sam Lindqvist");
            for (String path : new String[] {"/", "/quality", "/people"}) {
                window.go(path);
                assertThat(page.isVisible(".seen-as")).as(path).isTrue();
                assertThat(PagesInBrowserTest.overflow(page)).as(path).isEmpty();
                assertThat(PagesInBrowserTest.violations(page, ColorScheme.LIGHT))
                        .as(path)
                        .isEmpty();
            }
            page.click(".seen-as button");
            assertThat(page.url()).endsWith("/people");
            assertThat(page.isVisible(".seen-as")).isFalse();
            assertThat(window.complaints())
                    .filteredOn(complaint -> !complaint.contains("403"))
                    .isEmpty();
        }
    }
}
