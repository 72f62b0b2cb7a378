package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class SchoolInBrowserTest {

    @Test
    void yearAndPolicyStayInTheAddressAndANumberLeadsToItsPageAtTheSchool() {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1280, ColorScheme.LIGHT)) {
            Page page = window.page();
            window.go("/schools");
            page.click("text=Heritage Middle School");
            page.waitForURL("**/schools/0201");
            page.selectOption("#year", "2022-23");
            page.waitForURL("**year=2022-23**");
            page.selectOption("#policy", "restated");
            page.waitForURL("**policy=restated**");
            page.waitForCondition(
                    () -> page.textContent("#number-chronic_absence_rate").contains("24.5%"));
            assertThat(page.url()).contains("/schools/0201?", "year=2022-23", "policy=restated");
            page.reload();
            assertThat(page.textContent("h1")).contains("Heritage Middle School", "2022-23");
            page.click("#number-chronic_absence_rate a");
            page.waitForURL("**/metrics/chronic_absence_rate?school=0201&year=2022-23");
            assertThat(page.textContent("#page .head")).contains("Heritage Middle School", "2022-23");
            page.click(".ways-on a:has-text('Everything about this school')");
            page.waitForURL("**/schools/0201?year=2022-23");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    void theWholeSchoolFitsTwoPrintedPages() throws IOException {
        try (var window = TestBrowser.open(TestServer.shared(), "superintendent", 1280, ColorScheme.LIGHT)) {
            window.go("/schools/0101");
            byte[] file = window.page().pdf(new Page.PdfOptions().setFormat("Letter"));
            try (var pdf = Loader.loadPDF(file)) {
                assertThat(pdf.getNumberOfPages()).isLessThanOrEqualTo(2);
                assertThat(new PDFTextStripper().getText(pdf))
                        .contains(
                                "Abraham Lincoln Elementary School",
                                "Chronic absence",
                                "Widest gap",
                                "Similar are schools")
                        .doesNotContain("Sign out");
            }
        }
    }
}
