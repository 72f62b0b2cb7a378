package org.yearbook.ingest.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.WorkbookFormat;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.land.Glance;
import org.yearbook.ingest.land.NoTable;

/** A draft is a contract that the files it was made of fit, and it tells nothing of their rows. */
class DraftTest {

    private static final Path DELIVERIES = Path.of("src/test/resources/deliveries");
    private static final Contracts SHIPPED = Contracts.shipped();
    private static final Draft.Wish NO_WISH = new Draft.Wish("", "", "");

    @TempDir
    Path folder;

    private Draft draft(String name, String text, Draft.Wish wish) throws IOException, NoTable, Draft.NothingLikeIt {
        Path file = Files.writeString(folder.resolve(name), text);
        return Draft.of(name, Glance.at(file), SHIPPED, wish);
    }

    /** {@return the draft as a night reads it, from a folder of contracts} */
    private Contract contract(Draft draft) throws IOException {
        Path contracts = Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(contracts.resolve(draft.fileName()), draft.yaml());
        return Contracts.load(contracts).get(draft.id());
    }

    private static Map<String, String> found(Contract contract, Glance seen) {
        return contract.match(seen.columns()).fields();
    }

    static Stream<String> tables() {
        return SHIPPED.ofTables().stream().map(Contract::id);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void whatAShippedContractTakesIsDraftedWithItsKeyAndItsEntityIsNamed(String id) throws Exception {
        Contract shipped = SHIPPED.get(id);
        for (Path file : files(shipped)) {
            String name = String.valueOf(file.getFileName());
            Glance seen = Glance.at(file);

            Draft draft = Draft.of(name, seen, SHIPPED, new Draft.Wish("", "our-own", "Our system"));

            Contract own = contract(draft);
            assertThat(Stream.concat(
                            Stream.of(own.entity()), draft.others().stream().map(Contract::entity)))
                    .as(name)
                    .contains(shipped.entity());
            assertThat(own.source()).isEqualTo("Our system");
            assertThat(own.files()).anyMatch(pattern -> pattern.fits(name));
            Map<String, String> fields = found(own, seen);
            own.key()
                    .forEach(key -> assertThat(own.column(key).orElseThrow().constant() != null
                                    || fields.containsKey(key)
                                    || !own.column(key).orElseThrow().required())
                            .as("%s of %s", key, name)
                            .isTrue());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void draftedAfterItselfAContractKeepsAllThatItPromises(String id) throws Exception {
        Contract shipped = SHIPPED.get(id);
        for (Path file : files(shipped)) {
            Glance seen = Glance.at(file);

            Contract own = contract(
                    Draft.of(String.valueOf(file.getFileName()), seen, SHIPPED, new Draft.Wish(id, "our-own", "")));

            assertThat(found(own, seen)).containsAllEntriesOf(found(shipped, seen));
            assertThat(own.quality()).isEqualTo(shipped.quality());
            assertThat(own.references()).isEqualTo(shipped.references());
            assertThat(own.key()).isEqualTo(shipped.key());
            assertThat(own.load()).isEqualTo(shipped.load());
            assertThat(own.latencyDays()).isEqualTo(shipped.latencyDays());
            assertThat(own.latencyField()).isEqualTo(shipped.latencyField());
            shipped.columns().stream()
                    .filter(column -> !column.adjustment().unused())
                    .forEach(column -> assertThat(own.column(column.name())).hasValueSatisfying(drafted -> {
                        assertThat(drafted.type()).isEqualTo(column.type());
                        assertThat(drafted.required()).isEqualTo(column.required());
                        assertThat(drafted.unique()).isEqualTo(column.unique());
                        assertThat(drafted.seldom()).isEqualTo(column.seldom());
                        assertThat(drafted.codeSet()).isEqualTo(column.codeSet());
                        assertThat(drafted.codes()).isEqualTo(column.codes());
                        assertThat(drafted.rule()).isEqualTo(column.rule());
                        assertThat(drafted.classification()).isEqualTo(column.classification());
                        assertThat(drafted.adjustment()).isEqualTo(column.adjustment());
                        assertThat(drafted.constant()).isEqualTo(column.constant());
                        assertThat(drafted.description()).isEqualTo(column.description());
                    }));
        }
    }

    private static List<Path> files(Contract contract) throws IOException {
        try (Stream<Path> all = Files.list(DELIVERIES.resolve(contract.id()))) {
            return all.filter(file -> SHIPPED.namedAlike(String.valueOf(file.getFileName()))
                            .contains(contract))
                    .toList();
        }
    }

    @Test
    void namesThatNoContractHasAreToldByTheirWords() throws Exception {
        String text = """
                Stu No,Campus ID,Att Day,Att Cd,Clerk
                1001,0101,2026-09-01,A,zwick
                1002,0101,2026-09-02,T,zwick
                """;
        Draft draft = draft("daily.csv", text, new Draft.Wish("student_attendance", "", ""));
        Contract own = contract(draft);
        assertThat(own.entity()).isEqualTo("student_attendance");
        assertThat(found(own, Glance.at(folder.resolve("daily.csv"))))
                .containsEntry("student_number", "Stu No")
                .containsEntry("school_number", "Campus ID")
                .containsEntry("attendance_date", "Att Day")
                .containsEntry("attendance_code", "Att Cd");
        assertThat(own.schoolYear()).isEqualTo(new YearRule.DateColumn("attendance_date"));
        assertThat(draft.yaml()).contains("# Guessed by the words of its name.").doesNotContain("zwick", "1001");
        assertThat(String.join("\n", draft.summary()))
                .contains("Not used: Clerk.")
                .contains("Stu No  (guessed)")
                .doesNotContain("zwick", "1001");
    }

    @Test
    void theNameOfTheFileTellsWhatItsColumnsLeaveOpen() throws Exception {
        String text =
                "student_number,school_number,attendance_date,attendance_code\n1,2,2026-09-01,A\n2,2,2026-09-02,T\n";
        assertThat(contract(draft("Absences of today.csv", text, NO_WISH)).entity())
                .isEqualTo("student_absence");
        assertThat(contract(draft("DailyAttendance.csv", text, NO_WISH)).entity())
                .isEqualTo("student_attendance");
    }

    @Test
    void whatItCouldBeAsWellIsTold() throws Exception {
        String text =
                "student_number,school_number,attendance_date,attendance_code\n1001,0101,2026-09-01,A\n1002,0101,2026-09-02,T\n";
        Draft draft = draft("daily.csv", text, NO_WISH);
        List<String> entities = Stream.concat(
                        Stream.of(contract(draft).entity()),
                        draft.others().stream().map(Contract::entity))
                .toList();
        assertThat(entities).containsExactlyInAnyOrder("student_attendance", "student_absence");
        assertThat(String.join("\n", draft.summary())).contains("It also has all that is needed for ");
    }

    @Test
    void aColumnOfOtherValuesIsNotGuessed() throws Exception {
        String text = """
                Staff no,Course,Finished on,Minutes
                731,CPR,yes,150
                732,CPR,no,150
                """;
        Draft draft = draft("courses.csv", text, new Draft.Wish("trainings", "", ""));
        assertThat(draft.likeness().pair("completed_on")).isEmpty();
        assertThat(draft.likeness().lacking()).containsExactly("completed_on", "hours");
        assertThat(draft.yaml())
                .contains("# Every row needs this one: put the name of its column behind physicalName.");
        assertThat(draft.summary())
                .contains("Not found, and needed in every row: completed_on, hours. Put the names of their columns into"
                        + " the draft.");
        assertThat(contract(draft).column("hours").orElseThrow().physicalNames())
                .isEqualTo(
                        SHIPPED.get("trainings").column("hours").orElseThrow().physicalNames());
    }

    @Test
    void daysInOtherWritingsAreReadByTheDraft() throws Exception {
        String text = """
                employee_id;course;completed_on;hours
                731;CPR;3-Nov-25;2
                732;CPR;2025/11/4;2
                733;CPR;;2
                """;
        Contract own = contract(draft("courses.csv", text, NO_WISH));
        assertThat(own.column("completed_on").orElseThrow().formats())
                .containsExactlyInAnyOrder("d-MMM-yy", "yyyy/M/d");
        assertThat(own.format())
                .isInstanceOfSatisfying(
                        CsvFormat.class, csv -> assertThat(csv.delimiter()).isEqualTo(';'));
    }

    @Test
    void linesAboveTheTableAreSkipped() throws Exception {
        String text = """
                Attendance of the district
                made on 9/1/2026

                student_number\tschool_number\tattendance_date\tattendance_code
                1001\t0101\t2026-09-01\tA
                1002\t0101\t2026-09-02\tT
                1003\t0101\t2026-09-02\tT
                1004\t0101\t2026-09-02\tT
                """;
        Contract own = contract(draft("attendance.txt", text, NO_WISH));
        assertThat(own.format()).isInstanceOfSatisfying(CsvFormat.class, csv -> {
            assertThat(csv.skipLines()).isEqualTo(3);
            assertThat(csv.delimiter()).isEqualTo('\t');
        });
    }

    @Test
    void ofAWorkbookTheSheetAndTheRowOfNamesAreTold() throws Exception {
        Path file = folder.resolve("absences.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                var workbook = new Workbook(out, "Yearbook", "1.0")) {
            Worksheet notes = workbook.newWorksheet("Notes");
            notes.value(0, 0, "Read me");
            Worksheet sheet = workbook.newWorksheet("All, absences");
            sheet.value(0, 0, "Absences");
            List<String> names = List.of("student_number", "school_number", "attendance_date", "attendance_code");
            for (int column = 0; column < names.size(); column++) {
                sheet.value(2, column, names.get(column));
                sheet.value(3, column, "1001");
            }
        }
        Draft draft = Draft.of("absences.xlsx", Glance.at(file), SHIPPED, NO_WISH);
        assertThat(contract(draft).format()).isEqualTo(new WorkbookFormat("All, absences", 3, List.of()));
    }

    @Test
    void theSchoolYearIsFoundInTheNameOrInADateOfTheKeyOrAskedFor() throws Exception {
        String attendance =
                "student_number,school_number,attendance_date\n1001,0101,2026-09-01\n1002,0101,2026-09-01\n";
        assertThat(contract(draft("att-2026-27.csv", attendance, NO_WISH)).schoolYear())
                .isEqualTo(new YearRule.FileName());
        assertThat(contract(draft("att-20260901.csv", attendance, NO_WISH)).schoolYear())
                .isEqualTo(new YearRule.DateColumn("attendance_date"));
        Draft students = draft(
                "stu.csv",
                "student_number,family_name,given_name\n1001,Quandt,Ximena\n1002,Zwick,Jorge\n",
                new Draft.Wish("student", "", ""));
        Contract own = contract(students);
        assertThat(own.schoolYear()).isEqualTo(new YearRule.FileName());
        assertThat(own.files()).singleElement().satisfies(pattern -> {
            assertThat(pattern.pattern()).isEqualTo("stu-{year}*.csv");
            assertThat(pattern.year("stu-2026-27.csv")).isPresent();
        });
        assertThat(students.summary())
                .contains("Its school year must stand in its name: stu-{year}*.csv, {year} like 2025-26.");
        assertThat(students.yaml()).doesNotContain("Quandt", "Zwick");
    }

    @Test
    void theDayInANameIsNoPartOfThePattern() throws Exception {
        String attendance =
                "student_number,school_number,attendance_date\n1001,0101,2026-09-01\n1002,0101,2026-09-01\n";
        Draft draft = draft("att export 2026-09-01.csv", attendance, NO_WISH);
        assertThat(draft.id()).isEqualTo("att-export");
        assertThat(contract(draft).files())
                .anyMatch(pattern -> pattern.fits("att export 2026-10-31.csv"))
                .noneMatch(pattern -> pattern.fits("other 2026-10-31.csv"));
    }

    @Test
    void namesOfColumnsThatYamlReadsOtherwiseStayWhatTheyAre() throws Exception {
        String text = "student_number,school_number,attendance_date,\"Said, \"\"by\"\": # [no]\"\n"
                + "1001,0101,2026-09-01,A\n1002,0101,2026-09-01,T\n";
        Draft draft = draft("att.csv", text, NO_WISH);
        assertThat(draft.yaml()).contains("# Not used, and kept as delivered: Said, \"by\": # [no]");
        String yes =
                "student_number,school_number,attendance_date,yes\n1001,0101,2026-09-01,A\n1002,0101,2026-09-01,T\n";
        assertThat(contract(draft("att.csv", yes, new Draft.Wish("student_attendance", "", "")))
                        .entity())
                .isEqualTo("student_attendance");
        assertThat(Yaml.text("no")).isEqualTo("\"no\"");
        assertThat(Yaml.text("a\"b\\c\u0007")).isEqualTo("\"a\\\"b\\\\c\\u0007\"");
    }

    @Test
    void passwordsGetNoPropertyAndAreNotTold() throws Exception {
        String text = "student_number,school_number,attendance_date,Password\n"
                + "1001,0101,2026-09-01,hunter2\n1002,0101,2026-09-01,hunter3\n";
        Draft draft = draft("att.csv", text, NO_WISH);
        assertThat(draft.yaml()).doesNotContain("Password", "hunter");
        assertThat(contract(draft).secrets(List.of("Password"))).containsExactly("Password");
    }

    @Test
    void aFileThatIsLikeNothingIsDraftedOnlyWhenSomebodySaysWhatItIs() throws Exception {
        String text = "Flavour,Colour\nsour,green\nsweet,red\n";
        assertThatThrownBy(() -> draft("sweets.csv", text, NO_WISH))
                .isInstanceOf(Draft.NothingLikeIt.class)
                .hasMessageContaining("Say what a row of it is, with --like: account")
                .hasMessageNotContaining("sour");
        assertThatThrownBy(() -> draft("sweets.csv", text, new Draft.Wish("trainning", "", "")))
                .isInstanceOf(Draft.NothingLikeIt.class)
                .hasMessage("'trainning' is neither an entity nor a contract of tables. Did you mean training or"
                        + " trainings?");
        assertThat(contract(draft("sweets.csv", text, new Draft.Wish("training", "", "")))
                        .entity())
                .isEqualTo("training");
    }

    @Test
    void whatIsNoTableWithNamesIsRefusedWithoutAWordOfIt() throws IOException {
        refused("rows.csv", "1001,0101,2026-09-01\n1002,0101,2026-09-02\n", "seems to hold data");
        refused("rows.json", "[{\"student\": \"Quandt\"}]", "a JSON document");
        refused("rows.xml", "<students><student>Quandt</student></students>", "an XML document");
        refused("rows.txt", "Ximena Quandt\nJorge Zwick\n", "has no columns");
        refused("rows.html", "<!doctype html><html>Quandt</html>", "a web page");
        Files.writeString(folder.resolve("mixed.csv"), "a,b,c\n1\n2,3\n4,5,6,7\n8,9,1,2,3\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Glance.at(folder.resolve("mixed.csv"))).isInstanceOf(NoTable.class);
    }

    private void refused(String name, String text, String why) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThatThrownBy(() -> Glance.at(file))
                .isInstanceOf(NoTable.class)
                .hasMessageContaining(why)
                .hasMessageNotContainingAny("Quandt", "Zwick", "1001");
    }

    @Test
    void wordsOfNamesAreTheSameHoweverTheyAreShortened() {
        assertThat(ColumnWords.of("STUDENTS.LastName")).isEqualTo(ColumnWords.of("family_name"));
        assertThat(ColumnWords.of("DOB")).isEqualTo(ColumnWords.of("Birth Date"));
        assertThat(ColumnWords.of("EmpNbr")).isEqualTo(ColumnWords.of("employee_id"));
        assertThat(ColumnWords.of("Last")).isEqualTo(ColumnWords.of("legal_last_name"));
        assertThat(ColumnWords.of("name")).isNotEmpty();
        assertThat(ColumnWords.of("SSID")).isEqualTo(ColumnWords.of("state_student_id"));
        assertThat(ColumnWords.likeness(ColumnWords.of("Exit Date"), ColumnWords.of("entry_date")))
                .isLessThan(0.6);
        assertThat(ColumnWords.likeness(ColumnWords.of(""), ColumnWords.of("-")))
                .isZero();
        assertThat(Stream.of("Grade1Level", "GRADE_1 level", "grade-1-lvl")
                        .map(ColumnWords::of)
                        .collect(Collectors.toSet()))
                .hasSize(1);
    }

    private static boolean couldBe(LogicalType type, List<String> values) {
        Column column = SHIPPED.all().stream()
                .flatMap(contract -> contract.columns().stream())
                .filter(one -> one.type() == type)
                .findFirst()
                .orElseThrow();
        return Likeness.couldBe(column, values);
    }

    @Test
    void valuesTellWhetherAColumnCanBeOfAType() {
        assertThat(couldBe(LogicalType.DATE, List.of("3 Nov 2025", "n/a"))).isTrue();
        assertThat(couldBe(LogicalType.DATE, List.of("yes", "no", "2025"))).isFalse();
        assertThat(couldBe(LogicalType.INTEGER, List.of("1,200", "3.0"))).isTrue();
        assertThat(couldBe(LogicalType.MONEY, List.of("$1,200.50", "(3.10)"))).isTrue();
        assertThat(couldBe(LogicalType.EMAIL, List.of("a@b.example", "none"))).isTrue();
        assertThat(couldBe(LogicalType.PHONE, List.of("none", "ask"))).isFalse();
        assertThat(couldBe(LogicalType.BOOLEAN, List.of("Y", "N", "Y"))).isTrue();
        assertThat(couldBe(LogicalType.BOOLEAN, List.of("a", "b", "c", "d", "e")))
                .isFalse();
        assertThat(couldBe(LogicalType.DATE, List.of())).isTrue();
    }
}
