package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadFilesTest {

    private static final String HEADER = "employee_id,course,provider,completed_on,hours,certification\n";
    private static final String ROW = "1,a,b,2025-08-26,1,c\n";
    private static final String FILE = "trainings-2025-26.csv";

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = new TestLanding(folder.resolve("home"));
    }

    private HeldBack held(String name, byte[] bytes) {
        landing.drop(name, bytes);
        LandingResult result = landing.night();
        assertThat(result.fresh()).isEmpty();
        assertThat(landing.land().current()).isEmpty();
        assertThat(result.held()).hasSize(1);
        HeldBack held = result.held().get(0);
        assertThat(held.file()).isEqualTo(name);
        assertThat(held.whatToDo()).isNotBlank();
        return held;
    }

    private HeldBack held(String text) {
        return held(FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    private LandedFile landed(byte[] bytes) {
        landing.drop(FILE, bytes);
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        LandedFile file = result.fresh().get(0);
        assertThat(TestLanding.stored(file) + file.rejected()).isEqualTo(file.delivered());
        assertThat(TestLanding.rejects(file)).hasSize((int) file.rejected());
        return file;
    }

    private LandedFile landed(String text) {
        return landed(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> told(LandedFile file) {
        return file.findings().stream()
                .map(finding ->
                        finding.ruleId() + " " + finding.severity() + " " + finding.line() + " " + finding.message())
                .toList();
    }

    @Test
    void anEmptyFile() {
        assertThat(held("").reason()).isEqualTo("The file is empty.");
        assertThat(held(" \r\n\r\n").reason()).isEqualTo("The file is empty.");
    }

    @Test
    void pagesNamedCsv() {
        assertThat(held("\n<!DOCTYPE html><html><body>Please log in</body></html>")
                        .reason())
                .isEqualTo("The file is a web page, not a CSV table.");
        assertThat(held("\uFEFF<?xml version='1.0'?><a/>").reason()).contains("an XML document");
        assertThat(held("{\"error\": \"invalid_token\"}").reason()).contains("a JSON document");
        assertThat(held("[{\"a\": 1}]").reason()).contains("a JSON document");
    }

    /** What many a web application gives out where it says Excel. */
    @Test
    void tablesThatAreNamedAsOldWorkbooks() {
        for (String page : new String[] {
            "<html><head><title>Export</title></head><body><table><tr><td>1</td></tr></table></body></html>",
            "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style>td {}</style>",
            "<table border=\"1\"><tr><th>employee_id</th></tr></table>",
            "<div>\n<table><tr><td>1</td></tr></table></div>",
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x"
        }) {
            HeldBack held = held("hr-staff.xls", page.getBytes(StandardCharsets.UTF_8));
            assertThat(held.reason()).startsWith("The file is a web page with a table, as some programs make");
            assertThat(held.whatToDo()).startsWith("Open it with Excel, save it as an Excel workbook (.xlsx)");
        }
        assertThat(held("<html><body><form><table><tr><td>Password</td></tr></table></form>")
                        .reason())
                .isEqualTo("The file is a web page, not a CSV table.");
        assertThat(held("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook"
                                + " xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">")
                        .reason())
                .isEqualTo("The file is an Excel workbook in the XML of 2003, not a CSV table.");
    }

    @Test
    void workbooksAndOtherBinariesNamedCsv() throws IOException {
        var xlsx = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(xlsx)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.closeEntry();
        }
        assertThat(held(FILE, xlsx.toByteArray()).reason()).contains("an Excel workbook");
        assertThat(held("hr-staff.xlsx", xlsx.toByteArray()).reason()).contains("an Excel workbook");
        byte[] xls = new byte[600];
        xls[0] = (byte) 0xD0;
        xls[1] = (byte) 0xCF;
        xls[2] = 0x11;
        xls[3] = (byte) 0xE0;
        assertThat(held(FILE, xls).reason()).contains("an old Excel workbook");
        assertThat(held("%PDF-1.7 ...").reason()).contains("a PDF");
        assertThat(held(FILE, new byte[] {'a', 0, 0, 7, 0, 'b', 9, 0}).reason()).contains("binary data");
    }

    @Test
    void aFileCutShort() {
        HeldBack held = held(HEADER + ROW + ROW + "1,a,b,2025");
        assertThat(held.ruleId()).isEqualTo("SYS-01");
        assertThat(held.reason()).contains("cut short", "begins on line 4");
        assertThat(held.deliveredRows()).isEqualTo(3);
        assertThat(held(HEADER + ROW + "1,a,b,2025-08-26,1,\"Certified").reason())
                .contains("line 3");
        assertThat(held("employee_id,course,prov").reason()).contains("missing");
    }

    @Test
    void aLastLineWithoutBreakIsNotCut() {
        assertThat(landed(HEADER + ROW + ROW.strip()).delivered()).isEqualTo(2);
    }

    @Test
    void aMissingColumn() {
        HeldBack held = held("employee_id,courses,provider,completed_on,hours\n1,Ann Lee,b,2025-08-26,1\n");
        assertThat(held.ruleId()).isEqualTo("SYS-03");
        assertThat(held.source()).isEqualTo("Training");
        assertThat(held.reason())
                .isEqualTo("A required column is missing: 'course' (Did you mean courses?). The file has: employee_id,"
                        + " courses, provider, completed_on, hours.");
        assertThat(held.whatToDo()).contains("physicalName", "trainings");
    }

    @Test
    void aFileWithoutHeaderDoesNotLeakItsFirstRow() {
        HeldBack held = held("100001,Ann Lee,555-0101\n100002,Bo Ray,555-0102\n");
        assertThat(held.reason()).doesNotContain("Ann", "555").contains("none of the columns");
        assertThat(held.whatToDo()).contains("employee_id, course");
    }

    @Test
    void aFileThatNobodyKnows() {
        HeldBack held = held("staff-hr.csv", "x,y\n1,2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(held.source()).isEqualTo("unknown");
        assertThat(held.reason()).contains("No contract knows");
        assertThat(held("users.csv", "sourcedId\n1\n".getBytes(StandardCharsets.UTF_8))
                        .reason())
                .contains("no manifest.csv came with it");
    }

    @Test
    void rowsThatCannotBeSplitAreSetAsideWithLineAndReason() {
        LandedFile file = landed(HEADER + ROW + "\n" + "2,short\n" + "3,a,\"b\nc\",2025-08-26,1,c\n"
                + "4,a,b,d,1,c,more\n" + "5,\"a\"b,b,d,1,c\n" + "6,\"a,b,d,1,c\n" + "7,a,b,d,1,c\n" + ROW + ROW + ROW);
        assertThat(TestLanding.rows(file))
                .startsWith(
                        "2|1|a|b|2025-08-26|1|c",
                        "5|3|a|b\nc|2025-08-26|1|c",
                        "10|7|a|b|d|1|c",
                        "11|1|a|b|2025-08-26|1|c");
        assertThat(TestLanding.rejects(file))
                .containsExactly(
                        "4|It has 2 fields where the header has 6|2,short",
                        "7|It has 7 fields where the header has 6|4,a,b,d,1,c,more",
                        "8|Text follows a closing quotation mark|5,\"a\"b,b,d,1,c",
                        "9|A quotation mark is opened and never closed|6,\"a,b,d,1,c");
        assertThat(told(file))
                .containsExactly("SYS-08 major 4 4 rows cannot be split into fields and were set aside. The first:"
                        + " It has 2 fields where the header has 6.");
    }

    @Test
    void aFileOfWhichMostRowsCannotBeSplit() {
        HeldBack held = held(HEADER + ROW + "x\ny\nz\n");
        assertThat(held.ruleId()).isEqualTo("SYS-08");
        assertThat(held.reason()).contains("3 of 4 rows cannot be split", "line 3");
        assertThat(held.deliveredRows()).isEqualTo(4);
    }

    @Test
    void aFileThatBeginsWithExcelsLineOfTheSeparatorIsKnownByItsColumns() {
        HeldBack held = held(
                "Report (3).csv", ("sep=;\n" + HEADER + ROW).replace(',', ';').getBytes(StandardCharsets.UTF_8));
        assertThat(held.source()).isEqualTo("Training");
        assertThat(held.reason()).isEqualTo("The file's name does not say which school year it is about.");
    }

    @Test
    void theHeaderAgainIsSetAsideAndToldOnce() {
        LandedFile file = landed(HEADER + ROW + HEADER + "2,a,b,2025-08-26,1,c\n");
        assertThat(TestLanding.rows(file)).containsExactly("2|1|a|b|2025-08-26|1|c", "4|2|a|b|2025-08-26|1|c");
        assertThat(TestLanding.rejects(file))
                .containsExactly("3|It names the columns again, as the header does|" + HEADER.strip());
        assertThat(told(file))
                .containsExactly("SYS-08 minor 3 Line 3 is the header again: it names the columns, and was set aside.");
        assertThat(file.delivered()).isEqualTo(3);
    }

    @Test
    void theHeaderAgainInAFileThatIsOddBesides() {
        LandedFile file = landed("\uFEFF" + HEADER + ROW + "\n" + "\uFEFF" + HEADER + "2,short\n" + HEADER + ROW);
        assertThat(TestLanding.rows(file)).containsExactly("2|1|a|b|2025-08-26|1|c", "7|1|a|b|2025-08-26|1|c");
        assertThat(told(file))
                .containsExactly(
                        "SYS-08 minor 4 2 lines are the header again: they name the columns, and were set aside. The"
                                + " first is line 4.",
                        "SYS-08 major 5 1 row cannot be split into fields and was set aside. The first: It has 2 fields"
                                + " where the header has 6.");
        LandedFile marked = landed("\uFEFF" + HEADER + ROW + "\uFEFF" + HEADER + ROW);
        assertThat(marked.rejected()).as("a file that is regular").isEqualTo(1);
    }

    @Test
    void aFileOfHeadersHasNoRows() {
        LandedFile file = landed(HEADER + HEADER);
        assertThat(TestLanding.rows(file)).isEmpty();
        assertThat(file.rejected()).isEqualTo(1);
    }

    @Test
    void aByteOrderMark() {
        LandedFile file = landed("\uFEFF" + HEADER + ROW);
        assertThat(file.header()).first().isEqualTo("employee_id");
        assertThat(TestLanding.rows(file)).containsExactly("2|1|a|b|2025-08-26|1|c");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void utf16() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String mark : List.of("\uFEFF", "")) {
                LandedFile file = landed((mark + HEADER + "1,José 😀,b,2025-08-26,1," + charset + mark.length() + "\n")
                        .getBytes(charset));
                assertThat(TestLanding.rows(file))
                        .containsExactly("2|1|José 😀|b|2025-08-26|1|" + charset + mark.length());
                assertThat(file.attributes()).containsEntry("encoding", charset.name());
                assertThat(told(file))
                        .singleElement()
                        .asString()
                        .startsWith("SYS-09 minor 0 The file is encoded as UTF-16");
            }
        }
    }

    @Test
    void windows1252() {
        LandedFile file = landed((HEADER + ROW + "2,José Peña – “Naïve”,Zoë,2025-08-26,€5,c\n")
                .getBytes(Charset.forName("windows-1252")));
        assertThat(TestLanding.rows(file)).contains("3|2|José Peña – “Naïve”|Zoë|2025-08-26|€5|c");
        assertThat(file.attributes()).containsEntry("encoding", "windows-1252");
        assertThat(file.rejected()).isZero();
    }

    @Test
    void aFewDamagedBytesInUtf8CostOnlyTheirRows() {
        byte[] bytes = (HEADER + "1,José,b,2025-08-26,1,c\n".repeat(20) + "2,X?,b,2025-08-26,1,c\n")
                .getBytes(StandardCharsets.UTF_8);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?');
        bytes[at] = (byte) 0xC3;
        LandedFile file = landed(bytes);
        assertThat(file.delivered()).isEqualTo(21);
        assertThat(TestLanding.rejects(file))
                .containsExactly(
                        "22|It holds bytes that are no text in the encoding of the file|2,X\uFFFD,b,2025-08-26,1,c");
        assertThat(TestLanding.rows(file)).first().isEqualTo("2|1|José|b|2025-08-26|1|c");
    }

    @Test
    void anEncodingThatCannotBeTold() {
        byte[] bytes = (HEADER + "1,????????,b,2025-08-26,1,c\n").repeat(1).getBytes(StandardCharsets.US_ASCII);
        byte[] odd = {
            (byte) 0x81, (byte) 0xFD, (byte) 0x8D, (byte) 0xFE, (byte) 0x90, (byte) 0xFF, (byte) 0x81, (byte) 0xFF
        };
        int from = new String(bytes, StandardCharsets.US_ASCII).indexOf('?');
        System.arraycopy(odd, 0, bytes, from, odd.length);
        HeldBack held = held(FILE, bytes);
        assertThat(held.ruleId()).isEqualTo("SYS-09");
        assertThat(held.whatToDo()).contains("UTF-8");
    }

    @Test
    void repeatedNamelessAndUnknownColumns() {
        LandedFile file =
                landed("employee_id,course,Course,,completed_on,hours,certification,room\n1,a,a2,z,2025-08-26,1,c,7\n");
        assertThat(file.header())
                .containsExactly(
                        "employee_id",
                        "course",
                        "Course_2",
                        "column_4",
                        "completed_on",
                        "hours",
                        "certification",
                        "room");
        assertThat(TestLanding.rows(file)).containsExactly("2|1|a|a2|z|2025-08-26|1|c|7");
        assertThat(told(file))
                .containsExactly(
                        "SYS-03 minor 0 Two columns are named 'Course'; the first one is read.",
                        "SYS-03 warning 0 Columns without a name, at place 4.",
                        "SYS-03 warning 0 Columns that contract trainings does not know: Course_2, room. They are kept as"
                                + " delivered and not used.",
                        "SYS-03 warning 0 Columns that the file lacks: provider.");
    }

    @Test
    void anotherDelimiterThanAgreed() {
        for (char delimiter : new char[] {';', '\t', '|'}) {
            LandedFile file = landed((HEADER + "1,a,b,2025-08-26,1," + (int) delimiter + "\n").replace(',', delimiter));
            assertThat(TestLanding.rows(file)).containsExactly("2|1|a|b|2025-08-26|1|" + (int) delimiter);
            assertThat(told(file)).singleElement().asString().contains("parted by");
        }
    }

    @Test
    void spacesAndBlankLinesAroundTheTable() {
        LandedFile file = landed("\n\n " + HEADER.replace("\n", "  \n") + "\n" + ROW + "\n\n   \n" + ROW + "\n\u001A");
        assertThat(file.header()).first().isEqualTo("employee_id");
        assertThat(TestLanding.rows(file)).containsExactly("5|1|a|b|2025-08-26|1|c", "9|1|a|b|2025-08-26|1|c");
        assertThat(file.rejected()).isZero();
    }

    @Test
    void aTrailerBelowTheTable() {
        LandedFile file = landed(HEADER + ROW + ROW + "(2 rows affected)\n");
        assertThat(TestLanding.rejects(file))
                .containsExactly("4|It has 1 field where the header has 6|(2 rows affected)");
    }

    @Test
    void passwordsAreStoredNowhere() throws IOException {
        landing.drop(
                "directory-accounts.csv",
                "SamAccountName,EmployeeID,GivenName,Surname,DisplayName,mail,Enabled,Initial Password\n"
                        + "ann,1,A,B,\"B,\nA\",x,True,hunter2\nbad,row,hunter2\nbo,2,A,B,AB,x,True,hunter3\n");
        LandingResult result = landing.night();
        LandedFile file = result.fresh().get(0);
        assertThat(file.header()).doesNotContain("Initial Password");
        assertThat(TestLanding.rows(file)).hasSize(2).noneMatch(row -> row.contains("hunter"));
        assertThat(TestLanding.rejects(file)).containsExactly("4|It has 3 fields where the header has 8|null");
        assertThat(told(file)).anyMatch(told -> told.contains("holds passwords in Initial Password"));
        try (Stream<Path> all = Files.walk(landing.home.landing())) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(path, StandardCharsets.ISO_8859_1)).doesNotContain("hunter");
            }
        }
    }

    @Test
    void nullTokensOfTheContractAreNull() throws IOException {
        Files.createDirectories(landing.home.contracts());
        Files.writeString(landing.home.contracts().resolve("visits.yaml"), """
                id: visits
                name: Visits
                source: Nurse
                entity: visit
                files: ["visits*.csv"]
                csv: {delimiter: "|", quote: "'", nullTokens: ["NULL", "N/A"]}
                schoolYear: {from: none}
                properties:
                  - {name: visit_id, required: true}
                  - {name: note}
                """);
        landing = new TestLanding(folder.resolve("home"));
        landing.drop("visits.csv", "'visit_id'|'note'\n1|NULL\n2|'N/A'\n3|'It''s |\nfine'\n4|null\n");
        LandedFile file = landing.night().fresh().get(0);
        assertThat(TestLanding.rows(file)).containsExactly("2|1|-", "3|2|-", "4|3|It's |\nfine", "6|4|null");
    }

    @Test
    void aHeaderAndNoRows() {
        LandedFile file = landed(HEADER);
        assertThat(file.delivered()).isZero();
        assertThat(told(file)).containsExactly("SYS-01 major 0 The file has a header and no rows.");
    }

    @Test
    void aDecimalColumnNamedLikeTheLineColumn() {
        LandedFile file = landed(HEADER.replace("\n", ",_line\n") + "1,a,\"b\n\",2025-08-26,1,c,77\n");
        assertThat(file.header()).last().isEqualTo("_line_2");
        assertThat(TestLanding.rows(file)).containsExactly("2|1|a|b|2025-08-26|1|c|77");
    }
}
