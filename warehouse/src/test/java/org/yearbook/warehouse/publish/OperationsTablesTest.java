package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand-worked small lakes: positions, credentials, tasks, activity, courses, moves, forms and money, edge by edge. */
class OperationsTablesTest {

    private static final Path GUIDE = Path.of("..", "docs", "metrics.md");

    @TempDir
    Path root;

    @Test
    void aPositionThatNobodyHoldsIsVacantWhateverTheRosterWritesForIt() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "position",
                        "school_year, position_id, department_id, job_title, fte decimal, employee_id, incumbent_name, as_of date",
                        "all, P1, 900, Held by number, 1, E1, , 2026-05-01",
                        "all, P2, 900, Held by name, 1, , Ann Doe, 2026-05-01",
                        "all, P2, 900, Held by name, 1, , Ben Doe, 2026-05-01",
                        "all, P3, 900, Nobody, 0.5, , , 2026-05-01",
                        "all, P4, 0101, Word, , , Vacant, 2026-05-01",
                        "all, P5, 0101, Name with the word in it, 1, , Ada Vacanti, 2026-05-01",
                        "all, P6, 900, Of an older roster, 1, , , 2026-04-01",
                        "all, P7, 900, Of last year, 1, , VACANCY, 2025-06-30")
                .rows("calendar_day", "school_year, school_number, calendar_date date", "2025-26, 0101, 2025-09-01");
        lake.publish();
        assertThat(lake.lines("select school_year, organization_id, job_title, fte, vacant from agg_position_year"
                        + " order by 1, 2, 3, 4"))
                .containsExactly(
                        "2024-25|3100042|Of last year|1.0000|true",
                        "2025-26|0101|Name with the word in it|1.0000|false",
                        "2025-26|0101|Word|1.0000|true",
                        "2025-26|3100042|Held by name|1.0000|false",
                        "2025-26|3100042|Held by name|1.0000|false",
                        "2025-26|3100042|Held by number|1.0000|false",
                        "2025-26|3100042|Name with the word in it|1.0000|false",
                        "2025-26|3100042|Nobody|0.5000|true",
                        "2025-26|3100042|Word|1.0000|true");
        assertThat(lake.lines("select count(*) from fact_position")).containsExactly("8");
    }

    @Test
    void aRosterWithoutADateSpeaksOfTonight() {
        var lake =
                TestLake.in(root, "2026-06-01").rows("position", "school_year, position_id, employee_id", "all, P1, ");
        lake.publish();
        assertThat(lake.lines("select school_year, as_of, vacant from fact_position"))
                .containsExactly("2025-26|2026-06-01|true");
        assertThat(lake.lines("select metric, value from metric_value where metric = 'position_vacancy_rate'"))
                .containsExactly("position_vacancy_rate|1.000000");
    }

    @Test
    void daysAddUpToMonthsBesideThoseThatCameAsMonths() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "app_usage",
                        "school_year, application_id, month, user_kind, user_id, logins bigint",
                        "2025-26, APP-1, 2025-09, student, 7, 3")
                .rows(
                        "app_usage_day",
                        "school_year, application_id, usage_date date, user_kind, user_id, accesses bigint",
                        "2025-26, APP-1, 2025-09-01, student, 7, 1",
                        "2025-26, APP-1, 2025-09-30, student, 7, 4",
                        "all, APP-1, 2025-10-01, student, 7, 2",
                        "all, APP-1, 2025-06-30, student, 7, 2",
                        "2025-26, APP-1, 2025-10-01, student, , 9",
                        "2025-26, APP-2, 2025-10-01, , 8, 1");
        lake.publish();
        assertThat(lake.lines(
                        "select school_year, application_id, month, origin, logins from fact_app_usage order by all"))
                .containsExactly(
                        "2024-25|APP-1|2025-06|day|2",
                        "2025-26|APP-1|2025-09|day|5",
                        "2025-26|APP-1|2025-09|month|3",
                        "2025-26|APP-1|2025-10|day|2",
                        "2025-26|APP-1|2025-10|day|9",
                        "2025-26|APP-2|2025-10|day|1");
        assertThat(lake.lines("select school_year, application_id, user_kind, active_months, logins"
                        + " from agg_app_user_year order by all"))
                .containsExactly("2024-25|APP-1|student|1|2", "2025-26|APP-1|student|2|10", "2025-26|APP-2|user|1|1");
    }

    @Test
    void anAppsUserIsWhomTheRulesSayWhateverTheAppCallsThem() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows("staff", "school_year, employee_id, hire_date date", "all, E1, 2020-08-01")
                .rows(
                        "school_enrollment",
                        "school_year, student_number, school_number, grade_level, entry_date date, entry_code",
                        "2025-26, 7, 0101, 05, 2025-08-20, R1")
                .rows(
                        "app_usage",
                        "school_year, application_id, month, user_kind, user_id, logins bigint",
                        "2025-26, APP-1, 2025-09, student, 7, 3",
                        "2025-26, APP-1, 2025-10, , kid@mail.example, 1",
                        "2025-26, APP-1, 2025-10, , nobody@mail.example, 1")
                .rows(
                        "app_usage_day",
                        "school_year, application_id, usage_date date, user_kind, user_id, accesses bigint",
                        "2025-26, APP-1, 2025-11-03, , ann@mail.example, 4",
                        "2025-26, APP-1, 2025-11-03, student, teacher, 5")
                .table("person_link", links("""
                        ('app_usage', 'kid@mail.example', '', 'student', '7', 'match'),
                        ('app_usage_day', 'ann@mail.example', '', 'staff', 'E1', 'match'),
                        ('account, app_usage_day', 'teacher', 'student', 'staff', 'E1', 'match')"""));
        lake.publish();
        assertThat(lake.lines("select user_kind, coalesce(student_number, employee_id), active_months, logins"
                        + " from agg_app_user_year u left join dim_student s on u.user_kind = 'student'"
                        + " and s.student_key = u.user_key left join dim_staff t on u.user_kind = 'staff'"
                        + " and t.staff_key = u.user_key order by all"))
                .containsExactly("staff|E1|1|9", "student|7|2|4", "user||1|1");
        assertThat(lake.lines("select users, student_users from agg_app_year")).containsExactly("3|1");
        assertThat(lake.lines("select user_kind, employee_id, accesses from fact_app_usage_day"
                        + " join dim_staff on staff_key = user_key order by all"))
                .containsExactly("staff|E1|4", "staff|E1|5");
    }

    @Test
    void anAccountIsReadyForWhomTheRulesSayItIsFor() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "staff",
                        "school_year, employee_id, hire_date date",
                        "all, E0, 2020-08-01",
                        "all, unnamed, 2025-08-04",
                        "all, logged, 2025-08-04",
                        "all, waits, 2025-08-04")
                .rows(
                        "staff_assignment",
                        "school_year, employee_id, staff_classification, school_number, begin_date date",
                        "all, E0, Teacher, 0101, 2020-08-01")
                .rows(
                        "account",
                        "school_year, account_name, employee_id, email, created_at timestamp",
                        "all, first, E0, , 2025-06-30 10:00:00",
                        "all, ann, , ann@mail.example, 2025-08-01 10:00:00",
                        "all, bob, , , ",
                        "all, carla, waits, carla@mail.example, 2025-08-01 10:00:00")
                .rows(
                        "account_event",
                        "school_year, event_id, occurred_at timestamp, account_name, action",
                        "2025-26, EV0, 2025-07-01 10:00:00, first, enabled",
                        "2025-26, EV1, 2025-08-05 10:00:00, bob, created")
                .rows(
                        "app_activity",
                        "school_year, account_name, application_id, report_date date",
                        "2025-26, Ann@mail.example, pluralsight, 2026-05-01",
                        "2025-26, carla, pluralsight, 2026-05-01")
                .table("person_link", links("""
                        ('account', 'ann', '', 'staff', 'unnamed', 'match'),
                        ('account', 'bob', '', 'staff', 'logged', 'match'),
                        ('account', 'carla', '', 'staff', 'waits', 'review')"""));
        lake.publish();
        assertThat(lake.lines("select employee_id, account_made_on, has_account from agg_staff_start"
                        + " join dim_staff using (staff_key) where organization_type = 'district' order by 1"))
                .containsExactly("logged|2025-08-05|true", "unnamed|2025-08-01|true", "waits||false");
        assertThat(lake.lines("select numerator, denominator from metric_value"
                        + " where metric = 'account_ready_on_day_one' and organization_type = 'district'"))
                .containsExactly("1.0000|3.0000");
        assertThat(lake.lines("select account_name, employee_id from fact_app_activity"
                        + " left join dim_staff using (staff_key) order by 1"))
                .containsExactly("Ann@mail.example|unnamed", "carla|");
    }

    @Test
    void anAccountThatSomebodyToldApartFromItsNumberBelongsToNobodyElseOfThatPerson() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "staff",
                        "school_year, employee_id, hire_date date",
                        "all, E1, 2020-08-01",
                        "all, E2, 2022-08-01",
                        "all, E3, 2020-08-01")
                .rows(
                        "school_enrollment",
                        "school_year, student_number, school_number, entry_date date",
                        "2025-26, 7, 0101, 2025-08-20")
                .rows(
                        "account",
                        "school_year, account_name, employee_id, student_number",
                        "all, apart, E1, ",
                        "all, other, E2, ",
                        "all, again, E3, ",
                        "all, stated, E1, ",
                        "all, pupil, , 7")
                .table(
                        "person_link",
                        links("""
                        ('account', 'apart', '', '', null, 'no'), ('account', 'other', '', '', null, 'no'),
                        ('account', 'again', '', '', null, 'no'), ('account', 'stated', '', '', null, 'no'),
                        ('account', 'pupil', '', '', null, 'no'),
                        ('staff', 'E1', 'staff', 'staff', 'E1', 'match'), ('staff', 'E2', 'staff', 'staff', 'E1', 'match'),
                        ('staff', 'E3', 'staff', 'staff', 'E3', 'match'),
                        ('school_enrollment', '7', 'student', 'student', '7', 'match')""")
                                .replace(
                                        "select split_part",
                                        "select case when entities = 'account' then 'Directory'"
                                                + " when kind = 'staff' then 'HR' else 'SIS' end as source, split_part"))
                .rows(
                        "person_decision",
                        "line bigint, left_system, left_number, right_system, right_number, decision, status",
                        "2, Directory, apart, HR staff, E1, different, applied",
                        "3, hr, E1, directory, other, different, applied",
                        "4, Directory, again, HR, E3, different, withdrawn",
                        "5, SIS student, 7, Directory, pupil, different, applied");
        lake.publish();
        // E1 and E2 are one person, so what was said of E1 holds for E2
        assertThat(lake.lines("select account_name, s.employee_id, a.student_number from dim_account a"
                        + " left join dim_staff s using (staff_key) order by 1"))
                .containsExactly("again|E3|", "apart||", "other||", "pupil||", "stated|E1|");
    }

    @Test
    void aReportWithAColumnForEachServiceBecomesARowForEach() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "account",
                        "school_year, account_name, employee_id, email, enabled boolean",
                        "all, adoe, E1, Ann.Doe@mail.example, true",
                        "all, shared1, E2, office@mail.example, true",
                        "all, shared2, E3, office@mail.example, true")
                .rows(
                        "productivity_usage",
                        "school_year, account_name, report_date date, deleted boolean, has_exchange_license boolean,"
                                + " exchange_last_activity_on date, has_onedrive_license boolean,"
                                + " onedrive_last_activity_on date, has_teams_license boolean",
                        "all, ann.doe@mail.example, 2026-05-31, false, true, 2026-05-30, false, , true",
                        "all, office@mail.example, 2026-05-31, true, true, 2026-01-01, , , ")
                .rows(
                        "app_activity",
                        "school_year, account_name, employee_id, application_id, report_date date, last_activity_on date,"
                                + " licensed boolean",
                        "2025-26, adoe, , pluralsight, 2026-05-01, , true",
                        "2025-26, adoe, , pluralsight, 2026-05-31, 2026-05-01, true");
        lake.publish();
        assertThat(lake.lines(
                        "select application_id, account_name, employee_id, last_activity_on, licensed, deleted, origin"
                                + " from fact_app_activity left join dim_staff using (staff_key)"
                                + " where account_name not like 'office%' order by 1, report_date"))
                .containsExactly(
                        "exchange|ann.doe@mail.example|E1|2026-05-30|true|false|productivity_usage",
                        "onedrive|ann.doe@mail.example|E1||false|false|productivity_usage",
                        "pluralsight|adoe|E1||true|false|app_activity",
                        "pluralsight|adoe|E1|2026-05-01|true|false|app_activity",
                        "sharepoint|ann.doe@mail.example|E1|||false|productivity_usage",
                        "teams|ann.doe@mail.example|E1||true|false|productivity_usage");
        // An address of two people is nobody's.
        assertThat(lake.lines("select count(staff_key) from fact_app_activity where account_name like 'office%'"))
                .containsExactly("0");
        assertThat(lake.lines("select application_id, licensed, days_idle from agg_app_account_year order by 1"))
                .containsExactly(
                        "exchange|true|1",
                        "onedrive|false|",
                        "pluralsight|true|30",
                        "sharepoint|false|",
                        "teams|true|");
        assertThat(lake.lines("select application_id from dim_application order by 1"))
                .containsExactly("exchange", "onedrive", "pluralsight", "sharepoint", "teams");
    }

    @Test
    void whoMovesWithinTheDistrictMovesForTheSchoolsAlone() {
        var lake = TestLake.in(root, "2026-06-30")
                .table("calendar_day", """
                        select '2025-26' school_year, s school_number, date '2025-08-20' + i::integer calendar_date, true in_session,
                               2520 member_units
                        from (values ('0101'), ('0102')) t(s), range(285) r(i)""")
                .rows(
                        "school_enrollment",
                        "school_year, student_number, school_number, entry_date date, entry_code, exit_date date, exit_code",
                        "2025-26, stays, 0101, 2025-08-20, R1, 2026-05-31, EOY",
                        "2025-26, open, 0101, 2025-08-01, R1, , ",
                        "2025-26, late, 0101, 2025-08-21, E1, , ",
                        "2025-26, gone, 0101, 2025-08-20, R1, 2025-09-30, W2",
                        "2025-26, lastbutone, 0101, 2025-08-20, R1, 2026-05-30, W2",
                        "2025-26, graduates, 0101, 2025-08-20, R1, 2026-03-01, GRAD",
                        "2025-26, moves, 0101, 2025-08-20, R1, 2025-11-03, W1",
                        "2025-26, moves, 0102, 2025-11-04, T1, , ",
                        "2025-26, tendays, 0101, 2025-08-20, R1, 2025-11-03, W2",
                        "2025-26, tendays, 0101, 2025-11-14, R2, , ",
                        "2025-26, eleven, 0101, 2025-08-20, R1, 2025-11-03, W2",
                        "2025-26, eleven, 0101, 2025-11-15, R2, , ",
                        "2025-26, onday, 0101, 2025-10-01, E1, 2026-02-02, W2",
                        "2025-26, never, 0101, 2025-08-20, NS, , ");
        lake.publish();
        assertThat(lake.lines("select student_number, organization_id, moves, moves_after_count_day"
                        + " from agg_student_year join dim_student using (school_year, student_key) order by 1, 2"))
                .containsExactly(
                        "eleven|0101|2|2",
                        "eleven|3100042|2|2",
                        "gone|0101|1|0",
                        "gone|3100042|1|0",
                        "graduates|0101|0|0",
                        "graduates|3100042|0|0",
                        "lastbutone|0101|1|1",
                        "lastbutone|3100042|1|1",
                        "late|0101|1|0",
                        "late|3100042|1|0",
                        "moves|0101|1|1",
                        "moves|0102|1|1",
                        "moves|3100042|0|0",
                        "onday|0101|2|1",
                        "onday|3100042|2|1",
                        "open|0101|0|0",
                        "open|3100042|0|0",
                        "stays|0101|0|0",
                        "stays|3100042|0|0",
                        "tendays|0101|0|0",
                        "tendays|3100042|0|0");
    }

    @Test
    void suspensionsAreToldByTheWordsThatSchoolsUseForThem() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "school_enrollment",
                        "school_year, student_number, school_number, grade_level, entry_date date, entry_code",
                        "2025-26, 1, 0101, 05, 2025-08-20, R1",
                        "2025-26, 2, 0101, 05, 2025-08-20, R1",
                        "2024-25, 1, 0101, 04, 2024-08-20, R1")
                .rows(
                        "discipline_incident",
                        "school_year, incident_id, student_number, school_number, action, action_days decimal",
                        "2025-26, 1, 1, 0101, Out-of-school suspension, 2",
                        "2025-26, 2, 1, 0101, Suspension Out of School, ",
                        "2025-26, 3, 1, 0101, OSS, 0.25",
                        "2025-26, 4, 1, 0101, Suspension, 0.5",
                        "2025-26, 5, 1, 0101, ISS - full day, 1",
                        "2025-26, 6, 1, 0102, In School Suspension, 1",
                        "2025-26, 7, 1, 0101, Bus suspension, 5",
                        "2025-26, 8, 1, 0101, Detention, ",
                        "2025-26, 9, 1, 0101, , ",
                        "2025-26, 10, 1, 0101, Loss of privilege, 3");
        lake.publish();
        assertThat(lake.lines("select school_year, student_number, organization_id, out_of_school_suspensions,"
                        + " in_school_suspensions, suspended_days from agg_student_year"
                        + " join dim_student using (school_year, student_key) order by 1, 2, 3"))
                .containsExactly(
                        "2024-25|1|0101|||",
                        "2024-25|1|3100042|||",
                        "2025-26|1|0101|3|1|4.7500",
                        "2025-26|1|3100042|3|2|5.7500",
                        "2025-26|2|0101|0|0|0.0000",
                        "2025-26|2|3100042|0|0|0.0000");
    }

    @Test
    void aPositionCountsOnTheDaysOnWhichItWasHeld() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "calendar_day",
                        "school_year, school_number, calendar_date date, in_session boolean, member_units integer",
                        "2025-26, 0101, 2025-09-02, true, 2520",
                        "2025-26, 0101, 2026-02-02, true, 2520")
                .rows(
                        "staff_assignment",
                        "school_year, employee_id, staff_classification, school_number, begin_date date, end_date date",
                        "all, aide, Support, 0101, 2020-08-01, 2026-01-04",
                        "all, aide, Teacher, 0101, 2026-01-05, ",
                        "all, promoted, Teacher, 0101, 2020-08-01, 2025-12-31",
                        "all, promoted, Principal, 0101, 2026-01-01, ",
                        "all, summer, Teacher, 0101, 2020-08-01, 2025-08-31",
                        "all, summer, Principal, 0101, 2025-09-01, ",
                        "all, technician, IT, 0101, 2020-08-01, 2025-12-31",
                        "all, technician, Support, 0101, 2026-01-01, ");
        lake.publish();
        assertThat(lake.lines("select employee_id, a.staff_classification, on_count_day, taught_on_count_day, taught,"
                        + " worked_in_it, expected_days::integer from agg_staff_year a join dim_staff using (staff_key)"
                        + " where organization_id = '0101' order by 1"))
                .containsExactly(
                        "aide|Teacher|true|false|true|false|2",
                        "promoted|Principal|true|true|true|false|2",
                        "summer|Principal|true|false|false|false|2",
                        "technician|Support|true|false|false|true|2");
    }

    @Test
    void theLatestResultOfATestCounts() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "assessment_result",
                        "school_year, student_number, school_number, test, subject, grade_level, test_date date, performance_level",
                        "2025-26, 1, 0101, State, ELA, 05, 2026-03-01, 1",
                        "2025-26, 1, 0102, State, ELA, 05, 2026-04-01, 3",
                        "2025-26, 1, 0101, State, Math, , 2026-03-01, ");
        lake.publish();
        assertThat(lake.lines("select organization_id, subject, grade_level, performance_level from agg_assessment_year"
                        + " order by all"))
                .containsExactly("0101|ELA|05|1", "0101|Math||", "0102|ELA|05|3", "3100042|ELA|05|3", "3100042|Math||");
    }

    @Test
    void formsAreTimedUntilTheyAreDoneOrUntilTonight() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows("calendar_day", "school_year, school_number, calendar_date date", "2025-26, 0101, 2025-09-01")
                .rows(
                        "workflow_item",
                        "school_year, form_id, form_name, channel, submitted_at timestamp, completed_at timestamp, status,"
                                + " school_number",
                        "2025-26, done, A, digital, 2026-05-01 23:59:00, 2026-05-02 00:01:00, completed, 0101",
                        "2025-26, open, B, digital, 2026-05-01 08:00:00, , in progress, 0101",
                        "2025-26, declined, C, digital, 2026-05-01 08:00:00, , Declined, 9999",
                        "2025-26, response, D, digital, 2026-05-01 08:00:00, , Submitted, ",
                        "2025-26, voided, E, digital, 2026-05-01 08:00:00, 2026-05-03 08:00:00, voided, ");
        lake.publish();
        assertThat(lake.lines(
                        "select form_name, organization_id, given_up, followed, days from agg_form order by 1, 2"))
                .containsExactly(
                        "A|0101|false|true|1",
                        "A|3100042|false|true|1",
                        "B|0101|false|true|31",
                        "B|3100042|false|true|31",
                        "C|3100042|true|true|31",
                        "D|3100042|false|false|31",
                        "E|3100042|false|true|2");
    }

    @Test
    void moneyIsTheDistrictsAndEachSchools() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "school_enrollment",
                        "school_year, student_number, school_number, entry_date date, entry_code",
                        "2025-26, 1, 0101, 2025-08-20, R1",
                        "2025-26, 2, 0101, 2025-10-02, R1")
                .rows(
                        "staff_assignment",
                        "school_year, employee_id, staff_classification, school_number, fte decimal, begin_date date, end_date date",
                        "all, T1, Teacher, 0101, 0.5, 2020-08-01, ",
                        "all, T2, Teacher, , , 2020-08-01, ",
                        "all, T3, Teacher, 0101, 1, 2020-08-01, 2025-09-30",
                        "all, S1, Support, 0101, 1, 2020-08-01, ")
                .rows(
                        "expenditure",
                        "school_year, school_number, fund_source, kind, amount_cents bigint",
                        "2025-26, 0101, federal, personnel, 12345",
                        "2025-26, 0101, state_local, non_personnel, 1",
                        "2025-26, 0999, federal, personnel, 100",
                        "2025-26, , state_local, personnel, 200");
        lake.publish();
        assertThat(lake.lines(
                        "select organization_id, students_on_count_day, teacher_fte, expenditures, federal_personnel,"
                                + " federal_non_personnel, state_local_personnel, state_local_non_personnel"
                                + " from agg_organization_year order by 1"))
                .containsExactly(
                        "0101|1|0.5000|123.46|123.45|0.00|0.00|0.01", "3100042|1|1.5000|126.46|124.45|0.00|2.00|0.01");
    }

    @Test
    void everyEntityOfTheLakeIsReadByAMetric() throws IOException {
        String guide = Files.readString(GUIDE);
        String lake = String.join(";", SqlScript.named("lake").statements());
        List<String> entities = Pattern.compile("shape_(\\w+)\\(")
                .matcher(lake)
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(entity -> !List.of(
                                        "quality_issue",
                                        "quality_rule",
                                        "quality_rule_night",
                                        "standardization_fact",
                                        "row_count",
                                        "delivery")
                                .contains(entity)
                        && !entity.startsWith("person_")
                        // The map reads where schools are, and the federal files what a student is owed.
                        && !List.of("school_place", "student").contains(entity))
                .toList();
        assertThat(entities).hasSizeGreaterThan(30).allMatch(entity -> guide.contains("`" + entity + "`"));
    }

    /** {@return links of the night: entities, the record's number and kind, what it is, whose, and how surely} */
    private static String links(String values) {
        return "select split_part(entities, ',', 1) as entity, entities, record_number,"
                + " record_kind, kind, 'P' || number as person_number, number, band, date '2026-06-01' as last_seen"
                + " from (values " + values + ")"
                + " t(entities, record_number, record_kind, kind, number, band)";
    }
}
