package org.yearbook.warehouse.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.validate.Difference;
import org.yearbook.warehouse.validate.Finding;
import org.yearbook.warehouse.validate.Rule;

/** Files in layouts of the state's own, from their description to their delivery. */
class StateFilesTest {

    private static final SchoolYear YEAR = SchoolYear.parse("2025-26");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);
    private static final String FILE = "VT-GRADE-PROG";

    @TempDir
    Path root;

    private ExportHome home;

    /** Two students at each of two schools: one moved before the day of the count, one never came. */
    @BeforeEach
    void aNight() throws IOException {
        home = ExportHome.in(root);
        publish("20260601T020000-a", "2026-06-01");
        Files.createDirectories(home.home().stateFiles());
        describe(FILE, Files.readString(Path.of("../docs/state-files/VT-GRADE-PROG.yaml")));
    }

    private void publish(String id, String asOf) {
        home.publish(id, asOf, "2025-26", 2);
        change(id, "update dim_student set state_student_id = (1987000 + student_key)::varchar");
        change(id, "update fact_student_enrollment set exit_date = date '2025-09-15' where student_key = 1");
        change(id, "update fact_student_enrollment set grade_level = 'KG' where student_key = 2");
        change(id, "update fact_student_enrollment set no_show = true where student_key = 3");
        change(
                id,
                "insert into fact_student_enrollment select * replace ('0102' as school_number,"
                        + " date '2025-09-16' as entry_date, null as exit_date) from fact_student_enrollment"
                        + " where student_key = 1");
    }

    private void change(String publication, String statement) {
        Path file = home.home().publications().resolve(publication).resolve("internal.duckdb");
        try (Duck duck = Duck.write(file, ExportHome.LIMITS)) {
            duck.run(statement);
        }
    }

    private void describe(String id, String text) throws IOException {
        Files.writeString(home.home().stateFiles().resolve(id + ".yaml"), text);
    }

    private ExportRun run() {
        return new ExportRun(home.home(), ExportHome.LIMITS, CLOCK);
    }

    private Frozen frozen() {
        return new Frozen(home.home(), ExportHome.LIMITS, CLOCK);
    }

    private static String bytes(Version version, Charset encoding) throws IOException {
        return Files.readString(version.file(version.manifest().parts().get(0)), encoding);
    }

    @Test
    void theExampleOfTheDocumentationIsWrittenFromFrozenDataAsTheStateHasIt() throws IOException {
        frozen().countDay(YEAR, "A. Registrar");
        Version version = run().make(FILE, YEAR, "somebody").version();
        assertThat(bytes(version, StandardCharsets.US_ASCII))
                .isEqualTo("ADMINID,ENRORGID,PERMNUMBER,GRADE,GRADEBEGIN,GRADEEND,SY\r\n"
                        + "00100,0001,1987000,01,08/20/2025,,2026\r\n"
                        + "00100,0001,1987001,01,08/20/2025,09/15/2025,2026\r\n"
                        + "00100,0002,1987001,01,09/16/2025,,2026\r\n"
                        + "00100,0002,1987002,KF,08/20/2025,,2026\r\n");
        assertThat(version.findings()).isEmpty();
        assertThat(version.state()).isEqualTo(State.READY);
        Manifest manifest = version.manifest();
        assertThat(manifest.name()).isEqualTo("Vermont grade progression (5_PS_GradeProg)");
        assertThat(manifest.source().basis()).isEqualTo(Basis.COUNT_DAY);
        assertThat(manifest.definitions()).containsKey("state-files/VT-GRADE-PROG.yaml");
        assertThat(manifest.notes())
                .singleElement()
                .asString()
                .contains("datacollection.education.vermont.gov/File-Specifications/5_PS_GradeProg");
        Manifest.Part part = manifest.parts().get(0);
        assertThat(part.fileName()).isEqualTo("06_5_PS_GradeProg.csv");
        assertThat(part.records()).isEqualTo(4);
        assertThat(part.sha256()).isEqualTo(Kept.sha256(version.file(part)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(version.file(part))))
                .isEqualTo("rw-------");
    }

    @Test
    void eachRecordLeadsToTheStudentBehindIt() throws IOException {
        frozen().countDay(YEAR, "A. Registrar");
        Version version = run().make(FILE, YEAR, "somebody").version();
        var records = run().records(version);
        assertThat(records.columns()).startsWith("ADMINID", "ENRORGID", "PERMNUMBER");
        assertThat(records.entries())
                .extracting(entry -> entry.line() + " " + entry.school() + " "
                        + entry.fields().get(2))
                .containsExactly("2 0001 1987000", "3 0001 1987001", "4 0002 1987001", "5 0002 1987002");
        assertThat(run().students(version)).containsExactly("S0", "S1", "S1", "S2");
        assertThat(run().behind(version, 4).people())
                .extracting(Behind.Person::number)
                .containsExactly("S1");
        assertThat(run().behind(version, 1)).isEqualTo(new Behind(0, List.of()));
        Path description = home.home().stateFiles().resolve(FILE + ".yaml");
        Files.writeString(description, Files.readString(description) + "# read again\n");
        assertThatThrownBy(() -> run().records(version))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("says otherwise now than when version 1 was made");
        assertThat(run().make(FILE, YEAR, "somebody").isNew())
                .as("it says the same")
                .isFalse();
        assertThat(run().records(run().exports().latest(FILE, YEAR).orElseThrow())
                        .entries())
                .as("so it is by this description, too")
                .hasSize(4);
    }

    @Test
    void theSameDataMakesNoNewVersionAndOtherDataOneWithWhatChanged() throws IOException {
        frozen().countDay(YEAR, "A. Registrar");
        Version first = run().make(FILE, YEAR, "somebody").version();
        ExportRun.Made again = run().make(FILE, YEAR, "somebody");
        assertThat(again.isNew()).isFalse();
        assertThat(again.version().manifest()).isEqualTo(first.manifest());
        publish("20260602T020000-b", "2026-06-02");
        change(
                "20260602T020000-b",
                "update fact_student_enrollment set exit_date = date '2026-01-09'" + " where student_key = 0");
        change("20260602T020000-b", "delete from fact_student_enrollment where student_key = 2");
        assertThat(run().make(FILE, YEAR, "somebody").isNew())
                .as("what is frozen does not move")
                .isFalse();
        frozen().countDay(YEAR, "A. Registrar");
        Version second = run().make(FILE, YEAR, "somebody").version();
        assertThat(second.manifest().version()).isEqualTo(2);
        assertThat(run().exports().differences(second))
                .containsExactly(
                        new Difference(null, "0001 1987000 01 08/20/2025 2026, GRADEEND", "", "01/09/2026"),
                        new Difference(null, "0002 1987002 KF 08/20/2025 2026", "there", ""));
        assertThat(Kept.sha256(first.file(first.manifest().parts().get(0))))
                .isEqualTo(first.manifest().parts().get(0).sha256());
    }

    @Test
    void aRecordWithoutTheStatesNumberHoldsTheFileAndNobodyIsNamed() {
        change("20260601T020000-a", "update dim_student set state_student_id = null where student_key = 0");
        frozen().countDay(YEAR, "A. Registrar");
        Version version = run().make(FILE, YEAR, "somebody").version();
        assertThat(version.state()).isEqualTo(State.HELD);
        assertThat(version.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.REQUIRED);
            assertThat(finding.where()).isEqualTo("column PERMNUMBER");
            assertThat(finding.toString()).doesNotContain("Family0");
        });
        assertThatThrownBy(() -> run().sign(FILE, YEAR, 1, "A. Registrar"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("is held: 1 finding is to be");
    }

    @Test
    void aFileIsSignedAndHandedOnAndADraftIsNot() {
        Version draft = run().make(FILE, YEAR, "somebody").version();
        assertThat(draft.state()).isEqualTo(State.DRAFT);
        assertThatThrownBy(() -> run().sign(FILE, YEAR, 1, "A. Registrar"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("yearbook export freeze 2025-26 count-day --by NAME");
        frozen().countDay(YEAR, "A. Registrar");
        assertThat(run().make(FILE, YEAR, "somebody").version().manifest().version())
                .isEqualTo(2);
        run().sign(FILE, YEAR, 2, "A. Registrar");
        Version signed = run().toDeliver(FILE, YEAR);
        assertThat(run().delivered(signed, "the state", "somebody").state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aSignedFileWhoseDescriptionChangedSinceIsNotHandedOn() throws IOException {
        frozen().countDay(YEAR, "A. Registrar");
        run().make(FILE, YEAR, "somebody");
        run().sign(FILE, YEAR, 1, "A. Registrar");
        Path description = home.home().stateFiles().resolve(FILE + ".yaml");
        Files.writeString(description, Files.readString(description).replace("name: SY", "name: YEAR"));
        assertThatThrownBy(() -> run().toDeliver(FILE, YEAR))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("is signed, and 1 finding is to be");
        assertThat(run().check(FILE, YEAR).findings()).extracting(Finding::rule).containsExactly(Rule.HEADER);
    }

    @Test
    void aGradeThatTheStateHasNoCodeForIsToldAndTheFileIsNotMade() {
        change("20260601T020000-a", "update fact_student_enrollment set grade_level = 'UG' where student_key = 0");
        assertThatThrownBy(() -> run().make(FILE, YEAR, "somebody"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("1 values of column GRADE: 'codes' does not name them (UG).");
        assertThat(run().obstacles(FILE, YEAR)).singleElement().asString().contains("(UG)");
        assertThat(run().exports().versions(FILE, YEAR)).isEmpty();
    }

    @Test
    void studentsAreThoseOfTheDayOfTheCountAsMembershipHasThem() throws IOException {
        describe("ROLL-1", """
                name: Roll
                source: none, it is our own
                rows: students
                frozen: count-day
                file_name: "roll-{district_id}-{year_ends}-{version}.txt"
                form: fixed
                encoding: us-ascii
                line_end: lf
                columns:
                  - {name: SCHOOL, field: school_id, length: 5}
                  - {name: ID, field: state_student_id, length: 9, align: right, pad: "0"}
                  - {name: SEX, field: sex, length: 1, codes: {F: "2", M: "1", "": "9"}}
                  - {name: RACE, field: race, length: 3}
                """);
        change("20260601T020000-a", "update dim_student set sex = 'Not reported' where student_key = 2");
        Version version = run().make("ROLL-1", YEAR, "somebody").version();
        assertThat(version.manifest().parts().get(0).fileName()).isEqualTo("roll-00100-2026-1.txt");
        assertThat(bytes(version, StandardCharsets.US_ASCII))
                .isEqualTo("0001 0019870002WH7\n" + "0002 0019870011WH7\n" + "0002 0019870029WH7\n");
        Version membership = run().make("FS052", YEAR, "somebody").version();
        assertThat(membership.text(membership.manifest().parts().get(0))).contains("\t3\r\n");
    }

    @Test
    void countsAreThoseOfAFederalFileWithGroupsOfNobodyOrWithout() throws IOException {
        String counts = """
                name: Membership by grade and sex
                source: none, it is our own
                rows: counts
                counts: {file: FS052, level: sch, set: ST2, zeros: true}
                file_name: counts.txt
                form: delimited
                delimiter: pipe
                header: false
                encoding: windows-1252
                line_end: crlf
                columns:
                  - {name: SCHOOL, field: school_id, length: 5, key: true}
                  - {name: GRADE, field: GRADELVMEM, length: 2, key: true}
                  - {name: SEX, field: SEX, length: 7, key: true}
                  - {name: COUNT, field: count, length: 5, digits: true}
                """;
        describe("COUNT-1", counts);
        Version zeros = run().make("COUNT-1", YEAR, "somebody").version();
        assertThat(bytes(zeros, StandardCharsets.US_ASCII))
                .isEqualTo("0001|01|F|1\r\n" + "0001|01|M|0\r\n" + "0002|01|F|0\r\n" + "0002|01|M|1\r\n"
                        + "0002|KG|F|1\r\n" + "0002|KG|M|0\r\n");
        assertThat(zeros.manifest().verified()).isFalse();
        assertThat(run().students(zeros)).isEmpty();
        assertThat(run().behind(zeros, 1).people())
                .extracting(Behind.Person::number)
                .containsExactly("S0");
        assertThat(run().behind(zeros, 2).number()).isZero();
        describe("COUNT-1", counts.replace("zeros: true", "zeros: false"));
        Version without = run().make("COUNT-1", YEAR, "somebody").version();
        assertThat(bytes(without, StandardCharsets.US_ASCII))
                .isEqualTo("0001|01|F|1\r\n" + "0002|01|M|1\r\n" + "0002|KG|F|1\r\n");
        assertThat(run().exports().differences(without)).hasSize(3);
        describe("COUNT-1", counts.replace("set: ST2", "set: CSX"));
        assertThatThrownBy(() -> run().make("COUNT-1", YEAR, "somebody"))
                .hasMessageContaining("'CSX' is none; there are CSA, ST1, ST2, ST3, ST4, TOT.");
        describe("COUNT-1", counts.replace("field: SEX", "field: EYES"));
        assertThatThrownBy(() -> run().make("COUNT-1", YEAR, "somebody"))
                .hasMessageContaining("What column SEX holds: its rows have no 'EYES'");
    }

    @Test
    void aStatesFileStandsInTheListWithItsDayAndADescriptionWithAFaultToo() throws IOException {
        Path description = home.home().stateFiles().resolve(FILE + ".yaml");
        Files.writeString(
                description,
                Files.readString(description)
                        .replace("form: delimited", "due: {2025-26: 2026-06-20}\nform: delimited"));
        describe("BAD-1", "name: x\n");
        describe("bad name", "name: x\n");
        var files = new DueFiles(home.home(), ExportHome.LIMITS, CLOCK);
        assertThat(files.of(YEAR))
                .filteredOn(file -> file.specification().equals(FILE))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.due()).isEqualTo(LocalDate.of(2026, 6, 20));
                    assertThat(file.dueSays()).isEqualTo("the state's day");
                    assertThat(file.isFederal()).isFalse();
                });
        assertThat(files.of(YEAR))
                .filteredOn(file -> file.specification().equals("BAD-1"))
                .singleElement()
                .satisfies(file ->
                        assertThat(file.obstacles()).contains("state-files/BAD-1.yaml line 1: 'rows' is missing"));
        assertThat(files.due(LocalDate.of(2026, 6, 15)))
                .extracting(DueFile::specification)
                .contains(FILE, "FS052");
        assertThat(files.strangers()).hasSize(1);
        assertThatThrownBy(() -> run().make("BAD-1", YEAR, "somebody"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("The description of BAD-1 needs a correction")
                .hasMessageContaining("'rows' is missing");
        assertThat(run().make("FS052", YEAR, "somebody").isNew())
                .as("a fault in one stands in no other's way")
                .isTrue();
    }

    @Test
    void dataOfAnEarlierReleaseWithoutTheStatesNumbersIsToldAsThat() {
        change("20260601T020000-a", "alter table dim_student drop column state_student_id");
        assertThatThrownBy(() -> run().make(FILE, YEAR, "somebody"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("Run a night, and freeze again");
    }

    @Test
    void twoSchoolsWithOneNumberOfTheStateAreTold() throws IOException {
        Files.writeString(
                home.home().settings(),
                Files.readString(home.home().settings()).replace("\"0102\": \"0002\"", "\"0102\": \"0001\""));
        assertThatThrownBy(() -> run().make(FILE, YEAR, "somebody"))
                .hasMessageContaining("the state's number 0001 is that of 0101 and 0102");
        assertThat(List.of(run().obstacles(FILE, YEAR))).isNotEmpty();
    }
}
