package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand-worked small lakes: what each entity table must hold, edge by edge. A day is 2520 units. */
class EntityTablesTest {

    private static final String ATTENDANCE = "school_year, student_number, school_number, attendance_date date,"
            + " attendance_code, member_units integer, absent_units integer";
    private static final String ENROLLMENT =
            "school_year, student_number, school_number, grade_level, entry_date date, entry_code, exit_date date, exit_code";
    private static final String CALENDAR =
            "school_year, school_number, calendar_date date, in_session boolean, member_units integer";
    private static final String STAFF = "school_year, employee_id, hire_date date, separation_date date, status";
    private static final String ASSIGNMENT =
            "school_year, employee_id, position_id, staff_classification, school_number, begin_date date, end_date date";

    private static final String STUDENT_DAYS = "select organization_id, student_number, enrolled_units, absent_units,"
            + " present_units, present_by_rule_units, instructional_units, on_count_day from agg_student_year"
            + " join dim_student using (school_year, student_key) order by all";

    @TempDir
    Path root;

    @Test
    void anEmptyLakePublishesTheDistrictAndNothingElse() {
        var lake = TestLake.in(root, "2026-06-01");
        lake.publish();
        assertThat(lake.lines("select organization_id, name from dim_organization"))
                .containsExactly("3100042|Cedar Valley School District");
        assertThat(lake.lines("from dim_school_year")).isEmpty();
        assertThat(lake.lines("from metric_value")).isEmpty();
        assertThat(lake.lines(Audience.PUBLIC, "select audience, minimum_group_size from publication"))
                .containsExactly("public|10");
    }

