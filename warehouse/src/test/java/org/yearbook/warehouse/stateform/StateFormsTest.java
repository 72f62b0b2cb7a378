package org.yearbook.warehouse.stateform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.definitions.Fault;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.validate.Difference;
import org.yearbook.warehouse.validate.Finding;
import org.yearbook.warehouse.validate.Rule;

class StateFormsTest {

    private static final String DELIMITED = """
            name: Students
            source: a page
            rows: students
            frozen: count-day
            file_name: "students{version}.csv"
            form: delimited
            delimiter: comma
            quoted: true
            header: true
            encoding: utf-8
            line_end: crlf
            columns:
              - {name: SCHOOL, field: school_id, length: 4, required: true, key: true}
              - {name: ID, field: state_student_id, length: 7, required: true, digits: true, key: true}
              - {name: NAME, field: family_name, length: 10}
              - {name: GRADE, field: grade, length: 2, codes: {KG: KF, "01": "1"}}
              - {name: BORN, field: birth_date, date: mm/dd/yyyy, length: 10}
              - {name: KIND, value: B, length: 1}
            """;

    private static final String FIXED = """
            name: Counts
            source: a page
            rows: counts
            counts: {file: FS052, level: sch, set: ST2, zeros: true}
            file_name: counts.txt
            form: fixed
            encoding: windows-1252
            line_end: lf
            columns:
              - {name: TYPE, value: B, length: 1}
              - {name: SCHOOL, field: school_id, length: 6, key: true}
              - {name: SEX, field: SEX, length: 1, codes: {F: "2", M: "1", MISSING: "9"}, key: true}
              - {name: COUNT, field: count, length: 4, align: right, pad: "0", digits: true}
              - {name: NOTE, field: district_id, length: 3, align: right}
            """;

    @TempDir
    Path root;

    private static StateForm form(String text) {
        List<Fault> faults = new ArrayList<>();
        var form = FormFile.read("X-1", "state-files/X-1.yaml", text, faults);
        assertThat(faults).isEmpty();
        return form.orElseThrow();
    }

    private static Map<String, String> student(String id, String name, String grade, String born) {
        return new HashMap<>(Map.of(
                "school_id", "0001", "state_student_id", id, "family_name", name, "grade", grade, "birth_date", born));
    }

    private static Map<String, String> count(String school, String sex, String count) {
        return new HashMap<>(Map.of("school_id", school, "SEX", sex, "count", count, "district_id", "7"));
    }

    private static List<Finding> check(StateForm form, String text, int records) {
        return FormCheck.of(form, new FormCheck.Lying("a.csv", "a.csv", form.encoding(), text, records), 0);
    }

