package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.DistrictHome;

/** Lands files that other people's systems wrote, in formats of all kinds. They are not part of the source tree. */
class FormatSamplesInteropTest {

    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples");
    private static final Path CONTRACTS = Path.of("src/test/resources/contracts-of-samples");

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(
                Files.isDirectory(SAMPLES),
                "SKIPPED: there are no samples at " + SAMPLES.toAbsolutePath().normalize());
        Path contracts = Files.createDirectories(new DistrictHome(folder).contracts());
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            for (Path file : files.toList()) {
                Files.copy(file, contracts.resolve(file.getFileName()));
            }
        }
        landing = new TestLanding(folder);
    }

    private Path drop(String sample, String name) throws IOException {
        Path file = SAMPLES.resolve(sample);
        Files.copy(file, landing.home.inbox().resolve(name));
        return file;
    }

    /** {@return the landed files by contract, every row of them accounted for} */
    private Map<String, LandedFile> landed() {
        LandingResult result = landing.night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh())
                .allSatisfy(file ->
                        assertThat(TestLanding.stored(file) + file.rejected()).isEqualTo(file.delivered()));
        return result.fresh().stream()
                .collect(Collectors.toMap(LandedFile::contractId, file -> file, (one, other) -> one, TreeMap::new));
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.isBlank()).count();
        }
    }

    private static long times(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .count();
    }

    /** {@return how many rows have {@code text} as one of their fields, or in it} */
    private static long holding(LandedFile file, String text) {
        return TestLanding.rows(file).stream().filter(row -> row.contains(text)).count();
    }

    @Test
    void exportsOfX2Aspen() throws IOException {
        Map<String, String> files = Map.of(
                "x2-attendance", "attendance_dump.csv",
                "x2-behavior", "fake_behavior_export.csv",
                "x2-assessments", "fake_x2_assessments.csv",
                "x2-students", "fake_students_export.csv",
                "x2-courses", "fake_no_headers.csv",
                "x2-grades", "student_section_grades_fixture.csv");
        for (String file : files.values()) {
            drop("sis/x2-aspen/" + file, file);
        }
        Map<String, LandedFile> landed = landed();
        assertThat(landed.keySet()).isEqualTo(new TreeMap<>(files).keySet());
        for (Map.Entry<String, LandedFile> file : landed.entrySet()) {
            boolean headless = List.of("x2-courses", "x2-grades").contains(file.getKey());
            long lines = lines(SAMPLES.resolve("sis/x2-aspen/" + files.get(file.getKey())));
            assertThat(file.getValue().delivered()).as(file.getKey()).isEqualTo(lines - (headless ? 0 : 1));
            assertThat(file.getValue().rejected()).as(file.getKey()).isZero();
        }
        LandedFile attendance = landed.get("x2-attendance");
        assertThat(attendance.header()).startsWith("ATT_OID", "ATT_STD_OID").hasSize(31);
        assertThat(holding(attendance, "|MTHR CALLED \"FEW MINUTES LATE\"|")).isEqualTo(1);
        assertThat(holding(attendance, "|still away with family\\|")).isEqualTo(1);
        assertThat(holding(attendance, "NULL")).isZero();
        assertThat(holding(landed.get("x2-behavior"), "... yelling \"NO\" to the teacher ..."))
                .isEqualTo(1);
    }

    @Test
    void pagesOfMicrosoftGraph() throws IOException {
        Path users =
                SAMPLES.resolve("hr-apps/oea/graph/Users/part-00000-cae42818-3572-4824-b396-58587ad01616-c000.json");
        Files.copy(users, landing.home.inbox().resolve("graph-users.json"));
        LandedFile landed = landed().get("graph-users");
        assertThat(landed.delivered()).isEqualTo(times(users, "\"userPrincipalName\""));
        assertThat(holding(landed, "f269ed04def44e788b92acb93e96ef58|Carole|Benefield|"))
                .isEqualTo(1);
    }

    @Test
    void reportsOfMicrosoftGraphWithListsInside() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> parts = Files.list(SAMPLES.resolve("hr-apps/oea/graph/M365_App_User_Detail"))) {
            for (Path part : parts.sorted().toList()) {
                all.append(Files.readString(part));
            }
        }
        Path whole = Files.writeString(landing.home.inbox().resolve("graph-m365.json"), all);
        long people = times(whole, "\"userPrincipalName\"");
        long periods = times(whole, "\"reportPeriod\"");
        long writers = times(whole, "\"word\":true");
        Map<String, LandedFile> landed = landed();
        assertThat(landed.get("graph-app-use").delivered()).isEqualTo(people).isPositive();
        assertThat(landed.get("graph-app-use").schoolYears()).containsExactly("2021-22");
        assertThat(TestLanding.rows(landed.get("graph-app-use"))).allMatch(row -> row.contains("|microsoft-365|"));
        assertThat(holding(landed.get("graph-app-use"), "|true")).isEqualTo(writers);
        assertThat(landed.get("graph-app-use-details").delivered()).isEqualTo(periods);
        assertThat(holding(landed.get("graph-app-use-details"), "@contoso.org|7|"))
                .isEqualTo(periods);
    }

    @Test
    void activityWithoutColumnNames() throws IOException {
        long lines = 0;
        for (String part : List.of("part1", "part2")) {
            Path file = drop("hr-apps/oea/m365_activity/" + part + ".csv", "m365-activity-" + part + ".csv");
            long here = lines(file);
            lines += here;
            LandedFile landed = landed().get("m365-activity");
            assertThat(landed.delivered()).isEqualTo(here);
            assertThat(landed.rejected()).isZero();
            assertThat(landed.header()).hasSize(19);
            assertThat(landed.schoolYears()).containsExactly("2021-22");
            assertThat(TestLanding.rows(landed)).first().asString().startsWith("1|");
            assertThat(holding(landed, "|CallRecordSummarized|")).isEqualTo(times(file, "(?m)^CallRecordSummarized,"));
            Files.createFile(landing.home.inbox().resolve("m365-activity-part2.csv.accept"));
        }
        assertThat(lines).isEqualTo(5_676);
    }

    @Test
    void assessmentsOfFixedWidthAndParted() throws IOException {
        String layouts = "assessments/vendor-layouts/assessments/";
        Map<String, Path> files = Map.of(
                "staar", drop(layouts + "STAAR_Summative/data/sample_anonymized_file.txt", "staar.txt"),
                "cogat", drop(layouts + "CogAT/data/sample_anonymized_file.txt", "cogat.txt"),
                "preact", drop(layouts + "PreACT/data/Records_anonymized.txt", "preact.txt"),
                "missouri",
                        drop(layouts + "Missouri_Assessment_Program/data/sample_anonymized_file.txt", "missouri.txt"));
        Map<String, LandedFile> landed = landed();
        assertThat(landed.keySet()).isEqualTo(new TreeMap<>(files).keySet());
        for (Map.Entry<String, LandedFile> file : landed.entrySet()) {
            long names = file.getKey().equals("missouri") ? 1 : 0;
            assertThat(file.getValue().delivered())
                    .as(file.getKey())
                    .isEqualTo(lines(files.get(file.getKey())) - names);
            assertThat(file.getValue().rejected()).as(file.getKey()).isZero();
        }
        assertThat(TestLanding.rows(landed.get("staar")))
                .first()
                .isEqualTo("1|0523|03|123456|789|SAMPLE ISD|StudentLast1|StuFirst1");
        assertThat(TestLanding.rows(landed.get("cogat"))).allMatch(row -> row.contains("|COGAT|"));
    }

    @Test
    void interchangesOfEdFi() throws IOException {
        Path attendance = drop("sis/edfi-grand-bend/StudentSchoolAttendance.xml", "StudentSchoolAttendance.xml");
        Path staff = drop("sis/edfi-grand-bend/StaffAssociation.xml", "StaffAssociation.xml");
        Path discipline = drop("sis/edfi-grand-bend/StudentDiscipline.xml", "discipline.xml");
        Map<String, LandedFile> landed = landed();
        assertThat(landed.get("edfi-attendance").delivered())
                .isEqualTo(times(attendance, "<StudentSchoolAttendanceEvent>"));
        assertThat(holding(landed.get("edfi-attendance"), "#Tardy")).isEqualTo(times(attendance, "Descriptor#Tardy<"));
        assertThat(landed.get("edfi-attendance").schoolYears()).containsExactly("2021-22");
        assertThat(landed.get("edfi-staff").delivered()).isEqualTo(times(staff, "<Staff>"));
        assertThat(landed.get("edfi-employments").delivered())
                .isEqualTo(times(staff, "<StaffEducationOrganizationEmploymentAssociation>"));
        assertThat(landed.get("edfi-incidents").delivered()).isEqualTo(times(discipline, "<DisciplineIncident id="));
        assertThat(TestLanding.rows(landed.get("edfi-incidents")))
                .first()
                .isEqualTo("3|10|DISC_10_255901001|2021-10-18|uri://ed-fi.org/BehaviorDescriptor#State Offense");
    }
}
