package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attendance on both sides of every line that the rules of chronic absence draw, from the rows of the lake to the
 * numbers: each student is alone at a school of the same name, so that each school's number is one student's. Twenty
 * days of school from September 1 on; two days of twenty are exactly 10 %.
 */
class BoundaryTableTest {

    private static final String STAY =
            "school_year, student_number, school_number, grade_level, entry_date date, entry_code, exit_date date, exit_code";

    @TempDir
    static Path root;

    private static TestLake lake;

    @BeforeAll
    static void publish() {
        lake = TestLake.in(root, "2026-06-01")
                .table("calendar_day", """
                        select '2025-26' as school_year, s as school_number,
                               date '2025-09-01' + d::integer as calendar_date, true as in_session, 2520 as member_units
                        from (values ('thirds'), ('unit-less'), ('exits'), ('exits-early'), ('unknown'), ('silent'),
                                     ('excused'), ('suspended'), ('tardy'), ('leaver'), ('late'), ('no-show'), ('never'),
                                     ('here'), ('there'), ('half-a'), ('half-b'), ('twice')) t(s),
                             range(0, 20) u(d)""")
                .rows(
                        "school_enrollment",
                        STAY,
                        "2025-26, exits, exits, 05, 2025-09-01, R1, 2025-09-10, W2",
                        "2025-26, exits-early, exits-early, 05, 2025-09-01, R1, 2025-09-09, W2",
                        "2025-26, silent, silent, 05, 2025-09-01, R1, , ",
                        "2025-26, never, never, 05, 2025-09-01, R1, , ",
                        "2025-26, no-show, no-show, 05, 2025-09-01, NS, , NOSHOW",
                        "2025-26, leaver, leaver, 05, 2025-09-01, R1, 2025-09-10, W2",
                        "2025-26, late, late, 05, 2025-09-11, T2, , ",
                        "2025-26, both, here, 05, 2025-09-01, R1, 2025-09-20, W1",
                        "2025-26, both, there, 05, 2025-09-11, T1, , ",
                        "2025-26, twice, twice, 05, 2025-09-01, R1, 2025-09-12, W1",
                        "2025-26, twice, twice, 05, 2025-09-08, R2, , ")
                // What part of each of so many days, from a day on, was missed.
                .table("student_attendance", """
                        select '2025-26' as school_year, who as student_number, coalesce(place, who) as school_number,
                               date '2025-09-01' + d::integer as attendance_date, code as attendance_code,
                               member::integer as member_units, absent::integer as absent_units
                        from (values
                            ('thirds', null, 0, 6, 'T', 2520, 840), ('thirds', null, 6, 20, 'P', 2520, 0),
                            ('unit-less', null, 0, 5, 'T', 2520, 840), ('unit-less', null, 5, 6, 'T', 2520, 839),
                            ('unit-less', null, 6, 20, 'P', 2520, 0),
                            ('unknown', null, 0, 1, 'A', 2520, 2520), ('unknown', null, 1, 10, 'P', 2520, 0),
                            ('unknown', null, 10, 11, '??', null, null), ('unknown', null, 11, 12, '??', 0, 0),
                            ('excused', null, 0, 1, 'E', 2520, 2520), ('excused', null, 1, 2, 'U', 2520, 2520),
                            ('excused', null, 2, 20, 'P', 2520, 0),
                            ('suspended', null, 0, 2, 'OSS', 2520, 2520), ('suspended', null, 2, 20, 'P', 2520, 0),
                            ('tardy', null, 0, 20, 'T', 2520, 0),
                            ('leaver', null, 0, 1, 'A', 2520, 2520), ('leaver', null, 1, 10, 'P', 2520, 0),
                            ('late', null, 10, 11, 'A', 2520, 2520), ('late', null, 11, 20, 'P', 2520, 0),
                            ('both', 'here', 0, 18, 'P', 2520, 0), ('both', 'here', 18, 20, 'A', 2520, 2520),
                            ('both', 'there', 10, 19, 'P', 2520, 0), ('both', 'there', 19, 20, 'H', 2520, 1260),
                            ('halves', 'half-a', 0, 10, 'P', 1260, 0), ('halves', 'half-b', 0, 1, 'A', 1260, 1260),
                            ('halves', 'half-b', 1, 10, 'P', 1260, 0)
                        ) t(who, place, first, past, code, member, absent), range(0, 20) u(d)
                        where d >= first and d < past""")
                // These schools tell of absences alone.
                .rows(
                        "student_absence",
                        "school_year, student_number, school_number, attendance_date date, attendance_code,"
                                + " absent_units integer",
                        "2025-26, exits, exits, 2025-09-10, A, 2520",
                        "2025-26, exits-early, exits-early, 2025-09-09, A, 2520",
                        "2025-26, silent, silent, 2025-09-05, A, 2520",
                        "2025-26, twice, twice, 2025-09-10, A, 2520",
                        "2025-26, twice, twice, 2025-09-20, A, 2520")
                .rows(
                        "delivery",
                        "delivery_id, source, file, contract_id, arrived date, status, delivered bigint",
                        "d1, SIS, student_absence.csv, sis-absences, 2025-09-11, loaded, 5")
                .rows(
                        "row_count",
                        "delivery_id, source, file, entity, school_year, loaded bigint, quarantined bigint, duplicate bigint",
                        "d1, SIS, student_absence.csv, student_absence, 2025-26, 5, 0, 0");
        lake.publish();
    }

