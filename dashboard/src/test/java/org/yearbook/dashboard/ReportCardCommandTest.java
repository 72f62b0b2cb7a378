package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.ReportCard;
import org.yearbook.warehouse.answer.SamplePublication;

/** {@code yearbook report-card}: files for a web site, without any server. */
class ReportCardCommandTest {

    private static final String FIRST = "20260515T020000-a";

    @TempDir
    static Path folder;

    @TempDir
    Path out;

    private static SamplePublication sample;

    @BeforeAll
    static void publish() {
        sample = SamplePublication.in(folder);
        sample.change(
                FIRST,
                "update metric_value set n = 4, numerator = 3, denominator = 4, value = 0.777777"
                        + " where metric = 'chronic_absence_rate' and group_dimension = 'all' and organization_id = '0104'");
        sample.release(FIRST);
    }

    private record Said(int status, String out, String errors) {}

    private static Said run(Path home, Path to, String... more) {
        var said = new StringWriter();
        var errors = new StringWriter();
        var arguments = new java.util.ArrayList<>(List.of("--home", home.toString(), "--out", to.toString()));
        arguments.addAll(List.of(more));
        int status = YearbookServer.beside(new ReportCardCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(errors))
                .execute(arguments.toArray(String[]::new));
        return new Said(status, said.toString(), errors.toString());
    }

    @Test
    void eachPlaceHasAPageACsvFileAndAPdfThatHideWhatThePublicFileHides() throws IOException {
        Path site = out.resolve("site");
        Said said = run(sample.home().root(), site);
        assertThat(said.errors()).isEmpty();
        assertThat(said.status()).isZero();
        assertThat(said.out())
                .startsWith("Report cards of 2025-26, data as of Friday, May 15, 2026: 9 places, 27 files in ");
        for (String name : List.of("index", "0101", "0104", "0302")) {
            String page = Files.readString(site.resolve(name + ".html"));
            assertThat(page)
                    .contains("href=\"" + name + ".csv\"", "href=\"index.html\"", "id=\"spending\"", "Chronic absence")
                    .doesNotContain("<script", "<link", "http://", "77.8%");
            assertThat(Files.readString(site.resolve(name + ".csv")))
                    .startsWith("\ufeffschema_version,element,")
                    .doesNotContain("0.777777");
            try (var pdf = Loader.loadPDF(Files.readAllBytes(site.resolve(name + ".pdf")))) {
                assertThat(pdf.getNumberOfPages()).isGreaterThan(2);
            }
        }
        assertThat(Files.readString(site.resolve("0104.html"))).contains(">Hidden</a>");
    }

    @Test
    void aYearIsChosenAndOneWithoutNumbersIsRefused() throws IOException {
        assertThat(run(sample.home().root(), out, "--year", "2023-24").out()).startsWith("Report cards of 2023-24,");
        assertThat(Files.readString(out.resolve("0101.html")))
                .contains("2023-24")
                .doesNotContain("so far");
        Said wrong = run(sample.home().root(), out.resolve("wrong"), "--year", "1999-00");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.errors()).contains("1999-00 has no numbers. There are: 2025-26, 2024-25");
        assertThat(out.resolve("wrong")).doesNotExist();
    }

    @Test
    void aFaultInTheDistrictsOwnListIsToldAndNothingIsWritten() throws IOException {
        Path own = Files.createDirectories(sample.home().metrics()).resolve(ReportCard.FILE);
        try {
            Files.writeString(own, "report_card: [{element: ours, titel: x}]");
            Said said = run(sample.home().root(), out.resolve("site"));
            assertThat(said.status()).isEqualTo(2);
            assertThat(said.errors()).contains("metrics/report-card.yaml line 1", "'titel'");
            assertThat(out.resolve("site")).doesNotExist();
        } finally {
            Files.delete(own);
        }
    }

    @Test
    void aFileInThePlaceOfTheFolderIsToldAndKept() throws IOException {
        Path file = Files.writeString(out.resolve("notes.txt"), "ours");
        Said said = run(sample.home().root(), file);
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.errors()).contains("notes.txt is a file. Name a folder");
        assertThat(file).hasContent("ours");
    }

    @Test
    void aCardThatCannotTakeItsPlaceLeavesEveryOtherAsItWas() throws IOException {
        Path site = Files.createDirectories(out.resolve("site"));
        Files.writeString(site.resolve("index.html"), "of last month");
        Files.writeString(site.resolve("style.css"), "ours");
        Path inTheWay = Files.createDirectories(site.resolve("0302.pdf"));
        Said said = run(sample.home().root(), site);
        assertThat(said.status()).isNotZero();
        assertThat(said.errors()).contains("0302.pdf is a folder, and a card has that name. Nothing was written.");
        assertThat(site.resolve("index.html")).hasContent("of last month");
        assertThat(site.resolve("0101.html")).doesNotExist();
        Files.delete(inTheWay);
        assertThat(run(sample.home().root(), site).status()).isZero();
        assertThat(Files.readString(site.resolve("index.html"))).contains("Chronic absence");
        assertThat(site.resolve("style.css")).hasContent("ours");
        try (var left = Files.list(out)) {
            assertThat(left).as("nothing is left beside it").containsExactly(site);
        }
    }

    @Test
    void aHomeThatPublishedNothingForEverybodyIsToldSo(@TempDir Path empty) {
        Said said = run(SamplePublication.emptyHome(empty).home().root(), out.resolve("none"));
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.errors()).contains("Nothing is published for everybody yet");
    }

    @Test
    void thePageIsAccessibleAndFitsAPhoneAndADesktop() {
        run(sample.home().root(), out);
        for (int width : List.of(390, 1440)) {
            try (var window = TestBrowser.open(TestServer.shared(), width, ColorScheme.LIGHT)) {
                window.page().navigate(out.resolve("0101.html").toUri().toString());
                assertThat(window.page().title()).isEqualTo("Report card 2025-26 of Abraham Lincoln Elementary School");
                assertThat(PagesInBrowserTest.overflow(window.page())).isEmpty();
                assertThat(PagesInBrowserTest.violations(window.page(), ColorScheme.LIGHT))
                        .isEmpty();
                assertThat(window.complaints()).isEmpty();
            }
        }
    }
}
