package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.warehouse.answer.SamplePublication;

/** The report as files, read by the readers that people use. */
class ReportFilesTest {

    private static final String ID = "20260515T020000-a";
    private static final List<String> HOSTILE =
            List.of("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "=HYPERLINK(\"http://x\")", "00012");
    private static final List<String> NOT_TEXT = List.of("Row", "First seen", "Last seen", "Resolved on", "Until");
    private static final int OWN = 20 + HOSTILE.size() + 1;

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        var sample = SamplePublication.in(folder);
        for (int i = 0; i < HOSTILE.size(); i++) {
            sample.change(
                    ID,
                    "insert into quality_issue select * replace ('hostile" + i + "' as issue_key, '00" + i
                            + "' as record_key, '" + HOSTILE.get(i)
                            + "' as raw_value, 'Nguyễn José Łukasz' as suggested_value)"
                            + " from quality_issue where school_id = '0101' and status = 'open' and rule_id = 'STU-01'"
                            + " limit 1");
        }
        // What XML has no sign for, and what would be markup.
        sample.change(
                ID,
                "insert into quality_issue select * replace ('hostile-x' as issue_key, 'x' as record_key,"
                        + " 'a' || chr(1) || '<b>&amp;\"' as raw_value)"
                        + " from quality_issue where issue_key = 'hostile0'");
        server = TestServer.start(sample, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ReadableWorkbook workbook(byte[] file) throws IOException {
        return new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true));
    }

    /** The rows of a sheet by the names in its first row. */
    private static List<Map<String, Cell>> rows(ReadableWorkbook book, String sheet) throws IOException {
        List<Row> all = book.findSheet(sheet).orElseThrow().read();
        Row names = all.get(0);
        var rows = new ArrayList<Map<String, Cell>>();
        for (Row row : all.subList(1, all.size())) {
            var cells = new LinkedHashMap<String, Cell>();
            for (int i = 0; i < names.getCellCount(); i++) {
                int column = i;
                row.getOptionalCell(column)
                        .filter(cell -> cell.getType() != CellType.EMPTY)
                        .ifPresent(cell -> cells.put(names.getCellText(column), cell));
            }
            rows.add(cells);
        }
        return rows;
    }

    private static String value(Map<String, Cell> row) {
        return row.containsKey("Value") ? row.get("Value").asString() : "";
    }