    /** {@return whether the student was looked at by the ten-day rule of the federal count, and chronically absent} */
    private static String federal(String school) {
        List<String> numbers = lake.lines("select numerator::bigint, denominator::bigint from metric_value"
                + " where metric = 'chronic_absence_rate' and authority = 'federal' and group_dimension = 'all'"
                + " and organization_id = '" + school + "' and status = 'ok'");
        assertThat(numbers).hasSizeLessThan(2);
        return numbers.isEmpty() ? "not looked at" : numbers.get(0).equals("1|1") ? "absent" : "not absent";
    }

    private static List<String> days(String student) {
        return lake.lines("select organization_id, enrolled_units / 2520, absent_units / 2520 from agg_student_year"
                + " join dim_student using (school_year, student_key) where student_number = '" + student
                + "' order by organization_type desc, 1");
    }

    @Test
    void partsOfDaysAddUpToExactlyATenth() {
        assertThat(federal("thirds")).isEqualTo("absent");
        assertThat(federal("unit-less")).isEqualTo("not absent");
    }

    @Test
    void theDayOfLeavingBelongsToTheStay() {
        assertThat(days("exits")).containsExactly("exits|10.0|1.0", "3100042|10.0|1.0");
        assertThat(federal("exits")).isEqualTo("absent");
        assertThat(federal("exits-early")).as("nine days").isEqualTo("not looked at");
    }

    @Test
    void aDayOfWhichNobodyKnowsWhetherItWasAttendedIsOnNeitherSide() {
        assertThat(days("unknown").get(0)).isEqualTo("unknown|10.0|1.0");
        assertThat(federal("unknown")).isEqualTo("absent");
    }

    @Test
    void aSchoolThatStopsDeliveringIsNotTakenToBeFullOfStudents() {
        assertThat(days("silent").get(0))
                .as("through the day before the last delivery")
                .isEqualTo("silent|10.0|1.0");
        assertThat(federal("silent")).isEqualTo("absent");
        assertThat(days("never").get(0)).as("nothing was delivered of it").isEqualTo("never|0.0|0.0");
        assertThat(federal("never")).as("a share of nothing is no number").isEqualTo("not looked at");
        assertThat(federal("no-show")).isEqualTo("not looked at");
    }

    @Test
    void excusedAndSuspendedIsAbsentAndTardyIsNot() {
        assertThat(federal("excused")).isEqualTo("absent");
        assertThat(federal("suspended")).isEqualTo("absent");
        assertThat(federal("tardy")).isEqualTo("not absent");
    }

    @Test
    void whoLeavesAndWhoComesLateIsJudgedByTheOwnDays() {
        assertThat(federal("leaver")).isEqualTo("absent");
        assertThat(days("late").get(0)).isEqualTo("late|10.0|1.0");
        assertThat(federal("late")).isEqualTo("absent");
    }

    @Test
    void overlappingStaysMakeNoDayTwoDays() {
        assertThat(days("twice").get(0)).as("two stays at one school").isEqualTo("twice|20.0|2.0");
        assertThat(federal("twice")).isEqualTo("absent");
        assertThat(days("both"))
                .as("at two schools: whoever attended one of them attended; the first misses two of twenty days")
                .containsExactly("here|20.0|2.0", "there|10.0|0.5", "3100042|20.0|0.5");
        assertThat(federal("here")).isEqualTo("absent");
        assertThat(days("halves"))
                .as("halves of a day at two schools are one day")
                .containsExactly("half-a|5.0|0.0", "half-b|5.0|0.5", "3100042|10.0|0.5");
    }
}
