package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.warehouse.answer.SamplePublication;

/** A file on its way from held to signed; each step stands on the one before. */
@TestMethodOrder(OrderAnnotation.class)
class ExportsOnPagesTest {

    private static final String FILE = "/exports/2025-26/FS052";

    @TempDir
    static Path folder;

    private static SamplePublication sample;
    private static TestServer server;
    private static Visitor steward;

    @BeforeAll
    static void start() {
        sample = SamplePublication.in(folder);
        SampleExports.lend(sample);
        sample.change("20260515T020000-a", """
                insert into quality_issue by name
                select 'behind-1' as issue_key, 'ENR-03' as rule_id, 'major' as severity, 'school_enrollment' as entity,
                       'S0 · 0101 · 2025-08-20' as record_key, 'exit_date' as field, '2025-08-01' as raw_value,
                       '0101' as school_id, 'SIS' as source, 'sis-enrollments.csv' as file, 12 as row_number,
                       'open' as status, '2025-26' as school_year, 'students' as record_class,
                       'The last day lies before the first day.' as message
                union all by name
                select 'behind-2' as issue_key, 'STF-01' as rule_id, 'major' as severity, 'staff' as entity,
                       'S0' as record_key, 'open' as status, '2025-26' as school_year, 'staff' as record_class,
                       'Of no student' as message
                union all by name
                select 'behind-3' as issue_key, 'DEM-03' as rule_id, 'major' as severity, 'demographic' as entity,
                       'stu-2' as record_key, 'birth_date' as field, 'SIS' as source, 'demographics.csv' as file,
                       7 as row_number, 'open' as status, '2025-26' as school_year, 'students' as record_class,
                       'The birth date is missing.' as message""");
        sample.change(
                "20260515T020000-a",
                "create or replace table history_roster_user as"
                        + " select '2025-26' as school_year, 'stu-2' as sourced_id, 'S2' as identifier");
        sample.change("20260515T020000-a", """
                create or replace table record_line as
                select entity, '2025-26' as school_year, i::bigint as student_key, null::bigint as staff_key,
                       case entity when 'student' then null else '0101' end as school_number,
                       case entity when 'student' then null else date '2025-08-20' end as record_date,
                       null::varchar as record_name, 'SIS' as source, 'sis-' || entity || 's.csv' as source_file,
                       '20251120T020000-0a1b2c3d' as source_delivery, i + 2 as source_row
                from range(60) t(i), (values ('student'), ('school_enrollment'), ('student_attendance')) e(entity)""");
        sample.change(
                "20260515T020000-a",
                "insert into delivery by name select '20251120T020000-0a1b2c3d' as delivery_id,"
                        + " 'sis-students.csv' as file");
        sample.change("20260515T020000-a", """
                create or replace table fact_student_attendance as
                select x.* replace ('2025-26' as school_year, s.i::bigint as student_key, '0101' as school_number,
                                    date '2025-09-01' + d.i::integer as attendance_date,
                                    case d.i when 20 then 'H' else 'A' end as attendance_code, 2520 as member_units,
                                    case d.i when 20 then 420 else 2520 end as absent_units, false as derived)
                from (from fact_student_attendance limit 1) x, range(4) s(i), range(21) d(i)""");
        sample.change("20260515T020000-a", """
                create or replace table dim_attendance_code as
                select '2025-26' as school_year, 'A' as attendance_code, 'Absent, unexcused' as description,
                       2520::bigint as absent_units, false as excused""");
        sample.change("20260515T020000-a", """
                create or replace table absence_line as
                select school_year, student_key, school_number, attendance_date, 'SIS' as source,
                       'sis-attendance.csv' as source_file, '20251120T020000-0a1b2c3d' as source_delivery,
                       day(attendance_date) + 1 as source_row
                from fact_student_attendance where attendance_date <> date '2025-09-02'""");
        server = TestServer.start(sample, true, Clock.offset(SampleExports.CLOCK, Duration.ZERO));
        steward = server.visitor("superintendent");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void theListTellsWhatIsDueAndWhereEachFileStands() {
        String page = steward.get("/exports?year=2025-26").body();
        assertThat(page)
                .contains("FS052 Membership", "Jul 30, 2026, in 45 days", "findings to mend or explain.")
                .contains("FS195 Chronic absenteeism", "Jun 30, 2026, in 15 days", "the state&#39;s day")
                .contains("Its data is not frozen yet.")
                .contains("; none is signed, and ", "is held.");
        assertThat(page.indexOf("FS195")).isLessThan(page.indexOf("FS052"));
    }

    @Test
    @Order(2)
    void theFileTellsWhatIsWrongWithItAndWithTheDataThatItNeeds() {
        assertThat(steward.get(FILE).body())
                .contains("Version 1 is held:", "To explain: Change since last year")
                .contains("It is 60, and was 30 last year: +100 %.", "district 00100, MEMBER TOT")
                .contains("count-day-1", "Provisional:", "ILLEAMEMBERv0001.tab")
                .contains("What is still wrong in the data that it needs", "STU-01", "/quality?rule=STU-01#issues")
                .contains("STU-01, demographic records")
                .doesNotContain("Sign it");
        assertThat(steward.get("/exports/sign/2025-26/FS052").body()).contains("There is nothing to sign.");
        assertThat(server.visitor("demo-admin").get("/audit").body())
                .contains("The numbers of a federal file", "FS052 2025-26 version 1");
    }

    @Test
    @Order(3)
    void aNumberLeadsToTheStudentsBehindItAndThatIsNoted() {
        String numbers = steward.get("/exports/2025-26/FS195/numbers?version=1&level=SCH")
                .body();
        assertThat(numbers).contains("School 0001", "CHRONABSENT TOT", "Everybody", "students?version=1&amp;level=SCH");
        String students = steward.get(
                        "/exports/2025-26/FS195/students?version=1&level=SCH&place=school+0001&group=SEX:F")
                .body();
        assertThat(students)
                .contains("School 0001, Female: 2 are counted.", "Family0, Given", "chronic_absence_rate")
                .contains("2 students have records that this file needs and that are wrong")
                .contains("Student: SIS, sis-students.csv, line 4<")
                .as("a line of a file that came again is told with its day")
                .contains("Enrollment at 0101 from Aug 20, 2025: SIS, sis-school_enrollments.csv, line 4 as it came on"
                        + " Nov 20, 2025; the record is the same since")
                .as("a record of the roster is called by its id there")
                .contains("The birth date is missing. birth_date is empty.", "SIS, demographics.csv, line 7.")
                .contains("The last day lies before the first day. exit_date: 2025-08-01.")
                .contains("SIS, sis-enrollments.csv, line 12.", "/quality?rule=ENR-03#issues");
        assertThat(students).doesNotContain("Family1,", "Of no student");
        assertThat(server.visitor("demo-admin").get("/audit").body())
                .contains("Who is behind a number of a federal file", "The numbers of a federal file");
        for (String nothing : List.of(
                "FS195/students?place=school+0001&group=SEX:nothing",
                "FS195/students?group=SEX:F",
                "FS195/students?place=school+0009",
                "FS052/students?level=LEA&place=school+0001",
                "FS195/numbers?place=../0001",
                "FS195/numbers?level=ALL",
                "FS195/numbers?version=-1",
                "FS195/numbers?version=../1")) {
            assertThat(steward.get("/exports/2025-26/" + nothing).statusCode())
                    .as(nothing)
                    .isEqualTo(404);
        }
    }

    @Test
    @Order(3)
    void theAbsencesOfOneOfThemAreOpenedAndThatIsNoted() {
        String people = "/exports/2025-26/FS195/students?version=1&level=SCH&place=school+0001&group=SEX:F";
        assertThat(steward.get(people).body())
                .contains("20 of 180 days", "Days missed", "absences=2#absences")
                .doesNotContain("The absences of Family2");
        assertThat(steward.get("/exports/2025-26/FS052/students?level=SCH&place=school+0001")
                        .body())
                .doesNotContain("Days missed");
        String opened = steward.get(people + "&absences=2").body();
        assertThat(opened)
                .contains("The absences of Family2, Given", "2 are counted, 1 is listed.")
                .contains("The file counts 20 of 180 days as missed. 21 absences are known now.")
                .contains(
                        "Sep 1, 2025",
                        "A, Absent, unexcused",
                        "Whole day",
                        "SIS, sis-attendance.csv, line 2 as it came on Nov 20, 2025")
                .contains("Sep 21, 2025", "0.17 day", "No, less than half")
                .as("where nobody knows the line there is a dash")
                .containsPattern("Sep 2, 2025</th>(?s:.{0,200})>–<")
                .doesNotContain("Family0,");
        assertThat(server.visitor("demo-admin").get("/audit").body()).contains("SEX:F absences");
        assertThat(server.running().bean(AuditTrail.class).whoSaw("S2"))
                .anyMatch(entry -> entry.subject().endsWith("SEX:F absences"));
        assertThat(steward.get(people + "&absences=3").statusCode())
                .as("the list is not as long")
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT"})
    @Order(3)
    void absencesAreAccessibleAndFitAPhone(int width, ColorScheme scheme) {
        try (var window = TestBrowser.open(server, "superintendent", width, scheme)) {
            window.go("/exports/2025-26/FS195/students?version=1&level=SCH&place=school+0001&absences=3");
            assertThat(window.page().locator("#days tbody tr").count()).isEqualTo(21);
            assertThat(PagesInBrowserTest.overflow(window.page())).isEmpty();
            assertThat(PagesInBrowserTest.violations(window.page(), scheme)).isEmpty();
            assertThat(window.complaints()).isEmpty();
        }
    }

    @Test
    @Order(4)
    void theFileIsDownloadedAsItIsAndThatIsNoted() {
        var answer = steward.get(FILE + "/download/1/SCH");
        assertThat(answer.body()).startsWith("SCHOOL MEMBERSHIP TABLE\t").endsWith("\r\n");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("ILSCHMEMBERv0001.tab");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(server.visitor("demo-admin").get("/audit").body()).contains("A federal file");
    }

    @Test
    @Order(5)
    void makingItAgainMakesNoVersionAndExplainingFreesIt() {
        steward.submit(FILE, FILE + "/make", Map.of());
        assertThat(steward.get(FILE).body()).contains("Version 1 is held:").doesNotContain("Version 2");
        assertThat(steward.submit(FILE, FILE + "/explain", Map.of("version", "2", "text", "Of another"))
                        .body())
                .contains("is 1, not 2", "To explain: Change since last year");
        String explained = steward.submit(FILE, FILE + "/explain", Map.of("version", "1", "text", "A new estate"))
                .body();
        assertThat(explained).contains("Version 1 is ready to be signed.", "A new estate (", "Sign it");
    }

    @Test
    @Order(6)
    void somebodySignsItWithTheirNameAndTheTime() {
        String page = "/exports/sign/2025-26/FS052";
        assertThat(steward.submit(page, page, Map.of("version", "2")).body()).contains("is 1, not 2");
        String signed = steward.submit(page, page, Map.of("version", "1")).body();
        assertThat(signed).contains("Version 1 is signed by", "Jun 15, 2026");
        assertThat(steward.get("/exports?year=2025-26").body()).contains("1 is signed");
        assertThat(server.visitor("demo-admin").get("/audit").body()).contains("Signed a federal file");
    }

    @Test
    @Order(7)
    void whoDoesNotSeeEverybodyOpensNoneOfIt() {
        var principal = server.visitor("principal");
        for (String path : List.of(
                "/exports",
                FILE,
                FILE + "/numbers",
                FILE + "/students?place=school+0001",
                FILE + "/download/1/SCH",
                "/exports/sign/2025-26/FS052")) {
            assertThat(principal.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(principal.get("/").body()).doesNotContain("State and federal files");
    }

    @Test
    @Order(8)
    void whatDoesNotExistIsNotFound() {
        assertThat(steward.get("/exports/2025-26/FS999").statusCode()).isEqualTo(404);
        assertThat(steward.get("/exports/twenty/FS052").statusCode()).isEqualTo(404);
        assertThat(steward.get(FILE + "?version=9").statusCode()).isEqualTo(404);
        assertThat(steward.get("/exports/2024-25/FS195").body()).contains("Nothing was made of it yet.");
    }

    @Test
    @Order(9)
    void aSettingThatIsWrongIsToldOnTheListWhateverPageIsOpened() throws IOException {
        Path settings = sample.home().settings();
        String right = Files.readString(settings);
        Files.writeString(settings, right.replace("hand_in: {due:", "hand_in: {weeks_before: many, due:"));
        try {
            for (String path : List.of(FILE, FILE + "/numbers", "/exports/sign/2025-26/FS052")) {
                assertThat(steward.get(path).body())
                        .as(path)
                        .contains("The settings of the federal files cannot be read.", "weeks_before");
            }
        } finally {
            Files.writeString(settings, right);
        }
    }

    @Test
    @Order(10)
    void aFileOfTheStatesOwnHasItsPageToo() throws IOException {
        Path folder = Files.createDirectories(sample.home().stateFiles());
        Files.copy(Path.of("../docs/state-files/VT-GRADE-PROG.yaml"), folder.resolve("VT-GRADE-PROG.yaml"));
        Files.writeString(folder.resolve("BAD-1.yaml"), "name: x\n");
        String file = "/exports/2025-26/VT-GRADE-PROG";
        assertThat(steward.get("/exports?year=2025-26").body())
                .contains("VT-GRADE-PROG Vermont grade progression", "Nothing was made yet.")
                .contains("state-files/BAD-1.yaml line 1");
        // Nobody delivered the state's numbers of these sixty.
        assertThat(steward.submit(file, file + "/make", Map.of()).body())
                .contains("Version 1 is held: 60 findings are", "write the state&#39;s into its description (due).")
                .contains("To mend: Required field", "column PERMNUMBER")
                .contains("06_5_PS_GradeProg.csv", "Its records", "/download/1/ALL", file + "/numbers?version=1")
                .doesNotContain("/metrics/state-files");
        assertThat(steward.get(file + "/download/1/ALL").body())
                .startsWith(
                        "ADMINID,ENRORGID,PERMNUMBER,GRADE,GRADEBEGIN,GRADEEND,SY\r\n00100,0001,,01,08/20/2025,,2026\r\n");
        recordsLeadToTheStudentsBehindThem(file);
        assertThat(steward.get("/exports/2025-26/BAD-1").body()).contains("its description has a fault", "line 1");
        var principal = server.visitor("principal");
        for (String path : List.of(
                file,
                file + "/download/1/ALL",
                file + "/numbers",
                file + "/students?line=4",
                "/exports/sign/2025-26/VT-GRADE-PROG")) {
            assertThat(principal.get(path).statusCode()).as(path).isEqualTo(403);
        }
    }

    private static void recordsLeadToTheStudentsBehindThem(String file) {
        assertThat(steward.get(file + "/numbers?version=1&place=0001").body())
                .contains("The records of VT-GRADE-PROG Vermont grade progression", "30 records of school 0001")
                .contains("PERMNUMBER", "School 0002", "students?version=1&amp;line=2");
        assertThat(server.running().bean(AuditTrail.class).whoSaw("S5"))
                .as("whoever is in the records on the page was seen")
                .anyMatch(entry -> entry.action().equals("export.students")
                        && entry.subject().contains("VT-GRADE-PROG 2025-26 version 1"));
        assertThat(steward.get(file + "/students?version=1&line=4").body())
                .contains("Line 4: 1 is counted.", ", Given", "SIS, sis-students.csv, line");
        assertThat(server.visitor("demo-admin").get("/audit").body())
                .contains("VT-GRADE-PROG 2025-26 version 1 line 4");
        for (String nothing : List.of("students?line=1", "students?line=x", "numbers?place=9", "numbers?version=7")) {
            assertThat(steward.get(file + "/" + nothing).statusCode())
                    .as(nothing)
                    .isEqualTo(404);
        }
    }
}
