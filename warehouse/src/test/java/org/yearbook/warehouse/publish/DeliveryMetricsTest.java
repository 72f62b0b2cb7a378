package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.year.Openings;

/** Hand-worked small lakes: what the metrics about deliveries, accounts and the inventory come to. */
class DeliveryMetricsTest {

    private static final String ISSUE = "issue_key, rule_id, severity, entity, school_year, record_key, school_id,"
            + " owner_role, source, file, row_number bigint, first_seen date, resolved_on date";

    @TempDir
    Path root;

    @Test
    void aRowWithSeveralIssuesIsWrongOnceAndARowThatIsMendedIsRight() {
        lake("2026-06-01")
                .rows(
                        "quality_issue",
                        ISSUE,
                        issue("a", "major", 2, ""),
                        issue("b", "warning", 2, ""),
                        issue("c", "minor", 3, ""),
                        issue("d", "block", 9, ""),
                        issue("e", "major", 4, "2026-06-01"))
                .publish();
        // Of 0101 three rows were loaded and one blocked; rows 2, 3 and 9 are wrong. Another blocked row has no school.
        assertThat(numbers("data_quality", "and group_dimension = 'entity' and group_value = 'school_enrollment'"))
                .containsExactly("2025-26|0101|1|4", "2025-26|0102|1|1", "2025-26|3100042|2|6");
        assertThat(numbers("data_quality", "and group_dimension = 'all' and organization_id = '3100042'"))
                .containsExactly("2025-26|3100042|4|8");
    }

    @Test
    void theLatestNightOfEachSchoolYearCounts() {
        lake("2025-06-01")
                .rows("quality_issue", ISSUE, issue("a", "major", 2, ""))
                .publish();
        lake("2025-06-20")
                .rows("quality_issue", ISSUE, issue("a", "major", 2, ""), issue("b", "major", 3, ""))
                .publish();
        var next = lake("2025-09-01").rows("calendar_day", "school_year, calendar_date date", "2024-25, 2025-05-20");
        Openings.of(next.home())
                .open(
                        List.of(SchoolYear.parse("2025-26")),
                        Openings.How.BY_CHECKLIST,
                        "A. Superintendent",
                        Instant.parse("2025-08-01T07:00:00Z"));
        next.publish();
        // The two rows that were blocked are wrong on every night.
        assertThat(numbers(
                        "data_quality",
                        "and group_dimension = 'entity' and group_value = 'school_enrollment'"
                                + " and organization_id = '3100042'"))
                .containsExactly("2024-25|3100042|2|6", "2025-26|3100042|4|6");
    }

    @Test
    void aSourceIsFreshForSevenDaysAndWhatWasHeldDidNotArrive() {
        TestLake.in(root, "2026-06-01")
                .rows("calendar_day", "school_year, calendar_date date", "2024-25, 2024-09-02", "2025-26, 2025-09-01")
                .rows(
                        "delivery",
                        "delivery_id, source, file, arrived date, status, promised_days integer",
                        "d1, SIS, a.csv, 2026-06-01, loaded, 3",
                        "d2, SIS, b.csv, 2025-09-01, loaded, 1",
                        "d3, HR, c.csv, 2026-05-25, loaded, 1",
                        "d4, Forms, d.csv, 2026-05-24, loaded, 1",
                        "d5, Forms, e.csv, 2026-06-01, held, 1",
                        "d6, Apps, f.csv, 2025-06-23, loaded, 1",
                        "d7, HR, g.csv, 2025-06-22, loaded, 1")
                .publish();
        // Apps delivered nothing this year. Last year ended on June 30, seven days after Apps and eight after HR.
        assertThat(numbers("sources_fresh", "and group_dimension = 'all' and policy = 'in_force'"))
                .containsExactly("2024-25|3100042|1|2", "2025-26|3100042|2|3");
        assertThat(lines("select source, arrived, days_since, promised_days from agg_source_year"
                        + " where school_year = '2025-26' order by 1"))
                .containsExactly("Forms|2026-05-24|8|1", "HR|2026-05-25|7|1", "SIS|2026-06-01|0|1");
    }

    @Test
    void aSourceThatPromisesAMonthIsFreshForAMonthAndOneThatPromisesNothingIsNotAsked() {
        TestLake.in(root, "2026-06-01")
                .rows("calendar_day", "school_year, calendar_date date", "2024-25, 2024-09-02", "2025-26, 2025-09-01")
                .rows(
                        "delivery",
                        "delivery_id, source, file, arrived date, status, promised_days integer",
                        "d1, SIS, a.csv, 2026-06-01, loaded, 1",
                        "d2, Finance, b.csv, 2026-04-27, loaded, 35",
                        "d3, Trainings, c.csv, 2026-04-26, loaded, 35",
                        "d4, ACT, d.csv, 2025-10-01, loaded, ",
                        "d5, ACT, e.csv, 2024-10-01, loaded, ",
                        "d6, Finance, f.csv, 2025-06-01, loaded, 35")
                .publish();
        // Until last year, everybody was held to a week.
        assertThat(numbers("sources_fresh", "and group_dimension = 'all' and policy = 'in_force'"))
                .containsExactly("2024-25|3100042|0|2", "2025-26|3100042|2|3");
        assertThat(numbers("sources_fresh", "and group_dimension = 'all' and policy <> 'in_force'"))
                .containsExactly("2024-25|3100042|1|1");
    }

