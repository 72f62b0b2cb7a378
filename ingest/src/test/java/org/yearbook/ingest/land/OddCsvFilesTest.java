package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV in the ways in which some systems write it. */
class OddCsvFilesTest {

    @TempDir
    Path folder;

    private TestLanding landing(String csv) {
        return TestLanding.with(folder.resolve("home"), """
                id: visits
                name: Visits
                source: Nurse
                entity: visit
                files: ["visits*.csv"]
                %s
                schoolYear: {from: none}
                properties:
                  - {name: visit_id, required: true}
                  - {name: note}
                  - {name: clinic, constant: main}
                """.formatted(csv));
    }

    private LandedFile landed(String csv, String text) {
        TestLanding landing = landing(csv);
        landing.drop("visits.csv", text);
        return landing.landed();
    }

    @Test
    void namesAndValuesQuotedInDifferentWaysAndBackslashes() {
        LandedFile file = landed(
                "csv: {headerQuote: \"'\", escape: backslash, nullTokens: [NULL]}",
                "'visit_id','note'\n\"1\",\"called \\\"late\\\"\"\n\"2\",\"C:\\\\\"\n\"3\",\"NULL\"\n4,a\\,b\\N\n");
        assertThat(file.header()).containsExactly("clinic", "visit_id", "note");
        assertThat(TestLanding.rows(file))
                .containsExactly("2|main|1|called \"late\"", "3|main|2|C:\\", "4|main|3|-", "5|main|4|a,b\\N");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void aTextThatIsWrittenAsAFormulaForExcel() {
        List<String> files = List.of(
                "visit_id,note\n=\"007\",a\n=\"008\",=\"x\"\n9,=1+1\n",
                "visit_id,note\n\"=\"\"007\"\"\",a\n\"=\"\"008\"\"\",x\n9,=1+1\n");
        for (String text : files) {
            LandedFile file = landed("", text);
            assertThat(TestLanding.rows(file)).containsExactly("2|main|007|a", "3|main|008|x", "4|main|9|=1+1");
            assertThat(TestLanding.told(file))
                    .containsExactly("SYS-08 warning 2 2 rows with a value that is written as a formula for Excel, like"
                            + " =\"00731\"; what stands between the quotation marks was read.");
        }
        LandedFile other = landed("", "visit_id,note\n1,=\"a\"&\"b\"\n2,=\"\"\n");
        assertThat(TestLanding.rows(other)).containsExactly("2|main|1|=\"a\"&\"b\"", "3|main|2|-");
    }

    @Test
    void whatNobodySeesAtTheEdgeOfAValueIsNoPartOfIt() {
        LandedFile file = landed(
                "",
                "\u200bvisit_id,note\t\n007\t,\u200e a b \u200e\n \t008,a\u200bb\n\"009\",\"\ufeff\"\n\u00a0010, x\n");
        assertThat(file.header()).containsExactly("clinic", "visit_id", "note");
        assertThat(TestLanding.rows(file))
                .containsExactly("2|main|007| a b ", "3|main|008|a\u200bb", "4|main|009|-", "5|main|\u00a0010| x");
        assertThat(TestLanding.told(file))
                .containsExactly(
                        "SYS-08 minor 2 3 rows with characters that nobody sees at the edge of a value, such as"
                                + " a tab; they were left out.");
    }

    @Test
    void anErrorOfExcelIsNoValue() {
        LandedFile file = landed("", "visit_id,note\n1,#N/A\n2,\"#DIV/0!\"\n########,#N/A\n4,#4 Oak\n5,#12\n6,###\n");
        assertThat(TestLanding.rows(file))
                .containsExactly(
                        "2|main|1|-", "3|main|2|-", "4|main|-|-", "5|main|4|#4 Oak", "6|main|5|#12", "7|main|6|###");
        assertThat(TestLanding.told(file))
                .containsExactly(
                        "SYS-08 major 2 3 rows with an error of Excel, such as #N/A or ####, in place of a value;"
                                + " those cells were read as empty.");
    }

    /** So does sqlcmd of SQL Server, and says at the end how many rows there were unless it is told not to. */
    @Test
    void aLineOfHyphensBelowTheNamesIsNoRow() {
        for (String end : List.of("", "\n(2 rows affected)\n")) {
            LandedFile file = landed("", "visit_id,note\n--------,----\n1,-\n--,--\n" + end);
            assertThat(TestLanding.rows(file)).containsExactly("3|main|1|-", "4|main|--|--");
            assertThat(TestLanding.rejects(file).get(0))
                    .isEqualTo("2|It underlines the names of the columns and holds no values|--------,----");
        }
        LandedFile again = landed("", "visit_id;note\n--------;-   \n1;a\nvisit_id;note\n--------;-   \n2;b\n");
        assertThat(TestLanding.rows(again)).containsExactly("3|main|1|a", "6|main|2|b");
        assertThat(TestLanding.rows(landed("", "visit_id,note\n-,-\n"))).containsExactly("2|main|-|-");
    }

    @Test
    void fieldsPartedByACaretOrATilde() {
        for (String delimiter : List.of("^", "~")) {
            LandedFile file = landed("", "visit_id,note\n1,a\n".replace(",", delimiter));
            assertThat(TestLanding.rows(file)).containsExactly("2|main|1|a");
            assertThat(TestLanding.told(file))
                    .containsExactly(
                            "SYS-03 minor 0 The fields are parted by '" + delimiter + "', not by ',' as agreed.");
        }
    }

    /** Excel writes them for rows that have a format and no value, by the thousand. */
    @Test
    void linesOfNothingButDelimitersAreNoRows() {
        LandedFile file = landed("", "visit_id,note,,\n1,a,,\n,,,\n2,b,,\n" + ",,,\n".repeat(2000));
        assertThat(TestLanding.rows(file)).containsExactly("2|main|1|a|-|-", "4|main|2|b|-|-");
        assertThat(TestLanding.rejects(file)).isEmpty();
        assertThat(TestLanding.told(file))
                .contains("SYS-08 warning 3 2001 rows of nothing but delimiters, passed over.");
    }

    @Test
    void noQuotesAtAll() {
        LandedFile file = landed("csv: {quote: none, delimiter: tab}", "visit_id\tnote\n1\t\"tall\" 6'2\"\n2\t\"\n");
        assertThat(TestLanding.rows(file)).containsExactly("2|main|1|\"tall\" 6'2\"", "3|main|2|\"");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void aNameOfAColumnWithANulByteEndsNoNight() {
        LandedFile file =
                landed("csv: {nullTokens: [NULL]}", "visit_id,note,ex\0tra\n" + "1,a,as long as any\n".repeat(500));
        assertThat(file.header()).containsExactly("clinic", "visit_id", "note", "ex\u2400tra");
        assertThat(TestLanding.rows(file)).hasSize(500);
    }

    @Test
    void linesInFrontOfTheTable() {
        LandedFile file =
                landed("csv: {skipLines: 2}", "Visits of \"October\nPrinted 2025-11-01\nvisit_id,note\n1,a\n2,b\n");
        assertThat(TestLanding.rows(file)).containsExactly("4|main|1|a", "5|main|2|b");
    }

    @Test
    void excelsLineOfTheSeparatorIsHeededAndNoRow() {
        List<String> rows = List.of("3|main|1|a", "4|main|2|b, c");
        for (String line : List.of("sep=;", "\"sep=;\"", "SEP=;", "\uFEFFsep=;")) {
            LandedFile file = landed("", line + "\r\nvisit_id;note\r\n1;a\r\n2;b, c\r\n");
            assertThat(TestLanding.rows(file)).as(line).isEqualTo(rows);
            assertThat(file.delivered()).isEqualTo(2);
            assertThat(file.attributes()).containsEntry("delimiter", ";");
            assertThat(TestLanding.told(file))
                    .containsExactly("SYS-03 minor 0 The fields are parted by ';', not by ',' as agreed.");
        }
        TestLanding landing = landing("");
        landing.drop("visits-2.csv", "sep=^\nvisit_id^note\n1^a\n2^b, c\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(TestLanding.rows(landing.landed()))
                .as("in UTF-16, and a character that nobody would have tried")
                .isEqualTo(rows);
    }

    @Test
    void theLineOfTheSeparatorIsOneOfThoseThatTheContractLeavesOut() {
        LandedFile file = landed("csv: {skipLines: 1, delimiter: \";\"}", "sep=;\nvisit_id;note\n1;a\n");
        assertThat(TestLanding.rows(file)).containsExactly("3|main|1|a");
    }

    @Test
    void theLineOfTheSeparatorInFrontOfATableWithoutColumnNames() {
        LandedFile file = landed("csv: {header: absent}", "sep=|\n1|a\n2|b\n");
        assertThat(TestLanding.rows(file)).containsExactly("2|main|1|a", "3|main|2|b");
    }

    @Test
    void aLineOfTheSeparatorThatIsWrongIsNoRowEither() {
        LandedFile file = landed("", "sep=;\nvisit_id,note\n1,a\n");
        assertThat(TestLanding.rows(file)).containsExactly("3|main|1|a");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void withoutColumnNamesTheContractsOrderCounts() {
        LandedFile regular = landed("csv: {header: absent}", "1,a\r\n2,b\r\n3,\r\n");
        assertThat(regular.header()).containsExactly("clinic", "visit_id", "note");
        assertThat(TestLanding.rows(regular)).containsExactly("1|main|1|a", "2|main|2|b", "3|main|3|-");
        assertThat(regular.findings()).isEmpty();
        LandedFile odd = landed("csv: {header: absent}", "1,\"a\nb\",x\n2,b,y\n3,c\n");
        assertThat(TestLanding.rows(odd)).containsExactly("1|main|1|a\nb|x", "3|main|2|b|y");
        assertThat(TestLanding.rejects(odd)).containsExactly("4|It has 2 fields where the header has 3|3,c");
        assertThat(TestLanding.told(odd)).anyMatch(told -> told.contains("Columns without a name, at place 3"));
    }

    @Test
    void rowsTooNarrowForWhatIsRequired() {
        TestLanding landing = TestLanding.with(folder.resolve("home"), """
                id: visits
                name: Visits
                source: Nurse
                entity: visit
                files: ["visits*.csv"]
                csv: {header: absent}
                schoolYear: {from: none}
                properties:
                  - {name: visit_id, required: true}
                  - {name: note}
                  - {name: day, required: true}
                """);
        landing.drop("visits.csv", "1,Ann Lee\n2,Bo Ray\n");
        HeldBack held = landing.held();
        assertThat(held.reason())
                .isEqualTo("The file has no line of column names, and its rows have 2 fields, too few for: day.");
    }

    @Test
    void theAgreedEncodingIsTakenAtItsWord() {
        TestLanding landing = landing("csv: {encoding: windows-1252}");
        landing.drop("visits.csv", "visit_id,note\n1,José – Zoë\n".getBytes(Charset.forName("windows-1252")));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("2|main|1|José – Zoë");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void aTrailerTellsWhetherAllRowsCame() {
        String csv = "trailer: {pattern: \"^TRAILER,(\\\\d+)$\"}";
        LandedFile file = landed(csv, "visit_id,note\n1,a\n2,b\nTRAILER,0002\n");
        assertThat(TestLanding.rows(file)).containsExactly("2|main|1|a", "3|main|2|b");
        assertThat(file.delivered()).isEqualTo(2);
        TestLanding landing = new TestLanding(folder.resolve("home"));
        landing.drop("visits.csv", "visit_id,note\n1,a\n2,b\n");
        assertThat(landing.held().reason()).contains("cut short", "its last line is not the agreed one");
        landing.drop("visits.csv", "visit_id,note\n1,a\nTRAILER,2\n");
        HeldBack held = landing.held();
        assertThat(held.ruleId()).isEqualTo("SYS-01");
        assertThat(held.reason()).contains("tells of 2 rows, and there are 1");
        landing.drop("visits.csv", "visit_id,note\n1,a\nTRAILER,1\n2,b\nTRAILER,3\n");
        assertThat(TestLanding.rejects(landing.landed()))
                .containsExactly("3|It looks like the line below the table, and more rows follow|TRAILER,1");
    }

    @Test
    void aConstantWinsOverAColumnOfItsName() {
        LandedFile file = landed("", "visit_id,note,Clinic\n1,a,north\n");
        assertThat(file.header()).containsExactly("clinic", "visit_id", "note", "Clinic_2");
        assertThat(TestLanding.rows(file)).containsExactly("2|main|1|a|north");
    }

    @Test
    void anotherConstantReadsTheSameBytesAnew() {
        landed("", "visit_id,note\n1,a\n");
        TestLanding.with(folder.resolve("home"));
        String moved = """
                id: visits
                name: Visits
                source: Nurse
                entity: visit
                files: ["visits*.csv"]
                schoolYear: {from: none}
                properties:
                  - {name: visit_id, required: true}
                  - {name: clinic, constant: annex}
                """;
        assertThat(folder.resolve("home").resolve("contracts").toFile().listFiles())
                .allSatisfy(file -> assertThat(file.delete()).isTrue());
        TestLanding landing = TestLanding.with(folder.resolve("home"), moved);
        landing.drop("visits.csv", "visit_id,note\n1,a\n");
        assertThat(TestLanding.rows(landing.landed())).containsExactly("2|annex|1|a");
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aFilePackedWithGzip() throws IOException {
        TestLanding landing = landing("");
        landing.drop("visits-2.csv.gz", gzip("visit_id,note\n1,a\n2,b\n"));
        LandedFile file = landing.landed();
        assertThat(file.file()).isEqualTo("visits-2.csv.gz");
        assertThat(TestLanding.rows(file)).containsExactly("2|main|1|a", "3|main|2|b");
    }

    @Test
    void gzipThatIsCutDamagedOrABomb() throws IOException {
        TestLanding landing = landing("");
        byte[] whole = gzip("visit_id,note\n" + "1,a\n".repeat(2_000));
        for (int cut : new int[] {5, 11, whole.length / 2, whole.length - 9, whole.length - 1}) {
            landing.drop("visits.csv.gz", Arrays.copyOf(whole, cut));
            HeldBack held = landing.held();
            assertThat(held.ruleId()).isEqualTo("SYS-01");
            assertThat(held.reason()).contains("cut short");
        }
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1;
        landing.drop("visits.csv.gz", damaged);
        assertThat(landing.held().ruleId()).isEqualTo("SYS-10");
        landing.drop("visits.csv.gz", gzip("visit_id,note\n" + "0".repeat(30 << 20)));
        assertThat(landing.held().reason()).contains("grows beyond all measure");
    }
}
