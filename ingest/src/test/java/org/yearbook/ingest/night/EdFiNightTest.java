package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.edfi.GrandDistrict;
import org.yearbook.ingest.source.edfi.Ods;

/** Nights of districts whose only source is Ed-Fi. */
class EdFiNightTest {

    private static final Path SAMPLE = Path.of("..", "..", "shared", "samples", "sis", "edfi-grand-bend");

    @TempDir
    Path folder;

    private TestHome home(String source) throws IOException {
        var home = new TestHome(folder.resolve("home"));
        Files.writeString(home.home().settings(), "\nsources:\n" + source.indent(2), StandardOpenOption.APPEND);
        Files.writeString(home.home().root().resolve("key"), "secret\n");
        return home;
    }

    private static void everyRowIsAccountedFor(TestHome home) {
        assertThat(home.number("select sum(delivered) from row_account")).isPositive();
        assertThat(home.ask("select file from row_account where delivered <> loaded + quarantined + duplicate"))
                .isEmpty();
    }

    private static long student(TestHome home, String number, String field) {
        return home.number("select a." + field + " from agg_student_year a join dim_student s"
                + " on s.school_year = a.school_year and s.student_key = a.student_key"
                + " where a.organization_type = 'district' and s.student_number = '" + number + "'");
    }

    @Test
    void absencesBecomeAttendedDaysAndADeletedOneIsNoMoreTheNextNight() throws IOException {
        try (var ods = new Ods()) {
            var district = new GrandDistrict(ods, 8);
            district.absence(1, "2026-09-08", "Unexcused Absence");
            district.absence(1, "2026-09-09", "Excused Absence", "0.5");
            district.absence(2, "2026-09-08", "Tardy");
            String mistaken = district.absence(3, "2026-09-09", "Unexcused Absence");
            district.absence(4, "2026-09-09", "Partial");
            ods.add("staffs", "{\"staffUniqueId\": \"207219\", \"firstName\": \"Ann\", \"lastSurname\": \"Lee\"}");
            TestHome home = home("""
                    - name: ods
                      kind: edfi
                      url: %s
                      auth: {kind: oauth2, clientId: key, clientSecret: "file:key"}
                      numbers: {school: School}
                    """.formatted(ods.provider().url()));
            assertThat(home.night("2026-11-24")).as(home.said()).isZero();

            everyRowIsAccountedFor(home);
            assertThat(home.number("select count(*) from dim_student")).isEqualTo(8);
            assertThat(home.ask("select organization_id from dim_organization where organization_type = 'school'"))
                    .extracting(row -> row.get(0))
                    .containsExactlyInAnyOrder("1", "107");
            // Two school days; the holiday and the calendar of a single student count nothing.
            assertThat(student(home, "604801", "enrolled_units")).isEqualTo(2 * 2520);
            assertThat(student(home, "604801", "absent_units")).isEqualTo(2520 + 1260);
            assertThat(student(home, "604802", "absent_units")).isZero();
            assertThat(student(home, "604803", "absent_units")).isEqualTo(2520);
            assertThat(student(home, "604808", "enrolled_units")).isEqualTo(2 * 2520);
            // Nobody says what part of the day "Partial" is: the day is left out, and that is told.
            assertThat(student(home, "604804", "enrolled_units")).isEqualTo(2520);
            assertThat(home.number("select count(*) from quality_issue where field = 'attendance_code'"
                            + " and raw_value = 'Partial'"))
                    .isEqualTo(1);
            // Columns are there whether or not anybody fills them tonight.
            assertThat(home.ask("select message from quality_issue where entity = 'delivery'"))
                    .isEmpty();

            ods.delete("studentSchoolAttendanceEvents", mistaken);
            assertThat(home.night("2026-11-25")).as(home.said()).isZero();
            assertThat(student(home, "604803", "absent_units")).isZero();
            assertThat(student(home, "604801", "absent_units")).isEqualTo(2520 + 1260);
        }
    }

    @Test
    void theSampleDistrictOfTheStandardComesInFromItsFiles() throws IOException {
        assumeTrue(
                Files.isDirectory(SAMPLE),
                "SKIPPED: the sample deliveries are not beside the checkout ("
                        + SAMPLE.toAbsolutePath().normalize() + ")");
        TestHome home = home("""
                - name: sis
                  kind: edfi-xml
                  folder: %s
                """.formatted(SAMPLE.toAbsolutePath().normalize()));
        assertThat(home.night("2022-06-01")).as(home.said()).isZero();

        everyRowIsAccountedFor(home);
        assertThat(home.number("select count(*) from dim_student where family_name is not null"))
                .isEqualTo(count("Student.xml", "<Student>"))
                .isEqualTo(960);
        assertThat(home.number("select count(*) from dim_staff where hire_date is not null"))
                .isEqualTo(count("StaffAssociation.xml", "<Staff>"));
        assertThat(home.number("select count(*) from fact_staff_assignment"))
                .isEqualTo(count("StaffAssociation.xml", "<StaffEducationOrganizationAssignmentAssociation>"));
        assertThat(home.number("select count(*) from fact_staff_assignment where staff_classification = 'Teacher'"))
                .isEqualTo(count("StaffAssociation.xml", "StaffClassificationDescriptor#Teacher"));
        assertThat(home.number("select count(*) from fact_discipline_incident where action = 'Expulsion'"))
                .isEqualTo(count("StudentDiscipline.xml", "DisciplineDescriptor#Expulsion"));
        assertThat(home.number("select count(distinct incident_key) from fact_discipline_incident"))
                .isEqualTo(count("StudentDiscipline.xml", "<DisciplineIncident id="));
        assertThat(home.number("select count(*) from fact_assessment_result"))
                .isEqualTo(count("StudentAssessment-SAT.xml", "<StudentAssessment>"));
        assertThat(home.number("select sum(loaded) from row_account where file like 'edfi-absences%'"))
                .isPositive()
                .isLessThanOrEqualTo(count("StudentSchoolAttendance.xml", "<StudentSchoolAttendanceEvent>"));
    }

    private static long count(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(SAMPLE.resolve(file)))
                .results()
                .count();
    }
}