    @Test
    void anIssueOfARecordThatNamesNoSchoolIsTheDistricts() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows("student_attendance", ATTENDANCE, "2025-26, 1, 0101, 2025-09-30, P, 2520, 0")
                .rows(
                        "quality_issue",
                        "issue_key, rule_id, severity, entity, school_year, school_id, first_seen date",
                        "k1, ATT-01, major, student_attendance, 2025-26, 0101, 2026-05-01",
                        "k2, OR-01, warning, organization, 2025-26, 1000, 2026-05-01",
                        "k3, OR-01, warning, organization, 2025-26, 3100042, 2026-05-01");
        lake.publish();
        assertThat(lake.lines("select issue_key, school_id from quality_issue order by 1"))
                .containsExactly("k1|0101", "k2|", "k3|");
    }

    @Test
    void attendanceAloneMakesSchoolsStudentsAndDays() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "student_attendance",
                        ATTENDANCE,
                        "2025-26, 1, 0101, 2025-09-30, P, 2520, 0",
                        "2025-26, 1, 0101, 2025-10-01, A, 2520, 2520",
                        "2025-26, 2, 0101, 2025-09-30, H, 2520, 1260",
                        "2025-26, 2, 0102, 2025-10-02, P, 2520, 0");
        lake.publish();
        assertThat(lake.lines("select organization_id, name from dim_organization order by 1"))
                .containsExactly("0101|0101", "0102|0102", "3100042|Cedar Valley School District");
        assertThat(lake.lines(STUDENT_DAYS))
                .containsExactly(
                        "0101|1|5040|2520|2520|2520|5040|true",
                        "0101|2|2520|1260|1260|0|5040|false",
                        "0102|2|2520|0|2520|2520|2520|false",
                        "3100042|1|5040|2520|2520|2520|5040|true",
                        "3100042|2|5040|1260|3780|2520|5040|false");
        assertThat(lake.lines("select grade_level, race_ethnicity, sex, el from dim_student"))
                .containsOnly("|Not reported|Not reported|");
        assertThat(lake.lines("select school_year, starts, ends, is_current, count_day from dim_school_year"))
                .containsExactly("2025-26|2025-07-01|2026-06-30|true|2025-10-01");
    }

    @Test
    void whereOnlyAbsencesAreDeliveredTheOtherDaysWereAttended() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "school_enrollment",
                        ENROLLMENT,
                        "2025-26, 1, 0101, 05, 2025-09-01, R1, , ",
                        "2025-26, 2, 0101, 05, 2025-09-02, R1, 2025-09-03, W1",
                        "2025-26, 2, 0101, 05, 2025-09-03, R1, , ",
                        "2025-26, 3, 0101, 05, 2025-09-01, NS, , ",
                        "2025-26, 4, 0102, 05, 2025-09-01, R1, , ",
                        "2025-26, 5, 0103, 05, 2025-09-01, R1, , ")
                .rows(
                        "calendar_day",
                        CALENDAR,
                        "2025-26, 0101, 2025-09-01, true, 2520",
                        "2025-26, 0101, 2025-09-02, true, 2520",
                        "2025-26, 0101, 2025-09-03, true, 1260",
                        "2025-26, 0101, 2025-09-04, false, 2520",
                        "2025-26, 0101, 2025-09-05, true, 2520",
                        "2025-26, 0101, 2026-06-05, true, 2520",
                        "2025-26, 0102, 2025-09-01, true, 2520",
                        "2025-26, 0103, 2025-09-01, true, 2520")
                .rows(
                        "attendance_code",
                        "school_year, attendance_code, description, absent_units integer",
                        "2025-26, A, Absent, 2520")
                .rows(
                        "student_attendance",
                        ATTENDANCE,
                        "2025-26, 5, 0103, 2025-09-01, A, 2520, 2520",
                        "2025-26, 5, 0103, 2025-09-02, P, 2520, 0")
                .rows(
                        "student_absence",
                        "school_year, student_number, school_number, attendance_date date, attendance_code,"
                                + " absent_units integer",
                        "2025-26, 1, 0101, 2025-09-01, A, ",
                        "2025-26, 1, 0101, 2025-09-02, H, 1260",
                        "2025-26, 1, 0101, 2025-09-04, A, ",
                        "2025-26, 2, 0101, 2025-09-03, A, ",
                        "2025-26, 2, 0101, 2025-09-05, X, ");
        lake.publish();
        assertThat(lake.lines("select student_number, school_number, attendance_date, attendance_code, member_units,"
                        + " absent_units, derived from fact_student_attendance join dim_student"
                        + " using (school_year, student_key) order by all"))
                .containsExactly(
                        "1|0101|2025-09-01|A|2520|2520|true",
                        "1|0101|2025-09-02|H|2520|1260|true",
                        "1|0101|2025-09-03||1260|0|true",
                        "1|0101|2025-09-05||2520|0|true",
                        "2|0101|2025-09-02||2520|0|true",
                        "2|0101|2025-09-03|A|1260|1260|true",
                        "2|0101|2025-09-05|X|0|0|true",
                        "5|0103|2025-09-01|A|2520|2520|false",
                        "5|0103|2025-09-02|P|2520|0|false");
        assertThat(lake.lines("select student_number, school_number, attendance_date, source_file, source_row"
                        + " from absence_line join dim_student using (school_year, student_key) order by all"))
                .as("every absence has its line, that of a day without school, too; a day attended has none")
                .containsExactly(
                        "1|0101|2025-09-01|student_absence.csv|0",
                        "1|0101|2025-09-02|student_absence.csv|0",
                        "1|0101|2025-09-04|student_absence.csv|0",
                        "2|0101|2025-09-03|student_absence.csv|0",
                        "2|0101|2025-09-05|student_absence.csv|0",
                        "5|0103|2025-09-01|student_attendance.csv|0");
    }

    @Test
    void absencesOnlySpeakThroughTheDayBeforeTheyArrived() {
        assertThat(daysByAbsences("arrived date", "2025-09-03")).containsExactly("2025-09-01|2520", "2025-09-02|0");
    }

    /** A file that is the same says that nobody was absent since. */
    @Test
    void absencesThatCameAgainAsTheyWereSpeakOfTheDaysSince() {
        assertThat(daysByAbsences("arrived date, last_delivered date", "2025-09-02, 2025-09-04"))
                .containsExactly("2025-09-01|2520", "2025-09-02|0", "2025-09-03|0");
    }

    private List<String> daysByAbsences(String columns, String days) {
        var lake = TestLake.in(root, "2026-06-01")
                .rows("school_enrollment", ENROLLMENT, "2025-26, 1, 0101, 05, 2025-09-01, R1, , ")
                .rows(
                        "calendar_day",
                        CALENDAR,
                        "2025-26, 0101, 2025-09-01, true, 2520",
                        "2025-26, 0101, 2025-09-02, true, 2520",
                        "2025-26, 0101, 2025-09-03, true, 2520")
                .rows(
                        "student_absence",
                        "school_year, student_number, school_number, attendance_date date, attendance_code,"
                                + " absent_units integer",
                        "2025-26, 1, 0101, 2025-09-01, A, 2520")
                .rows(
                        "delivery",
                        "delivery_id, source, file, contract_id, status, delivered bigint, " + columns,
                        "d1, SIS, student_absence.csv, aeries-attendance, loaded, 1, " + days)
                .rows(
                        "row_count",
                        "delivery_id, source, file, entity, school_year, loaded bigint, quarantined bigint, duplicate bigint",
                        "d1, SIS, student_absence.csv, student_absence, 2025-26, 1, 0, 0");
        lake.publish();
        return lake.lines("select attendance_date, absent_units from fact_student_attendance order by all");
    }

    @Test
    void whatOneSchoolDeliveredSaysNothingOfTheDaysOfAnother() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "school_enrollment",
                        ENROLLMENT,
                        "2025-26, 1, 0101, 05, 2025-09-01, R1, , ",
                        "2025-26, 2, 0102, 05, 2025-09-01, R1, , ",
                        "2025-26, 3, 0103, 05, 2025-09-01, R1, , ",
                        "2025-26, 4, 0104, 05, 2025-09-01, R1, , ")
                .table("calendar_day", """
                        select '2025-26' as school_year, '010' || s as school_number,
                               date '2025-09-01' + d::integer as calendar_date, true as in_session, 2520 as member_units
                        from range(1, 5) t(s), range(0, 4) u(d)""")
                .delivered("student_absence", "SIS", "north.csv", """
                        select '2025-26' as school_year, '1' as student_number, '0101' as school_number,
                               date '2025-09-01' as attendance_date, 'A' as attendance_code, 2520 as absent_units""")
                .delivered("student_absence", "SIS", "south.csv", """
                        select '2025-26' as school_year, '2' as student_number, '0102' as school_number,
                               date '2025-09-01' as attendance_date, 'A' as attendance_code, 2520 as absent_units""")
                .delivered("student_absence", "Other SIS", "north.csv", """
                        select '2025-26' as school_year, '3' as student_number, '0103' as school_number,
                               date '2025-09-01' as attendance_date, 'A' as attendance_code, 2520 as absent_units""")
                .rows(
                        "delivery",
                        "delivery_id, source, file, contract_id, arrived date, status, delivered bigint",
                        "d1, SIS, south.csv, sis-absences, 2025-09-03, loaded, 1",
                        "d2, SIS, north.csv, sis-absences, 2025-09-04, loaded, 1",
                        "d2, SIS, other.csv, sis-absences, 2025-09-04, loaded, 1",
                        "d0, Other SIS, north.csv, sis-absences, 2025-09-02, loaded, 1")
                .rows(
                        "row_count",
                        "delivery_id, source, file, entity, school_year, loaded bigint, quarantined bigint, duplicate bigint",
                        "d1, SIS, south.csv, student_absence, 2025-26, 1, 0, 0",
                        "d2, SIS, north.csv, student_absence, 2025-26, 1, 0, 0",
                        "d0, Other SIS, north.csv, student_absence, 2025-26, 1, 0, 0");
        lake.publish();
        assertThat(lake.lines("select school_number, max(attendance_date), count(*) from fact_student_attendance"
                        + " group by all order by all"))
                .containsExactly("0101|2025-09-03|3", "0102|2025-09-02|2", "0103|2025-09-01|1");
    }

    @Test
    void aTransferCountsInEachSchoolWithItsOwnDaysAndInTheDistrictWithAll() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "school_enrollment",
                        ENROLLMENT,
                        "2025-26, 1, 0101, 05, 2025-08-20, R1, 2025-10-15, W1",
                        "2025-26, 1, 0102, 05, 2025-10-16, T1, , ")
                .rows(
                        "student_attendance",
                        ATTENDANCE,
                        "2025-26, 1, 0101, 2025-10-14, P, 2520, 0",
                        "2025-26, 1, 0101, 2025-10-15, A, 2520, 2520",
                        "2025-26, 1, 0102, 2025-10-16, P, 2520, 0")
                .rows(
                        "calendar_day",
                        CALENDAR,
                        "2025-26, 0101, 2025-10-14, true, 2520",
                        "2025-26, 0101, 2025-10-15, true, 2520",
                        "2025-26, 0101, 2025-10-17, false, 2520",
                        "2025-26, 0102, 2025-10-16, true, 2520",
                        "2025-26, 0102, 2025-10-17, true, 1260");
        lake.publish();
        assertThat(lake.lines(STUDENT_DAYS))
                .containsExactly(
                        "0101|1|5040|2520|2520|2520|5040|true",
                        "0102|1|2520|0|2520|2520|3780|false",
                        "3100042|1|7560|2520|5040|5040|5040|true");
    }

    @Test
    void partsOfDaysStayExactAndLessThanHalfMissedIsAWholeDayByRule() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "student_attendance",
                        ATTENDANCE,
                        "2025-26, 1, 0101, 2025-09-01, S, 2520, 840",
                        "2025-26, 1, 0101, 2025-09-02, H, 2520, 1260",
                        "2025-26, 1, 0101, 2025-09-03, S, 1260, 420",
                        "2025-26, 1, 0101, 2025-09-04, A, 1260, 630",
                        "2025-26, 1, 0101, 2025-09-05, A, 0, 0");
        lake.publish();
        assertThat(lake.lines("select enrolled_units, absent_units, present_units, present_by_rule_units"
                        + " from agg_student_year where organization_type = 'district'"))
                .containsExactly("7560|3150|4410|3780");
    }

    @Test
    void theCountDayIsInclusiveAtBothEndsAndANoShowIsNotThere() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "school_enrollment",
                        ENROLLMENT,
                        "2025-26, first, 0101, 05, 2025-10-01, E1, 2026-06-01, EOY",
                        "2025-26, last, 0101, 05, 2025-08-20, R1, 2025-10-01, W2",
                        "2025-26, late, 0101, 05, 2025-10-02, T2, , ",
                        "2025-26, gone, 0101, 05, 2025-08-20, R1, 2025-09-30, W2",
                        "2025-26, open, 0101, 05, 2025-08-20, R1, , ",
                        "2025-26, noshow, 0101, 05, 2025-08-20, NS, , NOSHOW",
                        "2025-26, again, 0101, 05, 2025-08-20, R1, 2025-09-10, W2",
                        "2025-26, again, 0101, 05, 2025-09-28, R2, , ");
        lake.publish();
        assertThat(lake.lines("select student_number, on_count_day from agg_student_year"
                        + " join dim_student using (school_year, student_key)"
                        + " where organization_type = 'district' order by 1"))
                .containsExactly("again|true", "first|true", "gone|false", "last|true", "late|false", "open|true");
        assertThat(lake.lines("select no_show, count(*) from fact_student_enrollment group by all order by 1"))
                .containsExactly("false|7", "true|1");
    }

    @Test
    void beforeTheCountDayNobodyKnowsWhoIsOnTheRolls() {
        var lake = TestLake.in(root, "2025-09-30")
                .rows("school_enrollment", ENROLLMENT, "2025-26, 1, 0101, 05, 2025-08-20, R1, , ");
        lake.publish();
        assertThat(lake.lines("select on_count_day from agg_student_year")).containsExactly("", "");
    }

    @Test
    void onTheCountDayItIsKnown() {
        var lake = TestLake.in(root, "2025-10-01")
                .rows("school_enrollment", ENROLLMENT, "2025-26, 1, 0101, 05, 2025-08-20, R1, , ");
        lake.publish();
        assertThat(lake.lines("select on_count_day from agg_student_year")).containsExactly("true", "true");
    }

    @Test
    void theDistrictHasTheSchoolDaysOfMostOfItsSchoolsAndTheLowestNumberDecidesATie() {
        var lake = TestLake.in(root, "2026-06-01")
                .table("calendar_day", """
                        select '2025-26' school_year, s school_number, date '2025-09-01' + i::integer calendar_date,
                               true in_session, 2520 member_units
                        from (values ('0103', 3), ('0101', 4), ('0102', 3), ('0104', 4)) t(s, n), range(4) r(i) where i < n
                        union all
                        select '2024-25', s, date '2024-09-01' + i::integer, true, 2520
                        from (values ('0103', 3), ('0101', 4), ('0102', 3)) t(s, n), range(4) r(i) where i < n""")
                .rows(
                        "student_attendance",
                        ATTENDANCE,
                        "2025-26, 1, 0103, 2025-09-01, P, 2520, 0",
                        "2024-25, 1, 0103, 2024-09-01, P, 2520, 0");
        lake.publish();
        assertThat(lake.lines("select school_year, organization_id, instructional_units // 2520 from agg_student_year"
                        + " order by all"))
                .containsExactly("2024-25|0103|3", "2024-25|3100042|3", "2025-26|0103|3", "2025-26|3100042|4");
    }

    @Test
    void aStudentHasTheGradeOfTheLatestStayAndEveryProgramOfTheYear() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "school_enrollment",
                        ENROLLMENT,
                        "2025-26, 1, 0101, 05, 2025-08-20, R1, 2025-11-01, W1",
                        "2025-26, 1, 0102, 06, 2025-11-02, T1, , ",
                        "2025-26, 1, 0103, 09, 2026-02-01, NS, , ",
                        "2025-26, 2, 0101, KG, 2025-08-20, R1, , ")
                .rows(
                        "student_program",
                        "school_year, student_number, program, begin_date date, end_date date",
                        "2025-26, 1, EL, 2025-08-20, 2025-08-21",
                        "2025-26, 1, MILITARY, 2025-08-20, ");
        lake.publish();
        assertThat(lake.lines("select student_number, grade_level, el, swd, military from dim_student order by 1"))
                .containsExactly("1|06|true|false|true", "2|KG|false|false|false");
    }

    @Test
    void raceAndEthnicityFollowTheFederalOrder() {
        String flags = "school_year, sourced_id, hispanic_or_latino boolean, two_or_more_races boolean, asian boolean,"
                + " white boolean, american_indian_or_alaska_native boolean,"
                + " native_hawaiian_or_other_pacific_islander boolean, black_or_african_american boolean, sex";
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "roster_user",
                        "school_year, sourced_id, role, identifier",
                        "2025-26, a, student, 1",
                        "2025-26, b, student, 2",
                        "2025-26, c, student, 3",
                        "2025-26, d, student, 4",
                        "2025-26, e, student, 5",
                        "2025-26, f, student, 6",
                        "2025-26, g, student, 7",
                        "2025-26, h, student, 8",
                        "2025-26, i, student, 9",
                        "2025-26, t, teacher, 100")
                .rows(
                        "demographic",
                        flags,
                        "2025-26, a, true, true, true, true, false, false, false, Female",
                        "2025-26, b, false, true, true, false, false, false, false, Male",
                        "2025-26, c, false, false, true, true, false, false, false, ",
                        "2025-26, d, false, false, false, false, true, false, false, ",
                        "2025-26, e, , , true, , , , , ",
                        "2025-26, f, false, false, false, false, false, false, true, ",
                        "2025-26, g, false, false, false, false, false, true, false, ",
                        "2025-26, h, false, false, false, true, false, false, false, ",
                        "2025-26, i, false, false, false, false, false, false, false, ");
        lake.publish();
        assertThat(lake.lines("select student_number, race_ethnicity from dim_student order by 1"))
                .containsExactly(
                        "1|Hispanic/Latino",
                        "2|Two or More Races",
                        "3|Two or More Races",
                        "4|American Indian or Alaska Native",
                        "5|Asian",
                        "6|Black or African American",
                        "7|Native Hawaiian or Other Pacific Islander",
                        "8|White",
                        "9|Not reported");
    }

    @Test
    void aGroupOfTheCombinedQuestionIsInNoTrendWithOneOfTheTwoQuestions() {
        String flags = "school_year, sourced_id, hispanic_or_latino boolean, two_or_more_races boolean, asian boolean,"
                + " white boolean, middle_eastern_or_north_african boolean, sex";
        var lake = TestLake.in(root, "2028-06-01").combinedQuestion("2027-28");
        String users = "school_year, sourced_id, role, identifier";
        for (String year : List.of("2026-27", "2027-28")) {
            lake.rows(
                            "roster_user",
                            users,
                            year + ", a, student, 1",
                            year + ", b, student, 2",
                            year + ", c, student, 3",
                            year + ", d, student, 4",
                            year + ", e, student, 5",
                            year + ", f, student, 6",
                            year + ", g, student, 7")
                    .rows(
                            "demographic",
                            flags,
                            year + ", a, true, , , true, , ",
                            year + ", b, true, , , , , ",
                            year + ", c, , , , , true, ",
                            year + ", d, , true, , true, true, ",
                            year + ", e, , true, , , , ",
                            year + ", f, , , , true, , ");
        }
        lake.publish();
        String sql =
                "select student_number, race_ethnicity, race_ethnicity_1997 from dim_student where school_year = '%s'"
                        + " order by 1";
        assertThat(lake.lines(sql.formatted("2026-27")))
                .containsExactly(
                        "1|Hispanic/Latino|Hispanic/Latino",
                        "2|Hispanic/Latino|Hispanic/Latino",
                        "3|Not reported|Not reported",
                        "4|Two or More Races|Two or More Races",
                        "5|Two or More Races|Two or More Races",
                        "6|White|White",
                        "7|Not reported|Not reported");
        assertThat(lake.lines(sql.formatted("2027-28")))
                .containsExactly(
                        "1|Multiracial and/or Multiethnic|Hispanic/Latino",
                        "2|Hispanic or Latino alone|Hispanic/Latino",
                        "3|Middle Eastern or North African alone|White",
                        // White, and what was counted as White
                        "4|Multiracial and/or Multiethnic|White",
                        "5|Multiracial and/or Multiethnic|Two or More Races",
                        "6|White alone|White",
                        "7|Not reported|Not reported");
        assertThat(lake.lines("select school_year, race_question from dim_school_year order by 1"))
                .containsExactly("2026-27|two", "2027-28|combined");
        assertThat(lake.lines("select race_ethnicity from dim_student where race_ethnicity <> 'Not reported'"
                        + " group by 1 having count(distinct school_year) > 1"))
                .as("groups that years on both sides share")
                .isEmpty();
    }

    @Test
    void teachersAreFollowedFromCountDayToCountDay() {
        var lake = twoYears("2025-12-01")
                .rows(
                        "staff_assignment",
                        ASSIGNMENT,
                        "all, stays, p1, Teacher, 0101, 2020-08-01, ",
                        "all, moves, p2, Teacher, 0101, 2020-08-01, 2025-06-30",
                        "all, moves, p3, Teacher, 0102, 2025-08-01, ",
                        "all, leaves, p4, Teacher, 0102, 2020-08-01, 2025-06-30",
                        "all, promoted, p5, Teacher, 0102, 2020-08-01, 2025-06-30",
                        "all, promoted, p6, Principal, 0102, 2025-07-01, ",
                        "all, lastday, p7, Teacher, 0102, 2024-10-01, 2025-10-01",
                        "all, toolate, p8, Teacher, 0102, 2024-10-02, ",
                        "all, tooearly, p9, Teacher, 0102, 2020-08-01, 2024-09-30",
                        "all, aide, p10, Paraprofessional, 0102, 2020-08-01, ",
                        "all, roams, p11, Teacher, , 2020-08-01, ",
                        "all, two, p12, Teacher, 0101, 2020-08-01, 2025-06-30",
                        "all, two, p13, Teacher, 0102, 2020-08-01, ");
        lake.publish();
        assertThat(lake.lines(
                        "select school_year, organization_id, employee_id, teaches_same_school, teaches_in_district"
                                + " from agg_teacher_year join dim_staff using (staff_key) order by all"))
                .containsExactly(
                        "2025-26|0101|moves|false|true",
                        "2025-26|0101|stays|true|true",
                        "2025-26|0101|two|false|true",
                        "2025-26|0102|lastday|true|true",
                        "2025-26|0102|leaves|false|false",
                        "2025-26|0102|promoted|false|false",
                        "2025-26|0102|two|true|true",
                        "2025-26|3100042|lastday|true|true",
                        "2025-26|3100042|leaves|false|false",
                        "2025-26|3100042|moves|false|true",
                        "2025-26|3100042|promoted|false|false",
                        "2025-26|3100042|roams|true|true",
                        "2025-26|3100042|stays|true|true",
                        "2025-26|3100042|two|true|true");
    }

    @Test
    void teachersOfAYearAreUnknownBeforeItsCountDayAndInTheFirstYear() {
        var lake = twoYears("2025-09-30")
                .rows("staff_assignment", ASSIGNMENT, "all, stays, p1, Teacher, 0101, 2020-08-01, ");
        lake.publish();
        assertThat(lake.lines("from agg_teacher_year")).isEmpty();
    }

    @Test
    void whoIsHiredAgainHasTheFirstDayOfThatAndStartsAnew() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "staff",
                        "school_year, employee_id, hire_date date, rehire_date date, separation_date date, status",
                        "all, again, 2012-08-20, 2025-08-18, 2014-06-30, active",
                        "all, once, 2025-08-20, , , active")
                .rows("account", "school_year, account_name, employee_id, enabled boolean", "all, aaga, again, true")
                .rows(
                        "account_event",
                        "school_year, event_id, occurred_at timestamp, account_name, action",
                        "2025-26, 0, 2025-08-15 08:00:00, aaga, created");
        lake.publish();
        assertThat(lake.lines("select employee_id, hire_date, separation_date from dim_staff order by 1"))
                .containsExactly("again|2025-08-18|2014-06-30", "once|2025-08-20|");
        assertThat(lake.lines("select employee_id, started_on, account_made_on, has_account from agg_staff_start"
                        + " join dim_staff using (staff_key) order by 1"))
                .containsExactly("again|2025-08-18|2025-08-15|true", "once|2025-08-20||false");
    }

    @Test
    void leaversAreTimedFromTheirLastDay() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "staff",
                        STAFF,
                        "all, friday, 2020-08-01, 2026-05-15, left",
                        "all, saturday, 2020-08-01, 2026-05-16, left",
                        "all, never, 2020-08-01, 2026-05-18, left",
                        "all, before, 2020-08-01, 2026-05-19, left",
                        "all, rehired, 2026-01-01, 2026-05-20, left",
                        "all, onleave, 2020-08-01, 2026-05-22, left",
                        "all, again, 2026-04-01, 2026-02-13, active",
                        "all, noaccount, 2020-08-01, 2026-05-15, left",
                        "all, future, 2020-08-01, 2026-06-02, active",
                        "all, today, 2020-08-01, 2026-06-01, left",
                        "all, longago, 2010-08-01, 2019-05-15, left",
                        "all, june, 2020-08-01, 2025-06-30, left",
                        "all, stays, 2020-08-01, , active")
                .rows(
                        "account",
                        "school_year, account_name, employee_id, enabled boolean",
                        "all, afri, friday, false",
                        "all, bfri, friday, false",
                        "all, asat, saturday, false",
                        "all, anev, never, true",
                        "all, abef, before, false",
                        "all, areh, rehired, false",
                        "all, aonl, onleave, true",
                        "all, aaga, again, true",
                        "all, afut, future, true",
                        "all, atod, today, true",
                        "all, along, longago, true",
                        "all, ajun, june, false",
                        "all, asta, stays, true",
                        "all, nobody, , true")
                .rows(
                        "account_event",
                        "school_year, event_id, occurred_at timestamp, account_name, action",
                        "2024-25, 0, 2025-06-30 23:59:59, ajun, disabled",
                        "2025-26, 1, 2026-05-18 08:00:00, bfri, disabled",
                        "2025-26, 2, 2026-05-19 08:00:00, afri, disabled",
                        "2025-26, 3, 2026-05-16 23:59:59, asat, disabled",
                        "2025-26, 4, 2026-05-01 10:00:00, abef, disabled",
                        "2025-26, 5, 2025-10-01 10:00:00, areh, disabled",
                        "2025-26, 6, 2026-05-21 10:00:00, areh, disabled",
                        "2025-26, 7, 2026-05-19 10:00:00, anev, enabled",
                        "2025-26, 8, 2026-01-10 10:00:00, aonl, disabled",
                        "2025-26, 9, 2026-03-10 10:00:00, aonl, enabled",
                        "2025-26, 10, 2026-02-13 10:00:00, aaga, disabled",
                        "2025-26, 11, 2026-03-30 10:00:00, aaga, enabled")
                .rows(
                        "staff_assignment",
                        ASSIGNMENT,
                        "all, friday, p1, Teacher, 0101, 2020-08-01, 2026-05-15",
                        "all, saturday, p2, IT, , 2020-08-01, 2026-05-16",
                        "all, never, p3, Teacher, 0101, 2020-08-01, 2026-05-01");
        lake.publish();
        assertThat(
                        lake.lines(
                                "select school_year, organization_id, employee_id, left_on, removed_on, next_business_day,"
                                        + " next_day, as_of from agg_staff_exit join dim_staff using (staff_key) order by 2, 3"))
                .containsExactly(
                        "2025-26|0101|friday|2026-05-15|2026-05-18|2026-05-18|2026-05-16|2026-06-01",
                        "2025-26|3100042|again|2026-02-13|2026-02-13|2026-02-16|2026-02-14|2026-06-01",
                        "2025-26|3100042|before|2026-05-19|2026-05-01|2026-05-20|2026-05-20|2026-06-01",
                        "2025-26|3100042|friday|2026-05-15|2026-05-18|2026-05-18|2026-05-16|2026-06-01",
                        "2024-25|3100042|june|2025-06-30|2025-06-30|2025-07-01|2025-07-01|2026-06-01",
                        "2025-26|3100042|never|2026-05-18||2026-05-19|2026-05-19|2026-06-01",
                        "2025-26|3100042|onleave|2026-05-22||2026-05-25|2026-05-23|2026-06-01",
                        "2025-26|3100042|rehired|2026-05-20|2026-05-21|2026-05-21|2026-05-21|2026-06-01",
                        "2025-26|3100042|saturday|2026-05-16|2026-05-16|2026-05-18|2026-05-17|2026-06-01",
                        "2025-26|3100042|today|2026-06-01||2026-06-02|2026-06-02|2026-06-01");
    }

    @Test
    void peopleCountForAnAppByTheMonthsInWhichTheySignedOn() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "app_usage",
                        "school_year, application_id, month, user_kind, user_id, logins bigint",
                        "2025-26, APP-1, 2025-09, student, 7, 3",
                        "2025-26, APP-1, 2025-10, student, 7, 1",
                        "2025-26, APP-1, 2025-11, student, 7, 0",
                        "2025-26, APP-1, 2025-09, staff, 7, 2",
                        "2025-26, APP-1, 2025-09, student, 8, 0",
                        "2025-26, APP-2, 2025-09, student, 7, 5",
                        "2024-25, APP-2, 2024-09, student, 7, 5")
                .rows(
                        "license_contract",
                        "school_year, contract_id, application_id, annual_cost_cents bigint",
                        "2025-26, C1, APP-1, 123450",
                        "2025-26, C2, APP-1, 5",
                        "2025-26, C3, APP-3, 100",
                        "2024-25, C4, APP-2, 100");
        lake.publish();
        assertThat(lake.lines("select school_year, organization_id, application_id, user_kind, active_months, logins,"
                        + " has_contract from agg_app_user_year order by all"))
                .containsExactly(
                        "2024-25|3100042|APP-2|student|1|5|true",
                        "2025-26|3100042|APP-1|staff|1|2|true",
                        "2025-26|3100042|APP-1|student|2|4|true",
                        "2025-26|3100042|APP-2|student|1|5|false");
        assertThat(lake.lines("select count(distinct user_key) from agg_app_user_year"))
                .containsExactly("2");
        assertThat(lake.lines("from agg_app_cost_year order by all"))
                .containsExactly(
                        "2024-25|3100042|district|APP-2|1.00",
                        "2025-26|3100042|district|APP-1|1234.55",
                        "2025-26|3100042|district|APP-3|1.00");
        assertThat(lake.lines("select application_id from dim_application order by 1"))
                .containsExactly("APP-1", "APP-2", "APP-3");
    }

    @Test
    void aRosterAloneTellsWhoIsEnrolledWhere() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "organization",
                        "school_year, sourced_id, name, organization_type, identifier",
                        "2025-26, d, Cedar Valley Unified, district, 9900180",
                        "2025-26, s1, Alder Creek, school, 0101",
                        "2025-26, s2, Birch, school, ")
                .rows(
                        "academic_session",
                        "school_year, session_type, start_date date, end_date date",
                        "2025-26, schoolYear, 2025-08-20, 2026-06-02",
                        "2025-26, semester, 2025-08-20, 2026-01-15")
                .table("roster_user", """
                        select '2025-26' school_year, s sourced_id, r role, i identifier, g given_name, [x] grade_levels,
                               o org_sourced_ids
                        from (values ('u1', 'student', '1', 'Ann', '05', ['s1']), ('u2', 'student', '2', 'Ben', '09', ['s2']),
                                     ('u3', null, '3', 'Cem', '10', null), ('u4', 'teacher', '4', 'Dan', null, ['s1']))
                             t(s, r, i, g, x, o)""")
                .rows(
                        "roster_role",
                        "school_year, user_sourced_id, role, role_type, org_sourced_id",
                        "2025-26, u3, student, primary, s2")
                .rows(
                        "section_enrollment",
                        "school_year, school_sourced_id, user_sourced_id, role, begin_date date, end_date date",
                        "2025-26, s1, u1, student, 2025-09-15, 2026-01-15",
                        "2025-26, s1, u1, student, 2026-01-15, 2026-06-02",
                        "2025-26, s2, u1, student, 2025-08-20, 2025-09-15",
                        "2025-26, s2, u2, student, 2025-08-20, 2025-10-01");
        lake.publish();
        assertThat(
                        lake.lines(
                                "select student_number, given_name, school_number, f.grade_level, entry_date, exit_date, origin"
                                        + " from fact_student_enrollment f join dim_student using (school_year, student_key) order by all"))
                .containsExactly(
                        "1|Ann|0101|05|2025-09-15|2026-06-01|roster",
                        "1|Ann|s2|05|2025-08-20|2025-09-14|roster",
                        "2|Ben|s2|09|2025-08-20|2025-09-30|roster",
                        "3|Cem|s2|10|2025-08-20|2026-06-01|roster");
        assertThat(lake.lines("select organization_id, count(*) filter (where on_count_day) from agg_student_year"
                        + " group by all order by 1"))
                .containsExactly("0101|1", "3100042|2", "s2|1");
        assertThat(lake.lines("select organization_id, name, school_level from dim_organization order by 1"))
                .containsExactly("0101|Alder Creek|middle", "3100042|Cedar Valley School District|", "s2|Birch|other");
        assertThat(lake.lines("select starts, ends from dim_school_year")).containsExactly("2025-08-20|2026-06-01");
    }

    @Test
    void aSchoolsLevelFollowsTheGradesThatItServes() {
        var lake = TestLake.in(root, "2026-06-01").table("school_enrollment", """
                select '2025-26' school_year, s || g || i as student_number, s school_number, g grade_level,
                       date '2025-08-20' entry_date, 'R1' entry_code
                from (values ('01', 'PK', 9), ('01', '05', 9), ('02', '06', 9), ('02', '08', 9), ('03', '09', 30),
                             ('03', '12', 30), ('03', '02', 1), ('04', 'KG', 9), ('04', '12', 9), ('05', 'UG', 9))
                     t(s, g, n), range(30) r(i) where i < n""");
        lake.publish();
        assertThat(lake.lines("select organization_id, school_level from dim_organization order by 1"))
                .containsExactly("01|elementary", "02|middle", "03|high", "04|other", "05|", "3100042|");
    }

    @Test
    void whatTheStarDoesNotKnowIsPublishedAsItIsForTheApplicationAlone() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows("bus_ride", "school_year, student_number, route", "2025-26, 10000001, 7")
                .table("training", "select '2025-26' school_year, 'E1' employee_id, 'Fire' course, 'two' as hours")
                .table("training", "select '2025-26' school_year, 'E2' employee_id, 1.5 as hours, true unheard_of");
        lake.publish();
        assertThat(lake.lines("select route from source_bus_ride")).containsExactly("7");
        assertThat(lake.lines("select course, hours from fact_training order by hours nulls first"))
                .containsExactly("Fire|", "|1.5000");
        for (Audience audience : List.of(Audience.ANALYST, Audience.PUBLIC)) {
            assertThat(lake.lines(audience, "select table_name from duckdb_tables() where table_name like 'source%'"))
                    .isEmpty();
        }
    }

    private TestLake twoYears(String asOf) {
        return TestLake.in(root, asOf)
                .rows(
                        "school_enrollment",
                        ENROLLMENT,
                        "2024-25, 1, 0101, 05, 2024-08-20, R1, 2025-06-01, EOY",
                        "2025-26, 1, 0101, 06, 2025-08-20, R1, , ");
    }
}