    @Test
    void aDelimitedFileHasItsHeaderAndQuotesWhatWouldBreakAColumn() {
        FormText.Written written = FormText.of(
                form(DELIMITED),
                List.of(
                        student("12", "O'Hara, Jr", "KG", "2019-02-28"),
                        student("13", "A \"B\"", "01", ""),
                        student("", "Two\r\nLines", "", "2020-02-29")));
        assertThat(written.missing()).isEmpty();
        assertThat(written.records()).isEqualTo(3);
        assertThat(written.text())
                .isEqualTo("SCHOOL,ID,NAME,GRADE,BORN,KIND\r\n"
                        + "0001,12,\"O'Hara, Jr\",KF,02/28/2019,B\r\n"
                        + "0001,13,\"A \"\"B\"\"\",1,,B\r\n"
                        + "0001,,Two Lines,,02/29/2020,B\r\n");
        assertThat(check(form(DELIMITED), written.text(), 3)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.REQUIRED);
            assertThat(finding.line()).isEqualTo(4);
            assertThat(finding.where()).isEqualTo("column ID");
        });
    }

    @Test
    void aFixedFileFillsEveryPlaceAndMakesNoNumberOfNothing() {
        FormText.Written written = FormText.of(
                form(FIXED), List.of(count("0001", "F", "12"), count("0002", "M", "0"), count("0003", "MISSING", "")));
        assertThat(written.missing()).isEmpty();
        assertThat(written.text()).isEqualTo("B0001  20012  7\n" + "B0002  10000  7\n" + "B0003  9      7\n");
        assertThat(check(form(FIXED), written.text(), 3)).isEmpty();
    }

    @Test
    void aCodeAndAConstantMayBeFilledUpWithZeros() {
        String filled = FIXED.replace(
                        "{name: TYPE, value: B, length: 1}",
                        "{name: TYPE, value: \"7\", length: 3, align: right, pad: \"0\"}")
                .replace(
                        "field: SEX, length: 1, codes: {F: \"2\", M: \"1\", MISSING: \"9\"}",
                        "field: SEX, length: 2, align: right, pad: \"0\", codes: {F: \"2\", M: \"01\"}");
        FormText.Written written =
                FormText.of(form(filled), List.of(count("0001", "F", "12"), count("0002", "M", "3")));
        assertThat(written.text()).isEqualTo("0070001  020012  7\n" + "0070002  010003  7\n");
        assertThat(check(form(filled), written.text(), 2)).isEmpty();
        assertThat(check(form(filled), written.text().replace("0070001  02", "0080001  03"), 2))
                .extracting(Finding::rule)
                .containsOnly(Rule.CODE)
                .hasSize(2);
    }

    @Test
    void whatDoesNotFitIsToldInNumbersAndNothingIsWritten() {
        FormText.Written written = FormText.of(
                form(DELIMITED), List.of(student("12345678", "Long-Name-Here", "02", ""), student("1", "N", "UG", "")));
        assertThat(written.text()).isEmpty();
        assertThat(written.missing())
                .containsExactly(
                        "The state's code of 2 values of column GRADE: 'codes' does not name them (02, UG).",
                        "Room for 1 values of column ID: they have more than 7 characters.",
                        "Room for 1 values of column NAME: they have more than 10 characters.");
        assertThat(FormText.of(form(DELIMITED), List.of()).missing())
                .singleElement()
                .asString()
                .contains("nobody is counted");
        String ascii =
                DELIMITED.replace("encoding: utf-8", "encoding: us-ascii").replace("quoted: true", "quoted: false");
        assertThat(FormText.of(form(ascii), List.of(student("1", "Peña", "01", ""), student("2", "A, B", "01", "")))
                        .missing())
                .containsExactly(
                        "A way to write 1 values of column NAME: what separates columns is in them."
                                + " Say 'quoted: true' if the state reads it.",
                        "A way to write 1 values of column NAME: they have characters that US-ASCII has not.");
    }

    @Test
    void valuesThatSomebodyTypedAreNotRepeated() {
        String coded =
                DELIMITED.replace("length: 10}\n  - {name: GRADE", "length: 10, codes: {A: B}}\n  - {name: GRADE");
        assertThat(FormText.of(form(coded), List.of(student("1", "Secret", "01", "")))
                        .missing())
                .singleElement()
                .isEqualTo("The state's code of 1 values of column NAME: 'codes' does not name them.");
    }

    @Test
    void theReaderFindsWhatSomebodyBroke() {
        String text = "SCHOOL,ID,NAME,GRADE,BORN,KINDS\r\n"
                + "0001,12,N,KG,2/28/2019,C\r\n"
                + "00001,1x,N,KF,02/30/2019,B\n"
                + "0001,12,N\r\n"
                + "0001,14,N,KF,,B\r\n"
                + "0001,14,N,1,,B\r\n";
        List<Finding> findings = FormCheck.of(
                form(DELIMITED), new FormCheck.Lying("b.csv", "a.csv", StandardCharsets.ISO_8859_1, text, 4), 0);
        assertThat(findings)
                .extracting(finding -> finding.rule() + " " + finding.line() + " " + finding.where())
                .containsExactlyInAnyOrder(
                        "FILE_NAME 0 ",
                        "ENCODING 0 ",
                        "LINE_END 0 ",
                        "HEADER 1 ",
                        "RECORD_COUNT 0 ",
                        "CODE 2 column GRADE",
                        "DATE 2 column BORN",
                        "CODE 2 column KIND",
                        "TOO_LONG 3 column SCHOOL",
                        "NUMBER 3 column ID",
                        "DATE 3 column BORN",
                        "FIELD_COUNT 4 ",
                        "DUPLICATE 6 ");
        assertThat(findings).noneMatch(finding -> finding.what().contains("1x"));
        assertThat(check(form(FIXED), "B0001  20012  7\nB0001  2012  7\n", 2))
                .extracting(finding -> finding.rule() + " " + finding.line())
                .containsExactly("FIELD_COUNT 2");
    }

    @Test
    void recordsThatLackAPartOfTheirKeyAreNotToldAsTheSame() {
        String text = "SCHOOL,ID,NAME,GRADE,BORN,KIND\r\n" + "0001,,A,KF,,B\r\n" + "0001,,C,KF,,B\r\n";
        assertThat(check(form(DELIMITED), text, 2))
                .extracting(finding -> finding.rule() + " " + finding.line())
                .containsExactly("REQUIRED 2", "REQUIRED 3");
    }

    @Test
    void aLargeChangeOfTheNumberOfRecordsIsToBeExplained() {
        var now = new FormCheck.Lying("a.csv", "a.csv", StandardCharsets.UTF_8, "", 0);
        assertThat(FormCheck.of(form(DELIMITED), now, 21))
                .extracting(Finding::rule)
                .contains(Rule.CHANGE);
        assertThat(FormCheck.of(form(DELIMITED), now, 20))
                .extracting(Finding::rule)
                .doesNotContain(Rule.CHANGE);
    }

    @Test
    void aChangeIsLargeWhenItIsMoreThanTwentyAndMoreThanAFifth() {
        assertThat(List.of(changed(105, 126), changed(104, 125), changed(100, 120), changed(100, 121)))
                .containsExactly(false, true, false, true);
        assertThat(List.of(changed(126, 105), changed(100, 79), changed(0, 30))).containsExactly(false, true, false);
    }

    private static boolean changed(int lastYear, int records) {
        StateForm form = form(DELIMITED);
        String text = form.headerLine() + "\r\n" + "0001,1,N,KF,,B\r\n".repeat(records);
        var now = new FormCheck.Lying("a.csv", "a.csv", StandardCharsets.UTF_8, text, records);
        return FormCheck.of(form, now, lastYear).stream().anyMatch(finding -> finding.rule() == Rule.CHANGE);
    }

    @Test
    void differencesAreOfColumnsWhereTheKeysTellWhichRecordIsTheSame() {
        StateForm form = form(DELIMITED);
        String header = "SCHOOL,ID,NAME,GRADE,BORN,KIND\r\n";
        String before = header + "0001,1,N,KF,,B\r\n0001,2,N,KF,,B\r\n";
        String after = header + "0001,2,N,1,,B\r\n0001,3,N,KF,,B\r\n";
        assertThat(FormDifferences.between(form, before, after))
                .containsExactly(
                        new Difference(null, "0001 1", "there", ""),
                        new Difference(null, "0001 2, GRADE", "KF", "1"),
                        new Difference(null, "0001 3", "", "there"));
        assertThat(FormDifferences.between(form, before, before)).isEmpty();
        assertThat(FormDifferences.between(form, header + "of,another,form\r\n", header + "0001,1,N,KF,,B\r\n"))
                .containsExactly(
                        new Difference(null, "of,another,form", "there", ""),
                        new Difference(null, "0001,1,N,KF,,B", "", "there"));
    }

    /** What stands before the arrow is written otherwise; what follows the bar is told, with its line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows: students -> rows: teachers | line 3: 'rows' cannot be 'teachers'",
                "frozen: count-day -> frozen: today | line 4: 'frozen' cannot be 'today'",
                "students{version}.csv -> ../students.csv | line 5: 'file_name' must be",
                "students{version}.csv -> manifest.json | line 5: 'file_name' must be",
                "delimiter: comma -> delimiter: space | line 7: 'delimiter' cannot be 'space'",
                "header: true -> header: perhaps | line 9: 'header' cannot be 'perhaps'",
                "encoding: utf-8 -> encoding: ebcdic | line 10: 'encoding' cannot be 'ebcdic'",
                "line_end: crlf -> ends: crlf | line 11: 'ends' is not known here",
                "field: family_name -> field: shoe_size | line 15: 'field' cannot be 'shoe_size'",
                "field: family_name, -> field: family_name, sql: select, | line 15: 'sql' is not known here",
                "value: B, -> value: B, field: grade, | line 18: a column has either",
                "value: B, -> value: BB, | line 18: 'BB' is longer than the column",
                "date: mm/dd/yyyy, -> | line 17: say how the state writes a day",
                "name: NAME -> name: ID | line 15: there are two columns 'ID'",
                "length: 7 -> length: none | line 14: 'length' must be a whole number",
                "form: delimited -> form: fixed | line 10: places are counted in bytes",
            })
    void aFaultIsToldByItsLine(String change) {
        String[] parts = change.split(" \\| ");
        String[] words = parts[0].split(" ->", -1);
        String text = DELIMITED.replace(words[0], words[1].strip());
        assertThat(text).isNotEqualTo(DELIMITED);
        List<Fault> faults = new ArrayList<>();
        assertThat(FormFile.read("X-1", "state-files/X-1.yaml", text, faults)).isEmpty();
        assertThat(faults)
                .extracting(Fault::toString)
                .anySatisfy(fault -> assertThat(fault).startsWith("state-files/X-1.yaml " + parts[1]));
    }

    @Test
    void aDescriptionWithAFaultStandsInNoOthersWay() throws IOException {
        var home = new DistrictHome(root);
        assertThat(StateForms.read(home).all()).isEmpty();
        Files.createDirectories(home.stateFiles());
        Files.writeString(home.stateFiles().resolve("GOOD-1.yaml"), DELIMITED);
        Files.writeString(home.stateFiles().resolve("BAD-1.yaml"), "name: x\n");
        Files.write(home.stateFiles().resolve("BYTES-1.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.writeString(home.stateFiles().resolve("FS052.yaml"), DELIMITED);
        Files.writeString(home.stateFiles().resolve("lower.yaml"), DELIMITED);
        StateForms forms = StateForms.read(home);
        assertThat(forms.all().keySet()).containsExactly("BAD-1", "BYTES-1", "GOOD-1");
        assertThat(forms.find("GOOD-1").orElseThrow().form()).isPresent();
        assertThat(forms.find("BAD-1").orElseThrow().faults())
                .contains("state-files/BAD-1.yaml line 1: 'rows' is missing");
        assertThat(forms.find("BYTES-1").orElseThrow().faults())
                .containsExactly("state-files/BYTES-1.yaml line 1: this is not a text in UTF-8");
        assertThat(forms.strangers())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("state-files/FS052.yaml describes no file")
                                .contains("not like a federal file"),
                        one -> assertThat(one).startsWith("state-files/lower.yaml describes no file"));
    }

    @Test
    void theExampleOfTheDocumentationHasNoFault() throws IOException {
        form(Files.readString(Path.of("../docs/state-files/VT-GRADE-PROG.yaml")));
    }
}