    @Test
    void whatCameAgainAsItWasIsAsRecentAsThat() {
        TestLake.in(root, "2026-06-01")
                .rows("calendar_day", "school_year, calendar_date date", "2024-25, 2024-09-02", "2025-26, 2025-09-01")
                .rows(
                        "delivery",
                        "delivery_id, source, file, arrived date, status, last_delivered date",
                        "d1, SIS, a.csv, 2025-09-01, unchanged, 2026-06-01",
                        "d2, HR, b.csv, 2024-09-02, unchanged, 2026-05-30",
                        "d3, Forms, c.csv, 2024-09-02, loaded, 2025-01-10")
                .publish();
        assertThat(lines("select school_year, source, arrived, days_since from agg_source_year order by 1, 2"))
                .containsExactly(
                        "2024-25|Forms|2025-01-10|171",
                        "2024-25|HR|2025-06-30|0",
                        "2025-26|HR|2026-05-30|2",
                        "2025-26|SIS|2026-06-01|0");
        assertThat(lines("select source, arrived from freshness order by all"))
                .containsExactly("Forms|2025-01-10", "HR|2026-05-30", "SIS|2026-06-01");
    }

    @Test
    void anAccountIsSomebodysWhenTheRulesAboutPeopleSaySo() {
        TestLake.in(root, "2026-06-01")
                .rows("staff", "school_year, employee_id, hire_date date", "all, E1, 2020-08-01", "all, E2, 2020-08-01")
                .rows("staff_assignment", "employee_id, begin_date date", "E1, 2020-08-01")
                .rows(
                        "account",
                        "account_name, employee_id, enabled boolean",
                        "ann, E1, true",
                        "ben, , true",
                        "pupil, , true",
                        "waits, E2, true",
                        "svc, , ",
                        "old, , false")
                .rows(
                        "person_link",
                        "source, entity, record_number, record_kind, kind, person_number, number, band, last_seen date",
                        "AD, account, ann, account, staff, P1, E1, match, 2026-06-01",
                        "AD, account, ben, account, staff, P2, E2, match, 2026-06-01",
                        "AD, account, pupil, account, student, P3, 700, match, 2026-06-01",
                        "AD, account, waits, account, , , , review, 2026-06-01")
                .publish();
        assertThat(numbers("accounts_without_person", "")).containsExactly("2025-26|3100042|2|5");
        assertThat(lines("select count(*), count(last_seen) from person_link"))
                .as("the lake of an earlier release has the last night of what is still there")
                .containsExactly("4|0");
    }

    @Test
    void aNumberHasALastNightOnceItsSystemHasItNoMore() {
        TestLake.in(root, "2026-06-01")
                .rows(
                        "person_link",
                        "source, entity, record_number, record_kind, kind, person_number, number, band, last_seen date",
                        "AD, account, ann, account, staff, P1, E1, match, ",
                        "AD, account, ben, account, staff, P2, E2, match, 2026-05-31")
                .publish();
        assertThat(lines("select record_number, last_seen from person_link order by all"))
                .containsExactly("ann|", "ben|2026-05-31");
    }

    @Test
    void wordsForNoSingleSignOnAreNone() {
        TestLake.in(root, "2026-06-01")
                .rows(
                        "application",
                        "application_id, sso, agreement_expires date, privacy_agreement",
                        "A1, SAML, 2026-08-30, signed",
                        "A2, none, 2026-08-31, signed",
                        "A3, No, , signed",
                        "A4, https://sso.example/app, 2026-06-01, none",
                        "A5, Novell, , ",
                        "A6, , , ")
                .table("app_usage", """
                        select '2025-26' school_year, 'A' || i application_id, '2025-10' as month, 'student' user_kind,
                               '1' user_id, 3::bigint logins
                        from range(1, 7) t(i)""")
                .publish();
        assertThat(
                        lines(
                                "select application_id, single_sign_on, agreement_days_left from agg_app_access_year order by 1"))
                .containsExactly("A1|true|90", "A2|false|91", "A3|false|", "A4|true|0", "A5|true|", "A6||");
        assertThat(numbers("single_sign_on_coverage", "")).containsExactly("2025-26|3100042|3|6");
        assertThat(numbers("agreements_expiring", "")).containsExactly("2025-26|3100042|1|3");
    }

    private TestLake lake(String asOf) {
        String year = asOf.compareTo("2025-07-01") < 0 ? "2024-25" : "2025-26";
        return TestLake.in(root, asOf)
                .rows(
                        "organization",
                        "school_year, sourced_id, status, name, organization_type, identifier",
                        year + ", o1, active, Lincoln, school, 0101",
                        year + ", o2, active, Birch, school, 0102")
                .rows(
                        "school_enrollment",
                        "school_year, student_number, school_number, grade_level, entry_date date",
                        year + ", 1, 0101, 09, 2025-05-20",
                        year + ", 2, 0101, 09, 2025-05-20",
                        year + ", 3, 0101, 10, 2025-05-20",
                        year + ", 4, 0102, 10, 2025-05-20")
                .rows(
                        "row_count",
                        "delivery_id, source, file, entity, school_year, loaded bigint, quarantined bigint,"
                                + " duplicate bigint",
                        "d1, SIS, enr.csv, school_enrollment, " + year + ", 4, 2, 0");
    }

    private static String issue(String key, String severity, int row, String resolved) {
        return key + ", R-" + key + ", " + severity + ", school_enrollment, 2025-26, " + row
                + ", 0101, registrar, SIS, enr.csv, " + row + ", 2026-05-01, " + resolved;
    }

    private List<String> numbers(String metric, String and) {
        return lines("select school_year, organization_id, numerator::bigint, denominator::bigint from metric_value"
                + " where metric = '" + metric + "' and status = 'ok' " + and + " order by all");
    }

    private List<String> lines(String query) {
        return TestLake.in(root, "2026-06-01").lines(query);
    }
}