    @Test
    void everyCellOfTheWorkbookHasTheTypeOfItsColumnAndNoneIsAFormula() throws IOException {
        var answer = server.visitor("superintendent").file("/quality.xlsx?status=all");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"data-quality-2026-05-15.xlsx\"");
        try (var book = workbook(answer.body())) {
            List<Map<String, Cell>> rows = rows(book, "Issues");
            assertThat(rows).hasSizeGreaterThan(150).allSatisfy(row -> {
                row.forEach((name, cell) -> assertThat(cell.getType())
                        .as(name)
                        .isEqualTo(NOT_TEXT.contains(name) ? CellType.NUMBER : CellType.STRING));
                assertThat(row.get("Row").asNumber().scale()).isZero();
                assertThat(row.get("First seen").asDate().toLocalDate())
                        .isBetween(LocalDate.of(2026, 4, 20), LocalDate.of(2026, 5, 15));
                assertThat(row.get("First seen").getDataFormatString()).isEqualTo("yyyy-mm-dd");
            });
            assertThat(rows)
                    .extracting(ReportFilesTest::value)
                    .containsAll(HOSTILE)
                    .contains("a\uFFFD<b>&amp;\"");
            assertThat(rows).anySatisfy(row -> {
                assertThat(row.get("Record").asString()).isEqualTo("006");
                assertThat(value(row)).isEqualTo("00012");
                assertThat(row.get("School id").asString()).isEqualTo("0101");
                assertThat(row.get("Suggested value").asString()).isEqualTo("Nguyễn José Łukasz");
            });
        }
        // As text, so that what somebody types over a number keeps its zeros, too.
        assertThat(part(answer.body(), "xl/styles.xml")).contains("formatCode=\"@\"");
        assertThat(part(answer.body(), "xl/worksheets/sheet2.xml"))
                .doesNotContain("<f>")
                .contains("state=\"frozen\"", "<autoFilter ref=\"A1:");
    }

    @Test
    void theWorkbookHoldsTheWholeListOfTheFilterAndSaysWhatItIs() throws IOException {
        var leader = server.visitor("superintendent");
        String csv = leader.get("/quality.csv?school=0102&status=all").body();
        try (var book =
                workbook(leader.file("/quality.xlsx?school=0102&status=all").body())) {
            assertThat(rows(book, "Issues"))
                    .hasSize((int) csv.lines().count() - 1)
                    .hasSizeGreaterThan(15);
            var about = new HashMap<String, Object>();
            for (Row row : book.getFirstSheet().read()) {
                if (row.getCellCount() > 1) {
                    about.put(row.getCellText(0), row.getCell(1).getValue());
                }
            }
            assertThat(about)
                    .containsEntry("District", "Cedar Valley School District")
                    .containsEntry("Whose records", "Birch Creek Elementary School")
                    .containsEntry("Made for", "Dana Whitfield, district leader")
                    .containsEntry("Status", "All")
                    .containsEntry(
                            "Issues in this file", new BigDecimal(csv.lines().count() - 1));
            assertThat(new BigDecimal(about.get("Score, of 100").toString()))
                    .isBetween(BigDecimal.ONE, new BigDecimal(100));
            assertThat(book.getFirstSheet().read().stream()
                            .filter(row ->
                                    row.getCellCount() > 1 && row.getCellText(0).startsWith("As of"))
                            .map(row -> row.getCell(1).asDate().toLocalDate()))
                    .containsExactly(LocalDate.of(2026, 5, 15));
        }
    }

    @Test
    void aListWithoutIssuesIsAWorkbookWithoutRows() throws IOException {
        try (var book = workbook(server.visitor("superintendent")
                .file("/quality.xlsx?rule=NONE-01")
                .body())) {
            assertThat(rows(book, "Issues")).isEmpty();
        }
    }

    @Test
    void whatAFileHeldIsNoted() {
        server.visitor("clerk").file("/quality.xlsx?status=all");
        server.visitor("clerk").file("/quality.pdf?status=all");
        var audit = server.running().bean(AuditTrail.class);
        assertThat(audit.latest(20))
                .anySatisfy(entry -> {
                    assertThat(entry.action()).isEqualTo("issues.downloaded");
                    assertThat(entry.subject()).isEqualTo("xlsx status=all");
                    assertThat(entry.rowsSeen()).isEqualTo(OWN);
                })
                .anySatisfy(entry -> {
                    assertThat(entry.subject()).isEqualTo("pdf status=all");
                    assertThat(entry.rowsSeen()).isEqualTo(OWN);
                });
        assertThat(audit.whoSaw("006")).anyMatch(entry -> entry.subject().startsWith("pdf"));
    }

    @Test
    void thePdfTellsWhatChangedThenWhatHelpsThenTheIssuesWithEveryLetter() throws IOException {
        var answer = server.visitor("clerk").file("/quality.pdf");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
        try (PDDocument pdf = Loader.loadPDF(answer.body())) {
            int pages = pdf.getNumberOfPages();
            assertThat(text(pdf, 1, pages))
                    .containsSubsequence(
                            "Data quality",
                            "Abraham Lincoln Elementary School",
                            "What changed since May 14, 2026",
                            "What would put most right",
                            "by rule",
                            "STU-01")
                    .contains("Nguyễn José Łukasz", "=1+1")
                    .doesNotContain("Birch Creek");
            assertThat(pdf.getPage(0).getMediaBox().getWidth()).isEqualTo(612);
            assertThat(pdf.getPage(0).getMediaBox().getHeight()).isEqualTo(792);
            for (int page = 1; page <= pages; page++) {
                assertThat(text(pdf, page, page))
                        .contains("Cedar Valley School District · Abraham Lincoln Elementary School")
                        .contains("Night of May 15, 2026")
                        .contains("Page " + page + " of " + pages);
            }
        }
    }

    private static String text(PDDocument pdf, int from, int to) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setStartPage(from);
        stripper.setEndPage(to);
        return stripper.getText(pdf);
    }

    @Test
    void thePdfIsTaggedNamedInEnglishAndBringsItsLetters() throws IOException {
        try (PDDocument pdf =
                Loader.loadPDF(server.visitor("clerk").file("/quality.pdf").body())) {
            var catalog = pdf.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot()).isNotNull();
            assertThat(catalog.getLanguage()).isEqualTo("en");
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(pdf.getDocumentInformation().getTitle())
                    .isEqualTo("Data quality, Abraham Lincoln Elementary School");
            assertThat(catalog.getDocumentOutline()).isNotNull();
            for (var page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded())
                            .as(name.getName())
                            .isTrue();
                }
            }
        }
    }

    private static String part(byte[] file, String name) throws IOException {
        Path kept = Files.write(folder.resolve("report.xlsx"), file);
        try (var zip = new ZipFile(kept.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
