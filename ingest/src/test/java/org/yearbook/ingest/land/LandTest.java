package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.folder.Inbox;

class LandTest {

    private static final String TRAINING = "employee_id,course,provider,completed_on,hours,certification\n";

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = new TestLanding(folder.resolve("home"));
    }

    private static String attendance(int from, int rows) {
        var text = new StringBuilder("student_number,school_number,attendance_date,attendance_code\n");
        for (int row = from; row < from + rows; row++) {
            text.append(10_000_000 + row).append(",0101,2025-09-02,P\n");
        }
        return text.toString();
    }

    private List<String> inForce() {
        return landing.land().current().stream()
                .map(inForce -> inForce.contractId() + " " + inForce.schoolYear() + " "
                        + inForce.files().stream()
                                .map(file -> file.arrived().getDayOfMonth() + ":" + file.file())
                                .toList())
                .toList();
    }

    private List<String> delivered() throws IOException {
        try (Stream<Path> all = Files.walk(landing.home.landing())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> landing.home.landing().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anEmptyInboxIsNothing() {
        LandingResult result = landing.night();
        assertThat(result.empty()).isTrue();
        assertThat(landing.land().current()).isEmpty();
    }

    @Test
    void landsAFileAsDelivered() {
        landing.drop(
                "trainings-2025-26.csv",
                TRAINING + "100001,\"Safe, schools\",SafeLearn,2025-08-26,1.5,\n007,\"say \"\"hi\"\"\",, ,NULL,x\n");
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.findings()).isEmpty();
        LandedFile file = result.fresh().get(0);
        assertThat(file.contractId()).isEqualTo("trainings");
        assertThat(file.file()).isEqualTo("trainings-2025-26.csv");
        assertThat(file.schoolYears()).containsExactly("2025-26");
        assertThat(file.arrived()).isEqualTo(landing.lastNight());
        assertThat(file.delivered()).isEqualTo(2);
        assertThat(file.rejected()).isZero();
        assertThat(TestLanding.rows(file))
                .containsExactly("2|100001|Safe, schools|SafeLearn|2025-08-26|1.5|-", "3|007|say \"hi\"|-| |NULL|x");
        assertThat(TestLanding.rejects(file)).isEmpty();
    }

    @Test
    void anUnchangedFileIsNotLandedAgain() throws IOException {
        landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,1,\n");
        LandedFile first = landing.night().fresh().get(0);
        List<String> before = delivered();
        landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,1,\n");
        LandingResult second = landing.night();
        assertThat(second.fresh()).isEmpty();
        assertThat(second.unchanged()).containsExactly(first);
        assertThat(second.taken()).hasSize(1);
        assertThat(delivered()).isEqualTo(before);
    }

    @Test
    void aNightThatNeverPublishedLandsNothingTwice() {
        landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,1,\n");
        LandedFile first = landing.look().fresh().get(0);
        LandingResult again = landing.look();
        assertThat(again.fresh()).isEmpty();
        assertThat(again.unchanged()).containsExactly(first);
        assertThat(landing.land().current()).singleElement().returns(List.of(first), InForce::files);
    }

    @Test
    void equalFilesOfTwoYearsAreTwoFiles() {
        landing.drop("trainings-2024-25.csv", TRAINING);
        landing.drop("trainings-2025-26.csv", TRAINING);
        assertThat(landing.night().fresh()).hasSize(2);
        assertThat(inForce())
                .containsExactly(
                        "trainings 2024-25 [15:trainings-2024-25.csv]", "trainings 2025-26 [15:trainings-2025-26.csv]");
        landing.drop("trainings-2025-26.csv", TRAINING);
        assertThat(landing.night().unchanged()).hasSize(1);
    }

    @Test
    void aSnapshotTakesThePlaceOfTheOneBeforeInItsOwnYear() {
        landing.drop("trainings-2024-25.csv", TRAINING + "1,a,b,2024-08-26,1,\n");
        landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,1,\n");
        landing.night();
        landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,2,\n");
        landing.night();
        assertThat(inForce())
                .containsExactly(
                        "trainings 2024-25 [15:trainings-2024-25.csv]", "trainings 2025-26 [16:trainings-2025-26.csv]");
        landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,1,\n");
        assertThat(landing.night().fresh())
                .as("what was in force once and is not now")
                .hasSize(1);
    }

    @Test
    void aFileOfSeveralYearsStaysInForceWhereNothingTookItsPlace() {
        String header = "contract_id,application_id,school_year,annual_cost,licences,begin_date,end_date\n";
        landing.drop(
                "apps-contracts.csv",
                header + "c1,a1,2023-24,1,1,2023-07-01,2024-06-30\nc2,a1,2024-2025,1,1,2024-07-01,2025-06-30\n"
                        + "c3,a1,someday,1,1,2024-07-01,2025-06-30\n");
        LandedFile first = landing.night().fresh().get(0);
        assertThat(first.schoolYears()).containsExactly("2023-24", "2024-25", "unknown");
        landing.drop("apps-contracts-new.csv", header + "c2,a1,2024-25,1,1,2024-07-01,2025-06-30\n");
        landing.night();
        assertThat(inForce())
                .containsExactly(
                        "apps-contracts 2023-24 [15:apps-contracts.csv]",
                        "apps-contracts 2024-25 [16:apps-contracts-new.csv]",
                        "apps-contracts unknown [15:apps-contracts.csv]");
        landing.drop(
                "apps-contracts.csv",
                header + "c1,a1,2023-24,1,1,2023-07-01,2024-06-30\nc2,a1,2024-25,1,1,2024-07-01,2025-06-30\n");
        landing.night();
        assertThat(inForce())
                .containsExactly(
                        "apps-contracts 2023-24 [17:apps-contracts.csv]",
                        "apps-contracts 2024-25 [17:apps-contracts.csv]");
    }

    @Test
    void datesOfAnyAgreedFormatTellTheSchoolYear() throws IOException {
        Files.createDirectories(landing.home.contracts());
        Files.writeString(landing.home.contracts().resolve("visits.yaml"), """
                id: visits
                name: Visits
                source: Nurse
                entity: visit
                load: append
                files: ["visits*.csv"]
                schoolYear: {from: date, column: visit_date}
                properties:
                  - {name: visit_id, required: true}
                  - {name: visit_date, logicalType: date, formats: [yyyy-MM-dd, M/d/yyyy], required: true}
                """);
        landing = new TestLanding(folder.resolve("home"));
        landing.drop("visits-1.csv", "visit_id,visit_date\n1,2025-06-30\n2,7/1/2025\n3,12/31/2025\n4,soon\n5,\n");
        LandedFile first = landing.night().fresh().get(0);
        assertThat(first.schoolYears()).containsExactly("2024-25", "2025-26", "unknown");
        landing.drop("visits-2.csv", "visit_id,visit_date\n6,2025-09-01\n");
        landing.night();
        assertThat(inForce())
                .containsExactly(
                        "visits 2024-25 [15:visits-1.csv]",
                        "visits 2025-26 [15:visits-1.csv, 16:visits-2.csv]",
                        "visits unknown [15:visits-1.csv]");
        landing.drop("visits-2 (copy).csv", "visit_id,visit_date\n6,2025-09-01\n");
        assertThat(landing.night().unchanged()).as("appended twice by mistake").hasSize(1);
    }

    @Test
    void aFileUnderAnyNameIsKnownByItsColumns() {
        landing.drop("Export 7.csv", "Employee ID,Absence-Date,DAYS,reason\n1,2025-09-02,1,Sick\n");
        LandingResult result = landing.night();
        assertThat(result.held())
                .singleElement()
                .satisfies(held -> assertThat(held.reason()).contains("does not say which school year"))
                .satisfies(held -> assertThat(held.whatToDo()).contains("hr-absences-2025-26.csv"));
        landing.drop(
                "Staff.csv",
                "employee_id,legal_first_name,legal_last_name,hire_date,status,email\n1,A,B,2020-01-01,active,x\n");
        assertThat(landing.night().fresh())
                .singleElement()
                .returns("hr-staff", LandedFile::contractId)
                .returns(List.of("all"), LandedFile::schoolYears);
    }

    @Test
    void whatAKilledLandingLeftBehindIsNoDelivery() throws IOException {
        landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,1,\n");
        landing.night();
        List<String> before = delivered();
        Path half = landing.home.landing().resolve(".work/item123/delivery/trainings-2025-26.csv");
        Files.createDirectories(half);
        Files.writeString(half.resolve("rows.parquet"), "half a file");
        Files.createDirectories(landing.home.landing().resolve("2026-05-16/20260516T000000-000002-0a0b0c0d"));
        assertThat(inForce()).containsExactly("trainings 2025-26 [15:trainings-2025-26.csv]");
        landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,2,\n");
        assertThat(landing.night().fresh()).hasSize(1);
        assertThat(delivered()).hasSize(before.size() + 3).noneMatch(file -> file.startsWith(".work"));
        assertThat(inForce()).containsExactly("trainings 2025-26 [16:trainings-2025-26.csv]");
    }

    @Test
    void aHomeMayBeMoved() throws IOException {
        landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,1,\n");
        landing.night();
        Files.move(folder.resolve("home"), folder.resolve("elsewhere"));
        landing = new TestLanding(folder.resolve("elsewhere"));
        assertThat(landing.land().current())
                .singleElement()
                .satisfies(inForce ->
                        assertThat(TestLanding.rows(inForce.files().get(0))).containsExactly("2|1|a|b|2025-08-26|1|-"));
    }

    @Test
    void twoVersionsInOneNightAreNotAddedUp() throws IOException {
        Path older = landing.drop("hr-staff-0514.csv", staff(0, 30, "Ann"));
        landing.drop("hr-staff-0515.csv", staff(0, 31, "Anne"));
        Files.setLastModifiedTime(older, FileTime.fromMillis(1_000_000));
        LandingResult result = landing.night();
        assertThat(result.fresh()).hasSize(2);
        assertThat(inForce()).containsExactly("hr-staff all [15:hr-staff-0515.csv]");
    }

    @Test
    void partsOfOneDeliveryAreInForceTogether() {
        landing.drop("hr-staff-north.csv", staff(0, 30, "Ann"));
        landing.drop("hr-staff-south.csv", staff(1000, 40, "Ann"));
        LandingResult first = landing.night();
        assertThat(first.findings())
                .last()
                .satisfies(finding -> assertThat(finding.message()).contains("taken for parts of one delivery"));
        assertThat(inForce()).containsExactly("hr-staff all [15:hr-staff-north.csv, 15:hr-staff-south.csv]");
        landing.drop("hr-staff-south.csv", staff(1000, 41, "Ann"));
        assertThat(landing.night().held()).isEmpty();
        assertThat(inForce()).containsExactly("hr-staff all [15:hr-staff-north.csv, 16:hr-staff-south.csv]");
        landing.drop("hr-staff-north-new.csv", staff(0, 31, "Ann"));
        assertThat(landing.night().held()).isEmpty();
        assertThat(inForce()).containsExactly("hr-staff all [16:hr-staff-south.csv, 17:hr-staff-north-new.csv]");
    }

    private static String staff(int from, int rows, String name) {
        var text = new StringBuilder("employee_id,legal_first_name,legal_last_name,hire_date,status\n");
        for (int row = from; row < from + rows; row++) {
            text.append(row).append(',').append(name).append(",B,2020-08-01,active\n");
        }
        return text.toString();
    }

    @Test
    void aCollapseIsHeldBackUntilSomebodyAcceptsIt() {
        landing.drop("sis-attendance-2025-26.csv", attendance(0, 100));
        landing.night();
        landing.drop("sis-attendance-2025-26.csv", attendance(0, 49));
        LandingResult held = landing.night();
        assertThat(held.fresh()).isEmpty();
        assertThat(held.held()).singleElement().satisfies(file -> {
            assertThat(file.ruleId()).isEqualTo("SYS-02");
            assertThat(file.deliveredRows()).isEqualTo(49);
            assertThat(file.reason()).contains("49 rows for 2025-26, 51% fewer than the 100 in force since 2026-05-15");
            assertThat(file.whatToDo()).contains("sis-attendance-2025-26.csv.accept");
        });
        assertThat(inForce()).containsExactly("sis-attendance 2025-26 [15:sis-attendance-2025-26.csv]");
        landing.drop("sis-attendance-2025-26.csv", attendance(0, 49));
        landing.drop("sis-attendance-2025-26.csv.accept", "");
        assertThat(landing.night().fresh()).hasSize(1);
        assertThat(inForce()).containsExactly("sis-attendance 2025-26 [17:sis-attendance-2025-26.csv]");
        assertThat(landing.home.inbox()).isDirectoryNotContaining("glob:**.{csv,accept}");
        landing.drop("sis-attendance-2025-26.csv", attendance(0, 1));
        assertThat(landing.night().held()).as("an acceptance is used up").hasSize(1);
    }

    @Test
    void aHalfFileBesideAWholeOneIsHeldBack() throws IOException {
        Path whole = landing.drop("hr-staff-0514.csv", staff(0, 30, "Ann"));
        landing.drop("hr-staff-0515.csv", staff(0, 10, "Ann"));
        Files.setLastModifiedTime(whole, FileTime.fromMillis(1_000_000));
        assertThat(landing.night().held()).extracting(HeldBack::file).containsExactly("hr-staff-0515.csv");
        assertThat(inForce()).containsExactly("hr-staff all [15:hr-staff-0514.csv]");
    }

    @Test
    void fewRowsMayComeAndGo() {
        landing.drop("sis-attendance-2025-26.csv", attendance(0, 19));
        landing.night();
        landing.drop("sis-attendance-2025-26.csv", attendance(0, 1));
        assertThat(landing.night().fresh()).hasSize(1);
        landing.drop("sis-attendance-2025-26.csv", attendance(0, 0));
        assertThat(landing.night().held()).as("but not all of them").hasSize(1);
    }

    @Test
    void acknowledgingPutsAwayWhatWasTakenAndExplainsWhatWasNot() throws IOException {
        landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,1,\n");
        landing.drop("hr-staff.csv", "<html>Please log in</html>");
        landing.drop("upload.csv.part", "x");
        landing.night();
        Path inbox = landing.home.inbox();
        assertThat(inbox.resolve(".taken/2026-05-15/trainings-2025-26.csv")).exists();
        assertThat(inbox.resolve(".held/2026-05-15/hr-staff.csv")).exists();
        assertThat(inbox.resolve(".held/2026-05-15/hr-staff.csv.txt"))
                .content()
                .contains("hr-staff.csv was held back (SYS-01)", "a web page", "What to do:");
        assertThat(inbox.resolve("upload.csv.part")).exists();
        assertThat(landing.night().empty()).as("what was held is told once").isTrue();
    }

    @Test
    void puttingAwayOverwritesNothing() {
        landing.drop("hr-staff.csv", "x");
        LandingResult first = landing.look();
        landing.land().acknowledge(first);
        landing.drop("hr-staff.csv", "y");
        landing.land()
                .acknowledge(new LandingResult(
                        List.of(), List.of(), List.of(), List.of(), List.of(), first.refused(), first.night()));
        assertThat(landing.home.inbox().resolve(".held/2026-05-15/hr-staff.csv"))
                .hasContent("x");
        assertThat(landing.home.inbox().resolve(".held/2026-05-15/hr-staff (2).csv"))
                .hasContent("y");
    }

    @Test
    void oddFileNamesAreNames() {
        String text = "employee_id,legal_first_name,legal_last_name,hire_date,status\n1,A,B,2020-08-01,active\n";
        for (String name :
                List.of("hr-staff [1].csv", "hr-staff*.csv", "hr-staff'?.csv", "HR-STAFF Ünï {x} 100%.CSV")) {
            landing = new TestLanding(folder.resolve("home of " + name.hashCode()));
            landing.drop(name, text);
            LandingResult result = landing.night();
            assertThat(result.held()).isEmpty();
            assertThat(result.fresh()).singleElement().returns(name, LandedFile::file);
            assertThat(TestLanding.rows(result.fresh().get(0))).containsExactly("2|1|A|B|2020-08-01|active");
        }
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsLeftForTheNextNight() throws IOException {
        Path file = landing.drop("trainings-2025-26.csv", TRAINING + "1,a,b,2025-08-26,1,\n");
        LandingResult result = landing.land()
                .land(Inbox.scan(landing.home.inbox()), landing.lastNight(), (name, source, rows, took) -> grow(file));
        assertThat(result.fresh()).isEmpty();
        assertThat(result.held())
                .singleElement()
                .satisfies(held -> assertThat(held.reason()).contains("still being written"));
        landing.land().acknowledge(result);
        assertThat(landing.land().current()).isEmpty();
        assertThat(landing.night().fresh()).singleElement().returns(2L, LandedFile::delivered);
    }

    private static void grow(Path file) {
        try {
            Files.writeString(file, "2,a,b,2025-08-26,1,\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
