package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkbookFilesTest {

    private static final String ROSTER = """
            id: roster
            name: Position roster
            source: HR
            entity: staff_assignment
            files: ["roster*.xlsx"]
            format: xlsx
            %s
            schoolYear: {from: none}
            properties:
              - {name: position, physicalName: "Pos #", required: true}
              - {name: employee, physicalName: Employee Number}
              - {name: hired, physicalName: Hire Date}
              - {name: fte, physicalName: FTE}
              - {name: active, physicalName: Active}
            """;

    private static final String[] NAMES = {"Pos #", "Employee Number", "Hire Date", "FTE", "Active"};

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = TestLanding.with(folder.resolve("home"), ROSTER.formatted(""));
    }

    private static byte[] workbook(Consumer<Workbook> content) {
        var bytes = new ByteArrayOutputStream();
        var workbook = new Workbook(bytes, "Yearbook tests", "1.0");
        content.accept(workbook);
        try {
            workbook.finish();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void names(Worksheet sheet, int row) {
        for (int at = 0; at < NAMES.length; at++) {
            sheet.value(row, at, NAMES[at]);
        }
    }

    private static byte[] sheet(Consumer<Worksheet> content) {
        return workbook(workbook -> content.accept(workbook.newWorksheet("Sheet1")));
    }

    @Test
    void cellsAreReadAsAPersonReadsThem() {
        landing.drop("roster.xlsx", sheet(sheet -> {
            names(sheet, 0);
            sheet.value(1, 0, 1001);
            sheet.value(1, 1, 42);
            sheet.style(1, 1).format("000000").set();
            sheet.value(1, 2, LocalDate.of(2019, 8, 26));
            sheet.style(1, 2).format("m/d/yyyy").set();
            sheet.value(1, 3, new BigDecimal("0.6000000000000001"));
            sheet.value(1, 4, true);
            sheet.value(2, 0, "0012");
            sheet.value(2, 1, 123456789012345L);
            sheet.value(2, 2, LocalDateTime.of(2020, 2, 29, 13, 45, 10));
            sheet.style(2, 2).format("yyyy-MM-dd H:mm:ss").set();
            sheet.value(2, 3, 1.0);
            sheet.value(2, 4, false);
            sheet.value(4, 0, "line\nbreak, \"quoted\"");
            sheet.value(4, 3, 0.000012);
        }));
        LandedFile file = landing.landed();
        assertThat(file.header()).containsExactly(NAMES);
        assertThat(TestLanding.rows(file))
                .containsExactly(
                        "2|1001|000042|2019-08-26|0.6|true",
                        "3|0012|123456789012345|2020-02-29 13:45:10|1|false",
                        "5|line\nbreak, \"quoted\"|-|-|0.000012|-");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void theAgreedSheetAndHeaderRow() {
        landing = TestLanding.with(
                folder.resolve("other"), ROSTER.formatted("xlsx: {sheet: staff, headerRow: 3, nullTokens: [N/A]}"));
        landing.drop("roster.xlsx", workbook(workbook -> {
            names(workbook.newWorksheet("Notes"), 0);
            Worksheet sheet = workbook.newWorksheet("Staff");
            sheet.value(0, 0, "Position roster of 2026-05-01");
            sheet.range(0, 0, 0, 4).merge();
            names(sheet, 2);
            sheet.value(3, 0, "P1");
            sheet.value(3, 1, "N/A");
            sheet.hideRow(3);
            sheet.hideColumn(1);
        }));
        assertThat(TestLanding.rows(landing.landed())).containsExactly("4|P1|-|-|-|-");
        landing.drop("roster.xlsx", workbook(workbook -> names(workbook.newWorksheet("Staf"), 2)));
        assertThat(landing.held().reason()).isEqualTo("The workbook has no sheet 'staff'. Did you mean Staf?");
        landing.drop("roster.xlsx", workbook(workbook -> names(workbook.newWorksheet("Ms. Okafor"), 2)));
        assertThat(landing.held().reason()).isEqualTo("The workbook has no sheet 'staff'.");
    }

    @Test
    void withoutAnAgreedSheetTheOnlyOneThatFits() {
        landing.drop("roster.xlsx", workbook(workbook -> {
            workbook.newWorksheet("Cover").value(0, 0, "Confidential");
            Worksheet sheet = workbook.newWorksheet("Data");
            names(sheet, 4);
            sheet.value(5, 0, "P1");
        }));
        assertThat(TestLanding.rows(landing.landed())).containsExactly("6|P1|-|-|-|-");
    }

    @Test
    void severalSheetsThatFitHoldTheFileBack() {
        byte[] two = workbook(workbook -> {
            for (String name : new String[] {"Cedar High", "Ms. Okafor"}) {
                Worksheet sheet = workbook.newWorksheet(name);
                names(sheet, 0);
                sheet.value(1, 0, "P of " + name);
            }
        });
        landing.drop("roster.xlsx", two);
        HeldBack held = landing.held();
        assertThat(held.ruleId()).isEqualTo("SYS-03");
        assertThat(held.reason()).isEqualTo("2 sheets of the workbook have the columns of Position roster.");
        assertThat(held.whatToDo()).contains("'xlsx: sheet' in contract roster").doesNotContain("Okafor");
        landing.drop("Export (1).xlsx", two);
        assertThat(landing.held().reason()).startsWith("2 sheets of the workbook have columns that contracts know");
        landing = TestLanding.with(folder.resolve("agreed"), ROSTER.formatted("xlsx: {sheet: Cedar High}"));
        landing.drop("roster.xlsx", two);
        assertThat(TestLanding.rows(landing.landed())).containsExactly("2|P of Cedar High|-|-|-|-");
    }

    @Test
    void theHeaderAgainIsSetAsideAndToldOnce() {
        landing.drop("roster.xlsx", sheet(sheet -> {
            names(sheet, 1);
            sheet.value(2, 0, "P1");
            names(sheet, 3);
            sheet.value(4, 0, "P2");
        }));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("3|P1|-|-|-|-", "5|P2|-|-|-|-");
        assertThat(TestLanding.rejects(file)).containsExactly("4|It names the columns again, as the header does|null");
        assertThat(TestLanding.told(file))
                .containsExactly("SYS-08 minor 4 Line 4 is the header again: it names the columns, and was set aside.");
    }

    @Test
    void ofSheetsThatFitItIsSaidHowManyNobodySees() {
        landing.drop("roster.xlsx", workbook(workbook -> {
            names(workbook.newWorksheet("Staff"), 0);
            Worksheet before = workbook.newWorksheet("Staff of last year");
            names(before, 0);
            before.setVisibilityState(VisibilityState.HIDDEN);
        }));
        assertThat(landing.held().reason())
                .isEqualTo("2 sheets of the workbook have the columns of Position roster; one of them is hidden.");
    }

    @Test
    void notesBesideTheTableAreLeftOutAndTold() {
        landing.drop("roster.xlsx", sheet(sheet -> {
            names(sheet, 0);
            sheet.value(1, 0, "P1");
            sheet.value(1, 6, "vacant since May");
            sheet.value(2, 0, "P2");
            sheet.value(3, 7, "total");
        }));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("2|P1|-|-|-|-", "3|P2|-|-|-|-");
        assertThat(TestLanding.rejects(file))
                .containsExactly("4|It has values only beside the columns that have a name|null");
        assertThat(TestLanding.told(file))
                .containsExactly(
                        "SYS-08 major 4 1 row cannot be read and was set aside. The first: It has values only beside the"
                                + " columns that have a name.",
                        "SYS-08 minor 2 1 row with values beside the last column that has a name; those values were left"
                                + " out.");
    }

    /** Only Excel computes: a workbook made by a program may have formulas without a value. */
    private static byte[] raw(String rows) throws IOException {
        return zip("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                + "</sheetData></worksheet>");
    }

    private static byte[] zip(String sheet) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                    </Types>""");
            put(zip, "xl/workbook.xml", """
                    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                    <sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            put(zip, "xl/_rels/workbook.xml.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>""");
            put(zip, "xl/worksheets/sheet1.xml", sheet);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static final String NAMES_ROW =
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Pos #</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>FTE</t></is></c></row>";

    @Test
    void formulasCountByTheValueThatExcelLeft() throws IOException {
        landing.drop(
                "roster.xlsx",
                raw(NAMES_ROW
                        + "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>TEXT(7,\"000\")</f><v>007</v></c><c r=\"B2\"><f>1/2</f><v>0.5</v></c></row>"
                        + "<row r=\"3\"><c r=\"A3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"B3\" t=\"b\"><f>TRUE()</f><v>1</v></c></row>"
                        + "<row r=\"4\"><c r=\"A4\"><v>1.0E3</v></c><c r=\"B4\"/></row>"));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("2|007|0.5", "3|-|true", "4|1000|-");
    }

    @Test
    void theTotalsRowOfATableIsNoRow() throws IOException {
        landing.drop(
                "roster.xlsx",
                raw(NAMES_ROW
                        + "<row r=\"2\"><c r=\"A2\"><v>7</v></c><c r=\"B2\"><f>SUM(1,1)</f><v>2</v></c></row>"
                        + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Total</t></is></c><c r=\"B3\">"
                        + "<f>SUBTOTAL(109,Table1[FTE])</f><v>2</v></c></row>"));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("2|7|2");
        assertThat(TestLanding.rejects(file)).containsExactly("3|It sums up the other rows and is none itself|null");
    }

    @Test
    void aSubtotalWithinARowIsAValueLikeAnyOther() throws IOException {
        String rows = "";
        for (String formula : List.of(
                "SUBTOTAL(9,C2:F2)", "SUBTOTAL(103,A3)", "SUBTOTAL(9,T[@[C]:[F]])", "AGGREGATE(14,6,C5:C9,1)")) {
            int row = rows.split("<row").length + 1;
            rows += "<row r=\"%1$d\"><c r=\"A%1$d\"><v>%1$d</v></c><c r=\"B%1$d\"><f>%2$s</f><v>1</v></c></row>"
                    .formatted(row, formula);
        }
        String outline =
                "<row r=\"9\"><c r=\"A9\"><v>9</v></c><c r=\"B9\"><f>SUBTOTAL(9,B$2:B$8)</f><v>4</v></c></row>";
        landing.drop("roster.xlsx", raw(NAMES_ROW + rows + outline));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("2|2|1", "3|3|1", "4|4|1", "5|5|1");
        assertThat(TestLanding.rejects(file)).containsExactly("9|It sums up the other rows and is none itself|null");
    }

    @Test
    void formulasThatWereNeverComputedAreTold() throws IOException {
        landing.drop(
                "roster.xlsx",
                raw(NAMES_ROW
                        + "<row r=\"2\"><c r=\"A2\"><f>\"P\"&amp;1</f></c><c r=\"B2\"><f>1/2</f></c></row>"
                        + "<row r=\"3\"><c r=\"A3\"><v>2</v></c><c r=\"B3\"><f>1/2</f></c></row>"
                        + "<row r=\"4\"><c r=\"A4\"><v>3</v></c><c r=\"B4\" t=\"str\"><f>\"\"</f><v></v></c></row>"
                        + "<row r=\"5\"><c r=\"A5\"><v>4</v></c><c r=\"C5\"><f>1/2</f></c></row>"));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("3|2|-", "4|3|-", "5|4|-");
        assertThat(TestLanding.told(file))
                .contains(
                        "SYS-08 major 2 2 rows with a formula that was never computed; those cells were read as empty.");
    }

    @Test
    void aTableBelowATitleIsHeldBackAndSaidWhereItIs() {
        Consumer<Worksheet> report = sheet -> {
            sheet.value(0, 0, "Position roster");
            sheet.value(1, 0, "Printed on");
            sheet.value(1, 1, "2026-05-01");
            names(sheet, 3);
            sheet.value(4, 0, "P1");
        };
        landing.drop("roster.xlsx", sheet(report));
        HeldBack held = landing.held();
        assertThat(held.ruleId()).isEqualTo("SYS-03");
        assertThat(held.reason()).isEqualTo("The columns of Position roster are named in row 4, below other lines.");
        assertThat(held.whatToDo())
                .isEqualTo(
                        "Deliver it without what stands above them, or say 'xlsx: {headerRow: 4}' in contract roster.");
        landing = TestLanding.with(folder.resolve("agreed"), ROSTER.formatted("xlsx: {headerRow: 4}"));
        landing.drop("roster.xlsx", sheet(report));
        assertThat(TestLanding.rows(landing.landed())).containsExactly("5|P1|-|-|-|-");
    }

    @Test
    void aCsvTableBelowATitleIsHeldBackAndSaidWhereItIs() {
        landing.drop(
                "trainings-2025-26.csv",
                "\"Trainings of \"\"all\n\n\nemployee_id,course,provider,completed_on,hours\n1,a,b,,\n");
        HeldBack held = landing.held();
        assertThat(held.reason()).isEqualTo("The columns of Staff trainings are named in line 4, below other lines.");
        assertThat(held.whatToDo())
                .isEqualTo(
                        "Deliver it without what stands above them, or say 'csv: {skipLines: 3}' in contract trainings.");
    }

    @Test
    void aWorkbookInPlaceOfCsvIsReadAndTold() {
        byte[] trainings = sheet(sheet -> {
            String[] names = {"employee_id", "course", "provider", "completed_on", "hours", "certification"};
            for (int at = 0; at < names.length; at++) {
                sheet.value(0, at, names[at]);
                sheet.value(1, at, "x" + at);
            }
        });
        landing.drop("trainings-2025-26.xlsx", trainings);
        LandedFile file = landing.landed();
        assertThat(file.contractId()).isEqualTo("trainings");
        assertThat(file.schoolYears()).containsExactly("2025-26");
        assertThat(TestLanding.rows(file)).containsExactly("2|x0|x1|x2|x3|x4|x5");
        assertThat(TestLanding.told(file))
                .anyMatch(told -> told.contains("written as xlsx, not as csv as agreed; it was read"));
        landing.drop("trainings-2024-25.csv", trainings);
        assertThat(landing.landed().attributes()).containsEntry("format", "xlsx");
    }

    @Test
    void aWorkbookUnderAnyNameIsKnownByItsColumns() {
        landing.drop("Export (1).xlsx", workbook(workbook -> {
            workbook.newWorksheet("Cover").value(0, 0, "Confidential");
            Worksheet sheet = workbook.newWorksheet("Data");
            names(sheet, 0);
            sheet.value(1, 0, "P1");
        }));
        LandedFile file = landing.landed();
        assertThat(file.contractId()).isEqualTo("roster");
        assertThat(TestLanding.rows(file)).containsExactly("2|P1|-|-|-|-");
    }

    @Test
    void csvInPlaceOfAWorkbookIsReadAndTold() {
        landing.drop("roster.xlsx", "Pos #;Employee Number;Hire Date\nP1;7;2019-08-26\n");
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).containsExactly("2|P1|7|2019-08-26");
        assertThat(TestLanding.told(file)).anyMatch(told -> told.contains("written as csv, not as xlsx as agreed"));
    }

    @Test
    void severalContractsTakeTheirOwnSheets() {
        landing = TestLanding.with(folder.resolve("several"), ROSTER.formatted("xlsx: {sheet: Staff}"), """
                        id: rooms
                        name: Rooms
                        source: HR
                        entity: room
                        files: ["roster*.xlsx"]
                        format: xlsx
                        xlsx: {sheet: Rooms}
                        schoolYear: {from: none}
                        properties: [{name: room, required: true}]
                        """);
        landing.drop("roster.xlsx", workbook(workbook -> {
            Worksheet staff = workbook.newWorksheet("Staff");
            names(staff, 0);
            staff.value(1, 0, "P1");
            Worksheet rooms = workbook.newWorksheet("Rooms");
            rooms.value(0, 0, "Room");
            rooms.value(1, 0, 101);
        }));
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh()).extracting(LandedFile::contractId).containsExactly("rooms", "roster");
        assertThat(TestLanding.rows(result.fresh().get(0))).containsExactly("2|101");
    }

    @Test
    void damagedHostileAndEmptyWorkbooks() throws IOException {
        landing.drop("roster.xlsx", java.util.Arrays.copyOf(raw(NAMES_ROW), 400));
        HeldBack cut = landing.held();
        assertThat(cut.ruleId()).isEqualTo("SYS-10");
        assertThat(cut.reason()).contains("cannot be read: it is damaged");
        landing.drop("roster.xlsx", raw("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2"));
        assertThat(landing.held().reason()).contains("cannot be read: it is damaged");
        landing.drop("roster.xlsx", raw(NAMES_ROW + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"3"));
        assertThat(landing.held().reason()).contains("cannot be read: it is damaged");
        landing.drop("roster.xlsx", raw("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>"));
        assertThat(landing.held().reason()).contains("cannot be read: it is damaged");
        landing.drop("roster.xlsx", raw(""));
        assertThat(landing.held().reason()).contains("none of the columns");
        landing.drop("roster.xlsx", zip("<worksheet>" + " ".repeat(64 << 20) + "</worksheet>"));
        HeldBack grown = landing.held();
        assertThat(grown.ruleId()).isEqualTo("SYS-10");
        assertThat(grown.reason()).contains("grows beyond all measure");
        landing.drop("roster.xlsx", raw(NAMES_ROW));
        assertThat(TestLanding.told(landing.landed()))
                .anyMatch(told -> told.equals("SYS-01 major 0 The file has a header and no rows."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c r=\"A2\" t=\"s\"><v>x</v></c>",
                "<c r=\"A2\" t=\"s\"><v>99999999999</v></c>",
                "<c r=\"2\"><v>1</v></c>",
                "<c r=\"A2\" t=\"nothing\"><v>1</v></c>",
            })
    void aDamagedCellHoldsItsWorkbookBack(String cell) throws IOException {
        landing.drop("roster.xlsx", raw(NAMES_ROW + "<row r=\"2\">" + cell + "</row>"));
        HeldBack held = landing.held();
        assertThat(held.ruleId()).isEqualTo("SYS-10");
        assertThat(held.reason()).contains("cannot be read: it is damaged");
        landing.drop("roster.xlsx", raw("<row r=\"1\">" + cell.replace("A2", "A1") + "</row>"));
        assertThat(landing.held().ruleId()).isEqualTo("SYS-10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "45530| 14| | 2024-08-26",
                "45530.5| 22| | 2024-08-26 12:00:00",
                "0.75| 20| | 18:00:00",
                "1.5| 46| | 36:00:00",
                "45530| 170| [$-409]mmmm\\ d\\,\\ yyyy;@| 2024-08-26",
                "45530| 170| yyyy\"-d-\"mm| 2024-08-26",
                "45530| 170| [Red]0.00| 45530",
                "45530| 170| \"day \"0| 45530",
                "45530| 170| #,##0.00_);(#,##0.00)| 45530",
                "1| 14| | 1900-01-01",
                "59| 14| | 1900-02-28",
                "45530.5729| 14| | 2024-08-26",
                "45530.9999999999| 14| | 2024-08-27",
                "45530.5| 170| yyyy\\-mm\\-dd;@| 2024-08-26",
                "45530.5| 170| m/d/yy\\ h:mm\\ AM/PM| 2024-08-26 12:00:00",
                "61| 14| | 1900-03-01",
                "-5| 14| | -5",
                "1E+20| 0| General| 100000000000000000000",
                "12| 170| 0000| 0012",
                "12345| 170| 0000| 12345",
                "0.1| 9| | 0.1",
            })
    void numbersAreShownByTheirFormat(String number, int id, String format, String shown) {
        assertThat(new CellText(false, false).number(new BigDecimal(number), id, format))
                .isEqualTo(shown);
    }

    @Test
    void daysMayBeCountedFrom1904() {
        assertThat(new CellText(true, false).number(BigDecimal.valueOf(44068), 14, null))
                .isEqualTo("2024-08-26");
    }
}
