package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workbooks as Excel saves them only when asked to, and as openpyxl writes them. */
class WorkbooksOfOtherProgramsTest {

    private static final String ROSTER = """
            id: roster
            name: Position roster
            source: HR
            entity: staff_assignment
            files: ["roster*.xlsx"]
            format: xlsx
            schoolYear: {from: none}
            properties:
              - {name: position, physicalName: "Pos #", required: true}
              - {name: hired, physicalName: Hire Date}
            """;

    private static final String NAMES =
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Pos #</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Hire"
                    + " Date</t></is></c></row>";

    private static final String USUAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String USUAL_PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private static final String STRICT_PARTS = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = TestLanding.with(folder.resolve("home"), ROSTER);
    }

    private static byte[] workbook(String rows) throws IOException {
        return workbook(rows, USUAL, USUAL_PARTS, "");
    }

    private static byte[] workbook(String rows, String main, String parts, String settings) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                </Types>""");
        texts.put(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + parts + "\">" + settings
                        + "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        texts.put("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""".formatted(parts));
        texts.put(
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + main + "\"><cellXfs><xf numFmtId=\"0\"/>"
                        + "<xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>");
        texts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"" + main + "\" xmlns:x=\"" + main + "\"><sheetData>" + rows
                        + "</sheetData></worksheet>");
        return zip(texts);
    }

    private static byte[] zip(Map<String, String> texts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String row(int number, String cell) {
        return "<row r=\"%d\"><c r=\"A%d\"><v>%d</v></c>%s</row>"
                .formatted(number, number, number, cell.replace("B#", "B" + number));
    }

    private static final String WRITTEN_DAYS = NAMES
            + row(2, "<c r=\"B#\" t=\"d\"><v>2025-10-01</v></c>")
            + row(3, "<c r=\"B#\" s=\"1\" t=\"d\"><v>2025-10-01T00:00:00</v></c>")
            + row(4, "<c r=\"B#\" s=\"1\" t=\"d\"><v>2025-10-01T13:45:10</v></c>")
            + row(5, "<c r=\"B#\" s=\"2\" t=\"d\"><v>2025-10-01T13:45:10.000Z</v></c>")
            + row(6, "<c r=\"B#\" s=\"3\" t=\"d\"><v>13:45:00</v></c>")
            + row(7, "<c r=\"B#\" s=\"1\" t=\"d\"><f>TODAY()</f><v>1900-02-28T00:00:00</v></c>")
            + row(8, "<c r=\"B#\" t=\"d\"><v>2025-13-01</v></c>")
            + row(9, "<c r=\"B#\" t=\"e\"><v>#N/A</v></c>")
            + row(10, "<c r=\"B#\" t=\"inlineStr\"><is><t>so t=\"d\" it is, 2025-10-01T00:00:00</t></is></c>");

    private static final String[] READ = {
        "2|2|2025-10-01",
        "3|3|2025-10-01",
        "4|4|2025-10-01",
        "5|5|2025-10-01 13:45:10",
        "6|6|13:45:00",
        "7|7|1900-02-28",
        "8|8|2025-13-01",
        "9|9|-",
        "10|10|so t=\"d\" it is, 2025-10-01T00:00:00"
    };

    @Test
    void daysThatAreWrittenAreReadAsThoseThatAreCounted() throws IOException {
        landing.drop("roster.xlsx", workbook(WRITTEN_DAYS));
        assertThat(TestLanding.rows(landing.landed())).containsExactly(READ);
        landing.drop("roster.xlsx", workbook(WRITTEN_DAYS, USUAL, USUAL_PARTS, "<workbookPr date1904=\"true\"/>"));
        assertThat(TestLanding.rows(landing.landed())).contains("2|2|2025-10-01", "5|5|2025-10-01 13:45:10");
    }

    @Test
    void theStrictFormOfExcelIsRead() throws IOException {
        landing.drop("roster.xlsx", workbook(WRITTEN_DAYS, STRICT, STRICT_PARTS, ""));
        assertThat(TestLanding.rows(landing.landed())).containsExactly(READ);
        landing.drop(
                "roster.xlsx",
                workbook(NAMES + row(2, "<c r=\"B#\" s=\"1\"><v>45931</v></c>"), STRICT, STRICT_PARTS, ""));
        assertThat(TestLanding.rows(landing.landed())).containsExactly("2|2|2025-10-01");
    }

    @Test
    void daysAreCountedFrom1904WhereExcelSaysSo() throws IOException {
        String rows = NAMES + row(2, "<c r=\"B#\" s=\"1\"><v>44469</v></c>");
        for (String said : new String[] {"1", "true"}) {
            landing.drop("roster.xlsx", workbook(rows, USUAL, USUAL_PARTS, "<workbookPr date1904=\"" + said + "\"/>"));
            assertThat(TestLanding.rows(landing.landed())).as(said).containsExactly("2|2|2025-10-01");
        }
    }

    @Test
    void aFormulaWithAnEmptyValueWasNeverComputedUnlessItComesToText() throws IOException {
        landing.drop(
                "roster.xlsx",
                workbook(NAMES
                        + row(2, "<c r=\"B#\"><f>1/2</f><v></v></c>")
                        + row(3, "<c r=\"B#\" s=\"1\"><f>1/2</f><v /></c>")
                        + row(4, "<c r=\"B#\" t=\"n\"><f>1/2</f><v/></c>")
                        + row(5, "<c r=\"B#\" t=\"str\"><f>\"\"</f><v></v></c>")
                        + row(6, "<c r=\"B#\" t=\"str\"><f>\"\"</f><v/></c>")
                        + row(7, "<c r=\"B#\"><f>1/2</f><v>0.5</v></c>")
                        + row(8, "<c r=\"B#\"><v/></c>")));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file))
                .containsExactly("2|2|-", "3|3|-", "4|4|-", "5|5|-", "6|6|-", "7|7|0.5", "8|8|-");
        assertThat(TestLanding.told(file))
                .containsExactly(
                        "SYS-08 major 2 3 rows with a formula that was never computed; those cells were read as empty.");
    }

    @Test
    void anErrorInPlaceOfAValueIsNoValueAndTold() throws IOException {
        landing.drop(
                "roster.xlsx",
                workbook(NAMES
                        + row(2, "<c r=\"B#\" t=\"inlineStr\"><is><t>#7</t></is></c>")
                        + row(3, "<c r=\"B#\" t=\"e\"><v>#N/A</v></c>")
                        + row(4, "<c r=\"B#\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>")
                        + row(5, "<c r=\"B#\" t=\"inlineStr\"><is><t>#REF!</t></is></c>")
                        + "<row r=\"6\"><c r=\"A6\" t=\"e\"><v>#N/A</v></c></row>"));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("2|2|#7", "3|3|-", "4|4|-", "5|5|-");
        assertThat(TestLanding.told(file))
                .containsExactly(
                        "SYS-08 major 3 4 rows with an error of Excel, such as #N/A or ####, in place of a value; those"
                                + " cells were read as empty.");
    }

    /** Gnumeric writes each tag on a line of its own; East Asian Excel says how a name is pronounced. */
    @Test
    void aTextIsWhatStandsInItsWordsAndNotAroundThem() throws IOException {
        landing.drop(
                "roster.xlsx",
                workbook(NAMES.replace("<is><t>Hire Date</t></is>", "<is>\n <t>Hire Date</t>\n</is>")
                        + row(2, "<c r=\"B#\" t=\"inlineStr\">\n  <is>\n    <t>2025-10-01</t>\n  </is>\n</c>")
                        + row(
                                3,
                                "<c r=\"B#\" t=\"inlineStr\"><is>\n<r>\n<rPr><b/></rPr>\n<t>20</t>\n</r>\n<r><t"
                                        + " xml:space=\"preserve\">25 \nx</t></r>\n<rPh sb=\"0\" eb=\"1\"><t>nijuu</t></rPh></is></c>")
                        + row(4, "<c r=\"B#\" t=\"inlineStr\"><is><t/></is></c>")
                        + row(5, "<c r=\"B#\" t=\"inlineStr\"><is> <x:t>of</x:t> </is></c>")));
        assertThat(TestLanding.rows(landing.landed()))
                .containsExactly("2|2|2025-10-01", "3|3|2025 \nx", "4|4|-", "5|5|of");
    }

    @Test
    void partsThatAreNamedAsWindowsNamesFilesAndValuesInSingleQuotes() throws IOException {
        Map<String, String> parts =
                unzip(workbook(NAMES + row(2, "<c t='d' s='1' r='B#'><v>2025-10-01T00:00:00</v></c>")));
        Map<String, String> renamed = new LinkedHashMap<>();
        parts.forEach((name, text) -> renamed.put(name.replace('/', '\\'), text));
        landing.drop("roster.xlsx", zip(renamed));
        assertThat(TestLanding.rows(landing.landed())).containsExactly("2|2|2025-10-01");
    }

    private static Map<String, String> unzip(byte[] workbook) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                texts.put(part.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /** Excel keeps a line break of Windows, and what XML does not hold, in a spelling of its own. */
    @Test
    void charactersThatWorkbooksSpellOut() throws IOException {
        landing.drop(
                "roster.xlsx",
                workbook(NAMES
                        + row(2, "<c r=\"B#\" t=\"inlineStr\"><is><t>one_x000D_\ntwo</t></is></c>")
                        + row(3, "<c r=\"B#\" t=\"inlineStr\"><is><t>_x005F_x000D_ _x41_ _xenon_</t></is></c>")
                        + row(4, "<c r=\"B#\" t=\"str\"><f>A1</f><v>_xD83D__xDE00_</v></c>")));
        assertThat(TestLanding.rows(landing.landed()))
                .containsExactly("2|2|one\r\ntwo", "3|3|_x000D_ _x41_ _xenon_", "4|4|\uD83D\uDE00");
    }

    /** Excel would round it to 15 digits; the program that wrote it did not, and two ids must not become one. */
    @Test
    void aNumberThatIsWrittenOutKeepsItsDigits() throws IOException {
        landing.drop(
                "roster.xlsx",
                workbook(NAMES
                        + row(2, "<c r=\"B#\"><v>10000000012345678</v></c>")
                        + row(3, "<c r=\"B#\"><v>1.2345678901234568E+18</v></c>")
                        + row(4, "<c r=\"B#\"><v>0.30000000000000004</v></c>")));
        assertThat(TestLanding.rows(landing.landed()))
                .containsExactly("2|2|10000000012345678", "3|3|1234567890123460000", "4|4|0.3");
    }

    @ParameterizedTest
    @CsvSource({
        "xl/workbook.bin, 'The file is a binary Excel workbook (.xlsb), which is not read.'",
        "word/document.xml, 'The file is a Word document, not a CSV table.'",
        "ppt/presentation.xml, 'The file is a presentation, not a CSV table.'"
    })
    void whatIsNoWorkbookIsNotCalledADamagedOne(String part, String said) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", "<Types/>");
        parts.put(part, "x");
        landing.drop("roster.xlsx", zip(parts));
        HeldBack held = landing.held();
        assertThat(held.ruleId()).isEqualTo("SYS-01");
        assertThat(held.reason()).isEqualTo(said);
    }

    @Test
    void aSpreadsheetOfOpenDocumentIsCalledWhatItIs() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            byte[] kind = "application/vnd.oasis.opendocument.spreadsheet".getBytes(StandardCharsets.US_ASCII);
            var first = new ZipEntry("mimetype");
            first.setMethod(ZipEntry.STORED);
            first.setSize(kind.length);
            var sum = new CRC32();
            sum.update(kind);
            first.setCrc(sum.getValue());
            zip.putNextEntry(first);
            zip.write(kind);
        }
        landing.drop("roster.ods", bytes.toByteArray());
        assertThat(landing.held().reason()).isEqualTo("The file is an OpenDocument spreadsheet, not a CSV table.");
    }
}
