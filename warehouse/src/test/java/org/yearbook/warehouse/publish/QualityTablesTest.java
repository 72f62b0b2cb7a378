package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityTablesTest {

    private static final String ISSUE =
            "issue_key, rule_id, severity, entity, school_year, record_key, field, raw_value,"
                    + " school_id, owner_role, source, file, row_number bigint, first_seen date, resolved_on date,"
                    + " reopened_on date";
    private static final String SCORE =
            "select owner_role, entity, school_id, checked, wrong_block, wrong_major, wrong_minor,"
                    + " wrong_warning, open_issues, new_issues, reopened_issues, fixed_issues from quality_night";

    @TempDir
    Path root;

    private TestLake lake(String asOf) {
        return TestLake.in(root, asOf)
                .rows(
                        "organization",
                        "school_year, sourced_id, status, name, organization_type, identifier",
                        "2025-26, o1, active, Lincoln, school, 0101",
                        "2025-26, o2, active, Birch, school, 0102")
                .rows(
                        "school_enrollment",
                        "school_year, student_number, school_number, grade_level, entry_date date",
                        "2025-26, 1, 0101, 09, 2025-08-20",
                        "2025-26, 2, 0101, 09, 2025-08-20",
                        "2025-26, 3, 0101, 10, 2025-08-20",
                        "2025-26, 4, 0102, 10, 2025-08-20")
                .rows("student_program", "school_year, student_number, program", "2025-26, 4, EL")
                .rows(
                        "staff_assignment",
                        "employee_id, job_title, school_number",
                        "E1, Teacher, 0101",
                        "E2, Teachr, 0101",
                        "E3, Clerk, ")
                .rows(
                        "row_count",
                        "delivery_id, source, file, entity, school_year, loaded bigint, quarantined bigint,"
                                + " duplicate bigint",
                        "d1, SIS, enr.csv, school_enrollment, 2025-26, 4, 2, 0");
    }

    private static String enrollment(String key, String rule, String severity, int row, String rest) {
        return key + ", " + rule + ", " + severity + ", school_enrollment, 2025-26, " + row
                + ", exit_code, x, 0101, registrar, SIS, enr.csv, " + row + ", " + rest;
    }

    @Test
    void aRowCountsOnceByItsGravestFindingAndABlockedRowIsCheckedAndWrong() {
        lake("2026-06-01")
                .rows(
                        "quality_issue",
                        ISSUE,
                        enrollment("a", "ENR-04", "major", 2, "2026-06-01, , "),
                        enrollment("b", "ENR-06", "warning", 2, "2026-05-01, , "),
                        enrollment("c", "ENR-05", "minor", 3, "2026-05-01, , 2026-06-01"),
                        enrollment("d", "ENR-03", "block", 9, "2026-05-01, , "),
                        enrollment("e", "ENR-04", "major", 4, "2026-05-01, 2026-06-01, "))
                .publish();
        assertThat(lines(SCORE + " where owner_role = 'registrar' order by all"))
                .containsExactly(
                        // three loaded and one blocked at 0101
                        "registrar|school_enrollment|0101|4|1|1|1|0|4|1|1|1",
                        "registrar|school_enrollment|0102|1|0|0|0|0|0|0|0|0",
                        // the other blocked row shares its finding, so no school is known
                        "registrar|school_enrollment||1|1|0|0|0|0|0|0|0");
        assertThat(lines("select sum(checked), sum(open_issues) from quality_night where owner_role = ''"))
                .containsExactly("12|4");
        assertThat(lines("select status, severity, rule_id, sum(issues) from quality_tally group by all order by all"))
                .isEqualTo(lines(
                        "select status, severity, rule_id, count(*) from quality_issue group by all order by all"))
                .isNotEmpty();
        assertThat(lines("select entity, school_id, rows from quality_checked order by all"))
                .containsExactly(
                        "organization|0101|1",
                        "organization|0102|1",
                        "school_enrollment|0101|4",
                        "school_enrollment|0102|1",
                        "school_enrollment||1",
                        "staff_assignment|0101|2",
                        "staff_assignment||1",
                        "student_program|0102|1");
    }

    @Test
    void homelessnessAndMealsAreAKindOfTheirOwnAndInNoListOfValues() {
        String rest = ", 0101, registrar, SIS, students.csv, 2, 2026-06-01, , ";
        var lake = lake("2026-06-01");
        lake.rows(
                        "student",
                        "school_year, student_number, school_number, home_language, homeless boolean,"
                                + " night_time_residence, lunch_status",
                        "2025-26, 1, 0101, spa, true, DoubledUp, Free")
                .rows("student_address", "school_year, student_number, kind, city", "2025-26, 1, residence, Alder")
                .rows(
                        "quality_issue",
                        ISSUE,
                        "a, STU-13, minor, student, 2025-26, 1, home_language, x" + rest,
                        "b, STU-16, major, student, 2025-26, 1, homeless, x" + rest,
                        "c, STU-16, major, student, 2025-26, 1, night_time_residence, x" + rest,
                        "d, STU-17, warning, student, 2025-26, 1, lunch_status_until, x" + rest,
                        "e, STU-17, minor, student, 2025-26, 1, lunch_status, x" + rest,
                        "f, CON-04, minor, student_address, 2025-26, 1, city, x" + rest)
                .publish();
        assertThat(lines("select issue_key, record_class from quality_issue order by all"))
                .containsExactly(
                        "a|students", "b|protected", "c|protected", "d|protected", "e|protected", "f|students");
        assertThat(lines("select field, value, school_id from value_in_use where entity like 'student%' and entity <>"
                        + " 'student_program' order by all"))
                .containsExactly("city|Alder|0101", "home_language|spa|0101", "kind|residence|0101");
        String columns = "select distinct column_name from duckdb_columns() where column_name in"
                + " ('night_time_residence', 'lunch_status', 'city')";
        assertThat(lake.lines(Audience.INTERNAL, columns)).hasSize(3);
        assertThat(lake.lines(Audience.ANALYST, columns)).isEmpty();
    }

    @Test
    void aRowThatCouldNotBeReadIsWrongAndOfTheKindOfItsFile() {
        lake("2026-06-01")
                .rows(
                        "delivery",
                        "delivery_id, source, file, status, delivered bigint, rejected bigint",
                        "d1, SIS, enr.csv, loaded, 9, 3",
                        "d2, SIS, late.csv, held, 7, 2")
                .rows("quality_issue", ISSUE, enrollment("a", "ENR-03", "block", 9, "2026-06-01, , "))
                .publish();
        assertThat(lines("select sum(checked), sum(wrong_block) from quality_night"
                        + " where owner_role = '' and entity = 'school_enrollment'"))
                .containsExactly("9|5");
        assertThat(lines("select count(*) from quality_checked where entity = 'delivery'"))
                .containsExactly("0");
    }

    @Test
    void theScoreOfEveryNightStaysAndANightPublishedAgainReplacesItself() {
        lake("2026-06-01")
                .rows("quality_issue", ISSUE, enrollment("a", "ENR-04", "major", 2, "2026-06-01, , "))
                .publish();
        TestLake second = lake("2026-06-02")
                .rows("quality_issue", ISSUE, enrollment("a", "ENR-04", "major", 2, "2026-06-01, 2026-06-02, "));
        second.publish();
        second.publish();
        assertThat(lines("select as_of, sum(checked), sum(wrong_major), sum(new_issues), sum(fixed_issues)"
                        + " from quality_night where owner_role = 'registrar' group by all order by all"))
                .containsExactly("2026-06-01|6|1|1|0", "2026-06-02|6|0|0|1");
        assertThat(root.resolve("quality/history.parquet")).isRegularFile();
        assertThat(Files.exists(root.resolve("quality/history.parquet.tmp"))).isFalse();
    }

    @Test
    void whoeverOnceAnsweredForRecordsKeepsTheRowsThatAreRight() {
        lake("2026-06-01")
                .rows("quality_issue", ISSUE, enrollment("a", "ENR-04", "major", 2, "2026-06-01, , "))
                .publish();
        lake("2026-06-02").publish();
        assertThat(lines("select sum(checked), sum(wrong_major) from quality_night"
                        + " where owner_role = 'registrar' and as_of = '2026-06-02'"))
                .containsExactly("6|0");
    }

    @Test
    void aNightPublishedForAnEarlierDateForgetsNoLaterOne() {
        lake("2026-06-02").publish();
        lake("2026-06-01").publish();
        assertThat(lines("select distinct as_of from quality_night")).containsExactly("2026-06-01");
        lake("2026-06-03").publish();
        assertThat(lines("select distinct as_of from quality_night order by 1"))
                .containsExactly("2026-06-01", "2026-06-02", "2026-06-03");
    }

    @Test
    void aFindingOfHalfOfAllRowsIsOneCause() {
        TestLake lake = TestLake.in(root, "2026-06-01");
        String[] courses = new String[20];
        String[] issues = new String[13];
        for (int i = 0; i < 20; i++) {
            courses[i] = "2025-26, c" + i + ", Course " + i;
        }
        for (int i = 0; i < 10; i++) {
            issues[i] = "k" + i + ", OR-01, warning, course, 2025-26, c" + i
                    + ", status, active, , SIS administrator, SIS, courses.csv, " + (i + 2) + ", 2026-06-01, , ";
        }
        for (int i = 10; i < 13; i++) {
            issues[i] = "k" + i + ", OR-05, warning, course, 2025-26, c" + i
                    + ", sourced_id, x, , SIS administrator, SIS, courses.csv, " + (i + 2) + ", 2026-06-01, , ";
        }
        lake.rows("course", "school_year, sourced_id, title", courses)
                .rows("quality_issue", ISSUE, issues)
                .publish();
        assertThat(lines("select rule_id, one_cause, count(*) from quality_issue group by all order by all"))
                .containsExactly("OR-01|true|10", "OR-05|false|3");
    }

    @Test
    void theKindOfARecordFollowsItsEntityAndOfAUserItsRole() {
        TestLake.in(root, "2026-06-01")
                .rows("roster_user", "school_year, sourced_id, role", "2025-26, s1, student", "2025-26, t1, teacher")
                .rows(
                        "quality_issue",
                        ISSUE,
                        issue("a", "roster_user", "s1"),
                        issue("b", "roster_user", "t1"),
                        issue("c", "roster_user", "nobody"),
                        issue("d", "staff", "E1"),
                        issue("e", "account", "jdoe"),
                        issue("f", "license_contract", "L1"),
                        issue("g", "discipline_incident", "I1"),
                        issue("h", "our_own_table", "1"))
                .publish();
        assertThat(lines("select issue_key, record_class from quality_issue order by 1"))
                .containsExactly(
                        "a|students",
                        "b|staff",
                        "c|other",
                        "d|staff",
                        "e|technology",
                        "f|finance",
                        "g|discipline",
                        "h|other");
    }

    @Test
    void aStudentWhoseRoleStandsInARowOfItsOwnIsAStudentInFindingsAndInCounts() {
        TestLake.in(root, "2026-06-01")
                .rows(
                        "roster_user",
                        "school_year, sourced_id, role, status",
                        "2025-26, s1, , active",
                        "2025-26, s2, , ",
                        "2025-26, t1, , active",
                        "2025-26, t2, aide, active",
                        "2025-26, p1, , active",
                        "2025-26, n1, , active")
                .rows(
                        "roster_role",
                        "school_year, status, user_sourced_id, role",
                        "2025-26, active, s1, student",
                        "2025-26, , s2, student",
                        "2025-26, active, s2, aide",
                        "2025-26, active, t1, teacher",
                        "2025-26, active, t1, parent",
                        "2025-26, tobedeleted, t1, student",
                        "2025-26, active, p1, guardian")
                .rows(
                        "quality_issue",
                        ISSUE,
                        issue("a", "roster_user", "s1"),
                        issue("b", "roster_user", "s2"),
                        issue("c", "roster_user", "t1"),
                        issue("d", "roster_user", "t2"),
                        issue("e", "roster_user", "p1"),
                        issue("f", "roster_user", "n1"))
                .publish();
        assertThat(lines("select issue_key, record_class from quality_issue order by 1"))
                .containsExactly("a|students", "b|students", "c|staff", "d|staff", "e|students", "f|other");
        assertThat(lines("select record_class, rows from quality_checked where entity = 'roster_user' order by 1"))
                .containsExactly("other|1", "staff|2", "students|3");
    }

    @Test
    void daysOfAbsencesAloneAreOfTheStudentsAndTheirCodesAreValuesInUse() {
        lake("2026-06-01")
                .rows(
                        "student_absence",
                        "school_year, student_number, school_number, attendance_date date, attendance_code",
                        "2025-26, 1, 0101, 2026-05-04, UNX",
                        "2025-26, 2, 0101, 2026-05-04, UNX")
                .rows(
                        "quality_issue",
                        ISSUE,
                        "a, ATT-03, major, student_absence, 2025-26, 1, attendance_code, UNX, 0101, attendance clerk,"
                                + " SIS, abs.csv, 2, 2026-06-01, , ")
                .publish();
        assertThat(lines("select record_class, checked, wrong_major from quality_night"
                        + " where owner_role = 'attendance clerk'"))
                .containsExactly("students|2|1");
        assertThat(lines("select record_class, value, rows from value_in_use where entity = 'student_absence'"))
                .containsExactly("students|UNX|2");
    }

    private static String issue(String key, String entity, String record) {
        return key + ", GEN-01, major, " + entity + ", 2025-26, " + record
                + ", name, , , registrar, SIS, f.csv, 2, 2026-06-01, , ";
    }

    @Test
    void valuesInUseAreCountedBySchoolForWordsThatManyShareAndForNothingElse() {
        lake("2026-06-01")
                .rows("staff", "employee_id, legal_last_name, status", "E1, Okafor, Active")
                .publish();
        List<String> values = lines("select entity, field, value, school_id, rows from value_in_use order by all");
        assertThat(values)
                .contains(
                        "school_enrollment|grade_level|09|0101|2",
                        "school_enrollment|grade_level|10|0102|1",
                        "staff_assignment|job_title|Teachr|0101|1",
                        "staff_assignment|job_title|Clerk||1",
                        "staff|status|Active||1");
        assertThat(String.join("\n", values)).doesNotContain("Okafor", "E1");
    }

    @Test
    void aValueIsKnownSinceTheFirstNightThatItStandsWithoutAGap() {
        String seen = "select value, school_id, first_seen, is_new from value_seen where field = 'entry_code'";
        publishWith("2026-06-01", "E1, 0101, E1", "first, 0101, E1");
        assertThat(lines(seen)).containsExactly("E1|0101|2026-06-01|false", "first|0101|2026-06-01|false");
        publishWith("2026-06-02", "E1, 0101, E1", "first, 0101, E1", "new, 0102, E1");
        publishWith("2026-06-02", "E1, 0101, E1", "first, 0101, E1", "new, 0102, E1");
        assertThat(lines(seen))
                .as("though the night was published twice")
                .containsExactly(
                        "E1|0101|2026-06-01|false",
                        "E1|0102|2026-06-02|true",
                        "first|0101|2026-06-01|false",
                        "new|0102|2026-06-02|true");
        publishWith("2026-06-03", "E1, 0101, E1", "new, 0102, E1");
        publishWith("2026-06-04", "E1, 0101, E1", "new, 0102, E1", "first, 0101, E1");
        assertThat(lines(seen))
                .as("what was mended and came back begins anew")
                .contains("first|0101|2026-06-04|true", "new|0102|2026-06-02|false");
    }

    /** Each row: as written, school, as kept. */
    private void publishWith(String asOf, String... rows) {
        var lake = TestLake.in(root, asOf);
        lake.rows(
                "organization",
                "school_year, sourced_id, status, name, organization_type, identifier",
                "2025-26, o1, active, Lincoln, school, 0101",
                "2025-26, o2, active, Birch, school, 0102");
        for (int i = 0; i < rows.length; i++) {
            String[] row = rows[i].split(", ", -1);
            lake.rows(
                    "school_enrollment",
                    "school_year, student_number, school_number, entry_code, entry_date date",
                    "2025-26, " + (i + 1) + ", " + row[1] + ", " + row[2] + ", 2025-08-20");
            if (!row[0].equals(row[2])) {
                lake.rows(
                        "standardization_fact",
                        "entity, school_year, field, raw_value, standard_value, how, rows bigint, school_id",
                        "school_enrollment, 2025-26, entry_code, " + row[0] + ", " + row[2] + ", code set, 1, "
                                + row[1]);
            }
        }
        lake.publish();
    }

    private List<String> lines(String query) {
        return TestLake.in(root, "2026-06-01").lines(query);
    }
}
