package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are sound by themselves and wrong beside what came before. */
class ChangedFilesTest {

    private static final String ATTENDANCE = "sis-attendance-2025-26.csv";
    private static final String STAFF = "hr-staff.csv";

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = new TestLanding(folder.resolve("home"));
    }

    private static String attendance(String... schoolsAndRows) {
        var text = new StringBuilder("student_number,school_number,attendance_date,attendance_code\n");
        int student = 10_000_000;
        for (int at = 0; at < schoolsAndRows.length; at += 2) {
            for (int row = Integer.parseInt(schoolsAndRows[at + 1]); row > 0; row--) {
                text.append(student++).append(',').append(schoolsAndRows[at]).append(",2025-09-02,P\n");
            }
            student += 1_000;
        }
        return text.toString();
    }

    private static String staff(int from, int rows, String id, String hired) {
        return "employee_id,legal_first_name,legal_last_name,hire_date,status,email\n"
                + IntStream.range(from, from + rows)
                        .mapToObj(row -> id.formatted(row) + ",Ann,Lee," + hired + ",active,a@x.org\n")
                        .collect(Collectors.joining());
    }

    private void before(String name, String text) {
        landing.drop(name, text);
        landing.landed();
    }

    private HeldBack held(String name, String text) {
        landing.drop(name, text);
        HeldBack held = landing.held();
        assertThat(landing.land().current())
                .singleElement()
                .satisfies(inForce -> assertThat(inForce.files())
                        .singleElement()
                        .satisfies(file -> assertThat(file.arrived()).isBefore(landing.lastNight())));
        landing.drop(name, text);
        landing.drop(name + ".accept", "");
        assertThat(landing.landed().delivered()).isEqualTo(held.deliveredRows());
        return held;
    }

    @Test
    void aSchoolThatDeliveredNothingHoldsTheFileBack() {
        before(ATTENDANCE, attendance("0101", "200", "0102", "30", "0103", "200"));
        HeldBack held = held(ATTENDANCE, attendance("0101", "200", "0103", "200"));
        assertThat(held.ruleId()).isEqualTo("SYS-02");
        assertThat(held.reason())
                .isEqualTo(
                        "Most rows of a school are gone while those of others are there (school, rows now and before):"
                                + " 0102 (0 of 30); contract sis-attendance lets 50% vanish.");
        assertThat(held.whatToDo()).contains(ATTENDANCE + ".accept");
    }

    @Test
    void eachSchoolInTurn() {
        List<String> schools = List.of("0101", "0102", "0103", "0104");
        for (String lost : schools) {
            landing = new TestLanding(folder.resolve(lost));
            before(ATTENDANCE, attendance("0101", "40", "0102", "40", "0103", "40", "0104", "40"));
            String[] rest = schools.stream()
                    .flatMap(school -> List.of(school, school.equals(lost) ? "19" : "40").stream())
                    .toArray(String[]::new);
            assertThat(held(ATTENDANCE, attendance(rest)).reason()).contains(" " + lost + " (19 of 40);");
        }
    }

    @Test
    void aSmallSchoolOrAnotherSpellingOfItsNumberIsNoLoss() {
        before(ATTENDANCE, attendance("0101", "200", "0102", "19"));
        landing.drop(ATTENDANCE, attendance("101", "200"));
        assertThat(landing.landed().delivered()).isEqualTo(200);
    }

    @Test
    void theClassesOfARosterAreWatchedSchoolBySchool() {
        assertThat(SchoolLoss.field(TestLanding.contract("oneroster11-classes")))
                .contains("school_sourced_id");
        assertThat(SchoolLoss.field(TestLanding.contract("oneroster11-enrollments")))
                .contains("school_sourced_id");
        assertThat(SchoolLoss.field(TestLanding.contract("oneroster11-users"))).isEmpty();
        assertThat(SchoolLoss.field(TestLanding.contract("oneroster11-orgs"))).isEmpty();
        assertThat(SchoolLoss.field(TestLanding.contract("sis-enrollments"))).contains("school_number");
    }

    @Test
    void recordsThatWereNumberedAnewAreHeldBack() {
        before(STAFF, staff(1, 100, "%06d", "2020-08-01"));
        HeldBack held = held(STAFF, staff(61, 100, "%06d", "2020-08-01"));
        assertThat(held.ruleId()).isEqualTo("SYS-04");
        assertThat(held.reason())
                .isEqualTo(
                        "Of the records in force, 40% are in the file under their key (employee_id); contract hr-staff"
                                + " lets 50% vanish. It seems that the source has numbered its records anew.");
        assertThat(held.whatToDo()).contains("load: append", STAFF + ".accept");
        landing.drop(STAFF, staff(91, 100, "%06d", "2020-08-01"));
        assertThat(landing.landed().delivered())
                .as("70% of the keys are enough")
                .isEqualTo(100);
    }

    @Test
    void numbersThatLostTheirZerosAreHeldBackAndToldSo() {
        before(STAFF, staff(1, 100, "%06d", "2020-08-01"));
        HeldBack held = held(STAFF, staff(1, 100, "%d", "2020-08-01"));
        assertThat(held.reason()).contains("0% are in the file", "Numbers have lost or gained leading zeros.");
        assertThat(held.whatToDo()).contains("Excel");
    }

    @Test
    void ofManyRecordsASampleIsEnough() {
        before(STAFF, staff(1, 60_000, "%d", "2020-08-01"));
        assertThat(held(STAFF, staff(100_000, 60_000, "%d", "2020-08-01")).reason())
                .contains("0% are in the file");
    }

    @Test
    void aRequiredColumnThatIsWrittenInAnotherWayHoldsTheFileBack() {
        before(STAFF, staff(1, 100, "%06d", "2020-08-01"));
        HeldBack held = held(STAFF, staff(1, 100, "%06d", "01.08.2020"));
        assertThat(held.ruleId()).isEqualTo("SYS-03");
        assertThat(held.reason())
                .isEqualTo(
                        "In column 'hire_date', 100% of the values are no date as agreed; in the file in force it was 0"
                                + "%. The column is required.");
        assertThat(held.whatToDo()).contains("'formats'", ".accept");
    }

    @Test
    void anyOtherColumnThatIsWrittenInAnotherWayIsTold() {
        String names = "employee_id,course,provider,completed_on,hours,certification\n";
        before("trainings-2025-26.csv", names + "1,a,b,2025-08-26,1.5,\n".repeat(40));
        landing.drop(
                "trainings-2025-26.csv",
                names + "1,a,b,2025-08-26,1.5,\n".repeat(30) + "1,a,b,2025-08-26,1h30,\n".repeat(10));
        assertThat(TestLanding.told(landing.landed()))
                .containsExactly("SYS-03 major 0 In column 'hours', 25% of the values are no decimal as agreed; in the"
                        + " file in force it was 0%.");
    }

    @Test
    void aColumnThatFewSystemsHaveIsMissedOnlyWhereItHasBeen() {
        String name = "sis-enrollments-2025-26.csv";
        String stays = "student_number,school_number,grade_level,entry_date,entry_code,exit_date,exit_code\n"
                + "10000001,0101,05,2025-08-20,R1,,\n";
        landing.drop(name, stays);
        assertThat(TestLanding.told(landing.landed())).noneMatch(told -> told.contains("primary_enrollment"));
        before(
                name,
                stays.replace("exit_code\n", "exit_code,primary_enrollment\n").replace(",,\n", ",,,Y\n"));
        landing.drop(name, stays);
        assertThat(TestLanding.told(landing.landed()))
                .anyMatch(told -> told.contains("the file in force has and this one lacks: primary_enrollment"));
    }

    @Test
    void aColumnThatIsGoneOrHasANewNameIsTold() {
        before(STAFF, staff(1, 30, "%d", "2020-08-01"));
        landing.drop(STAFF, staff(1, 30, "%d", "2020-08-01").replace("email", "emails"));
        assertThat(TestLanding.told(landing.landed()))
                .contains(
                        "SYS-03 warning 0 Columns that contract hr-staff does not know: emails. They are kept as delivered"
                                + " and not used.",
                        "SYS-03 major 0 Columns that the file in force has and this one lacks: email. What needs them"
                                + " becomes empty.")
                .anyMatch(told -> told.contains("email (Did you mean emails?)"));
    }

    @Test
    void columnsInAnotherOrderAreTheSameColumns() {
        before(STAFF, "employee_id,legal_first_name,legal_last_name,hire_date,status\n1,Ann,Lee,2020-08-01,active\n");
        landing.drop(
                STAFF, "status,hire_date,legal_last_name,employee_id,legal_first_name\nactive,2020-08-01,Lee,2,Bo\n");
        LandedFile file = landing.landed();
        assertThat(file.findings()).noneMatch(finding -> finding.severity().equals("major"));
        assertThat(TestLanding.rows(file)).containsExactly("2|active|2020-08-01|Lee|2|Bo");
    }

    @Test
    void textThatWasDecodedWronglyBeforeItCame() {
        String names = "employee_id,course,provider,completed_on,hours,certification\n";
        String good = "1,José Ñandú – “Zoë’s”,€ Ã Â â,2025-08-26,1,São Paulo °\n";
        Charset windows = Charset.forName("windows-1252");
        String bad = new String("2,José’s,b,2025-08-26,1,Ñ\n".getBytes(StandardCharsets.UTF_8), windows);
        landing.drop(
                "trainings-2025-26.csv",
                names + good.repeat(20) + bad.repeat(2) + good + "3,X\uFFFDY,b,2025-08-26,1,c\n");
        LandedFile file = landing.landed();
        assertThat(TestLanding.told(file))
                .containsExactly("SYS-09 minor 22 Of 24 rows with letters beyond a to z, 3 are garbled: their text was"
                        + " decoded wrongly before it came here.");
        assertThat(TestLanding.rows(file)).anyMatch(row -> row.contains("JosÃ©â€™s"));
        landing.drop("trainings-2025-26.csv", names + "\n" + good + bad.repeat(20));
        assertThat(TestLanding.told(landing.landed()))
                .anyMatch(told ->
                        told.startsWith("SYS-09 major 4 Of 21 rows with letters beyond a to z, 20 are garbled"));
        landing.drop("trainings-2025-26.csv", names + good.repeat(20) + bad.repeat(2));
        assertThat(landing.landed().findings())
                .as("the rules about names tell of single records")
                .isEmpty();
    }

    @Test
    void eachLetterOfTheWesternAlphabetsIsKnownWhenItIsGarbledAndLeftAloneWhenNot() {
        Charset windows = Charset.forName("windows-1252");
        for (char letter = '\u00C0'; letter <= '\u00FF'; letter++) {
            byte[] utf8 = String.valueOf(letter).getBytes(StandardCharsets.UTF_8);
            String garbled = "x" + new String(utf8, windows) + "y";
            assertThat(Garbled.in("x" + letter + "y")).as("%s", letter).isFalse();
            assertThat(bytes("x" + letter + "y")).as("%s", letter).isFalse();
            if (!garbled.contains("\uFFFD")) {
                assertThat(Garbled.in(garbled)).as(garbled).isTrue();
                assertThat(bytes(garbled)).as(garbled).isTrue();
            }
        }
    }

    private static boolean bytes(String text) {
        var garbled = new Garbled();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (int at = 0; at < utf8.length; at++) {
            found |= utf8[at] < 0 && garbled.ends(utf8[at] & 0xFF, at);
        }
        return found;
    }

    @Test
    void datesThatNameOnlyTheirYearAreComparedToo() {
        String names = "Student Identifier,Grade Level,Admin Year 01,Exam Code 01,Exam Grade 01,Performance Level 01\n";
        String exams = IntStream.range(0, 40)
                .mapToObj(row -> (1000 + row) + ",6," + (row % 2 == 0 ? "24" : "2023") + ",36,4,\n")
                .collect(Collectors.joining());
        before("ap-scores-2023-24.csv", names + exams);
        landing.drop("ap-scores-2023-24.csv", names + exams.replace(",4,\n", ",5,\n"));
        assertThat(landing.landed().findings())
                .noneMatch(finding -> finding.severity().equals("major"));
        landing.drop("ap-scores-2024-25.csv", names + exams.replace(",24,", ",May 2024,"));
        assertThat(landing.held().reason()).contains("'Admin Year 01', 50% of the values are no date");
    }

    /** So many of a hundred employees have an e-mail address; rows carry an empty cell for the others. */
    private static String addressed(int filled) {
        return "employee_id,legal_first_name,legal_last_name,hire_date,status,email\n"
                + IntStream.range(0, 100)
                        .mapToObj(row ->
                                "E" + row + ",Ann,Lee,2020-08-01,active," + (row < filled ? "a@x.org" : " ") + "\n")
                        .collect(Collectors.joining());
    }

    private List<Finding> filled(int before, int now) {
        before(STAFF, addressed(before));
        landing.drop(STAFF, addressed(now));
        return landing.landed().findings().stream()
                .filter(finding -> finding.ruleId().equals("SYS-05"))
                .toList();
    }

    @Test
    void aFieldThatLostItsValuesIsToldAndTheFileIsTaken() {
        assertThat(filled(98, 60))
                .singleElement()
                .isEqualTo(new Finding(
                        "SYS-05",
                        "warning",
                        "HR",
                        STAFF,
                        0,
                        "email",
                        null,
                        "Column 'email' is filled in 60% of the rows; in the file in force it was 98%.",
                        "Ask the source what became of these values; the rows are taken as they are."));
    }

    @Test
    void twentyPointsLessThanNinetyPercentIsTheLine() {
        assertThat(filled(90, 70)).hasSize(1);
    }

    @Test
    void aLittleLessIsNoLoss() {
        assertThat(filled(90, 71)).isEmpty();
    }

    @Test
    void aFieldThatWasOftenBlankMayBeBlank() {
        assertThat(filled(89, 0)).isEmpty();
    }

    /** The dump of a system that keeps its years: those gone by with their exits, this one without. */
    private static String stays(int gone, int now, String grade) {
        return "student,grade,entered,left\n"
                + IntStream.range(0, gone)
                        .mapToObj(row -> row + ",03,2024-08-20,2025-06-02\n")
                        .collect(Collectors.joining())
                + IntStream.range(0, now)
                        .mapToObj(row -> row + "," + grade + ",2025-08-20,\n")
                        .collect(Collectors.joining());
    }

    @Test
    void aYearThatIsNewInADumpOfAllYearsIsNoLoss() {
        landing = TestLanding.with(folder.resolve("own"), """
                id: stays
                name: Stays
                source: SIS
                entity: student_enrollment
                files: ["stays*.csv"]
                schoolYear: {from: date, column: entered}
                properties:
                  - {name: student, required: true}
                  - {name: grade}
                  - {name: entered, logicalType: date}
                  - {name: left, logicalType: date}
                """);
        before("stays.csv", stays(60, 0, "04"));
        landing.drop("stays.csv", stays(60, 60, "04"));
        assertThat(landing.landed().findings())
                .noneMatch(finding -> finding.ruleId().equals("SYS-05"));
        landing.drop("stays.csv", stays(60, 60, ""));
        assertThat(landing.landed().findings())
                .as("the same years")
                .filteredOn(finding -> finding.ruleId().equals("SYS-05"))
                .extracting(Finding::field)
                .containsExactly("grade");
    }

    @Test
    void whatAnotherYearFilledIsNoMeasure() {
        String header = "student_number,school_number,grade_level,entry_date,entry_code,exit_date,exit_code\n";
        before(
                "sis-enrollments-2024-25.csv",
                header
                        + IntStream.range(0, 60)
                                .mapToObj(row -> row + ",0101,03,2024-08-20,E1,2025-06-02,EOY\n")
                                .collect(Collectors.joining()));
        landing.drop(
                "sis-enrollments-2025-26.csv",
                header
                        + IntStream.range(0, 60)
                                .mapToObj(row -> row + ",0101,04,2025-08-20,R1,,\n")
                                .collect(Collectors.joining()));
        assertThat(landing.landed().findings())
                .noneMatch(finding -> finding.ruleId().equals("SYS-05"));
    }
}
