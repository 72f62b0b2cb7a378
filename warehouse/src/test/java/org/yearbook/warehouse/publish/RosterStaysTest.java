package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the stays of a school year begin and end of which only OneRoster tells: by classes, by roles, by the year. */
class RosterStaysTest {

    private static final String ROLE = "school_year, user_sourced_id, role, role_type, org_sourced_id, begin_date date,"
            + " end_date date, status";

    private static final String STAYS = "select student_number, school_number, entry_date, exit_date"
            + " from fact_student_enrollment join dim_student using (school_year, student_key) order by all";

    @TempDir
    Path root;

    private TestLake lake;

    @BeforeEach
    void twoSchoolsAndFiveStudents() {
        lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "organization",
                        "school_year, sourced_id, name, organization_type, identifier",
                        "2025-26, s1, Alder Creek, school, 0101",
                        "2025-26, s2, Birch, school, 0102");
        for (int student = 1; student <= 5; student++) {
            lake.rows("roster_user", "school_year, sourced_id, identifier", "2025-26, u" + student + ", " + student);
        }
    }

    private void schoolYear() {
        lake.rows(
                "academic_session",
                "school_year, session_type, start_date date, end_date date",
                "2025-26, schoolYear, 2025-08-20, 2026-06-02");
    }

    @Test
    void withoutClassesTheRoleSaysFromWhichDayToWhich() {
        schoolYear();
        lake.rows(
                "roster_role",
                ROLE,
                "2025-26, u1, student, primary, s1, 2025-10-03, , ",
                "2025-26, u2, student, primary, s1, , 2025-09-30, ",
                "2025-26, u3, student, primary, s1, 2025-09-08, 2025-12-01, ",
                "2025-26, u3, student, primary, s2, 2025-12-01, , active",
                "2025-26, u4, student, primary, s1, , , ",
                "2025-26, u5, student, primary, s1, 2025-10-03, , tobedeleted",
                "2025-26, u5, student, secondary, s1, 2025-09-02, , ");
        lake.publish();
        assertThat(lake.lines(STAYS))
                .containsExactly(
                        "1|0101|2025-10-03|2026-06-01",
                        "2|0101|2025-08-20|2025-09-29",
                        "3|0101|2025-09-08|2025-11-30",
                        "3|0102|2025-12-01|2026-06-01",
                        "4|0101|2025-08-20|2026-06-01",
                        "5|0101|2025-09-02|2026-06-01");
        assertThat(lake.lines("select organization_id, count(*) filter (where on_count_day) from agg_student_year"
                        + " where organization_id = '0101' group by all"))
                .containsExactly("0101|3");
    }

    @Test
    void aRoleFromYearsAgoBeginsWithTheYearAndOneThatIsOverOrStillToComeIsNoStay() {
        schoolYear();
        lake.rows(
                "roster_role",
                ROLE,
                "2025-26, u1, student, primary, s1, 2022-08-22, 2027-06-10, ",
                "2025-26, u2, student, primary, s1, 2022-08-22, 2025-06-10, ",
                "2025-26, u3, student, primary, s1, 2026-08-19, , ");
        lake.publish();
        assertThat(lake.lines(STAYS)).containsExactly("1|0101|2025-08-20|2026-06-01");
    }

    @Test
    void twoRolesAtOneSchoolAreOneStayAndAnOpenOneLeavesItOpen() {
        schoolYear();
        lake.rows(
                "roster_role",
                ROLE,
                "2025-26, u1, student, primary, s1, 2025-09-15, 2025-10-01, ",
                "2025-26, u1, student, secondary, s1, 2025-11-03, 2026-01-10, ",
                "2025-26, u2, student, primary, s1, 2025-09-15, , ",
                "2025-26, u2, student, secondary, s1, , 2025-10-01, ",
                // no role of a student
                "2025-26, u3, student, primary, s1, 2025-09-15, , ",
                "2025-26, u3, proctor, secondary, s1, 2025-08-20, 2025-09-30, ");
        lake.publish();
        assertThat(lake.lines(STAYS))
                .containsExactly(
                        "1|0101|2025-09-15|2026-01-09", "2|0101|2025-08-20|2026-06-01", "3|0101|2025-09-15|2026-06-01");
    }

    @Test
    void theDaysOfClassesComeBeforeThoseOfTheRole() {
        schoolYear();
        lake.rows(
                        "roster_role",
                        ROLE,
                        "2025-26, u1, student, primary, s1, 2025-10-03, 2026-01-10, ",
                        "2025-26, u2, student, primary, s1, 2025-10-03, 2026-01-10, ")
                .rows(
                        "section_enrollment",
                        "school_year, school_sourced_id, user_sourced_id, role, begin_date date, end_date date",
                        "2025-26, s1, u1, student, 2025-09-15, 2025-12-20",
                        "2025-26, s1, u2, student, , ");
        lake.publish();
        assertThat(lake.lines(STAYS)).containsExactly("1|0101|2025-09-15|2025-12-19", "2|0101|2025-10-03|2026-01-09");
    }

    @Test
    void withoutASchoolYearOfTheRosterTheDistrictsFirstDayCounts() {
        lake.rows(
                "roster_role",
                ROLE,
                "2025-26, u1, student, primary, s1, , , ",
                "2025-26, u2, student, primary, s1, 2022-08-22, 2026-01-10, ",
                "2025-26, u3, student, primary, s1, 2025-10-03, , ");
        lake.publish();
        assertThat(lake.lines(STAYS))
                .containsExactly("1|0101|2025-07-01|", "2|0101|2025-07-01|2026-01-09", "3|0101|2025-10-03|");
    }
}
