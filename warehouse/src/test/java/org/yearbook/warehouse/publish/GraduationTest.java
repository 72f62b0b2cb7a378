package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hand-worked histories: who is in a graduation cohort, who left it, who graduated in time, and what cannot be known.
 */
class GraduationTest {

    private static final String ENROLLMENT =
            "school_year, student_number, school_number, grade_level, entry_date date, entry_code, exit_date date, exit_code";

    @TempDir
    Path root;

    private final List<String> stays = new ArrayList<>();

    @Test
    void whoLeftWithADocumentIsNotInTheCohortAndWhoLeftWithoutOneIs() {
        middleSchool(2021);
        through("graduate", 2022, 4, "GRAD");
        through("still-here", 2022, 4, "EOY");
        through("dropout", 2022, 2, "W5");
        through("vanished", 2022, 3, "W1");
        through("other-district", 2022, 2, "W2");
        through("other-state", 2022, 2, "W3");
        through("private", 2022, 2, "W4");
        through("died", 2022, 2, "W6");
        publish("2026-07-15");
        assertThat(cohort(4, "2025-26"))
                .containsExactly("dropout|false", "graduate|true", "still-here|false", "vanished|false");
        assertThat(rates("2025-26", "3100042")).containsExactly("four|1|4|0.250000|ok");
    }

    @Test
    void whoComesLaterJoinsTheCohortOfTheGradeAndWhoRepeatsKeepsTheirs() {
        middleSchool(2021);
        through("graduate", 2022, 4, "GRAD");
        stay(2024, "came-in-11", "11", "EOY");
        stay(2025, "came-in-11", "12", "GRAD");
        // Grade 9 twice: the cohort is that of the first time, and three years are not enough.
        stay(2022, "repeats", "09", "EOY");
        stay(2023, "repeats", "09", "EOY");
        stay(2024, "repeats", "10", "EOY");
        stay(2025, "repeats", "11", "EOY");
        // In grade 9 a year before: of the cohort before.
        stay(2021, "older", "09", "EOY");
        stay(2022, "older", "09", "EOY");
        stay(2023, "older", "10", "EOY");
        stay(2024, "older", "11", "EOY");
        stay(2025, "older", "12", "GRAD");
        // Never came, or is ungraded.
        stays.add("2022-23, no-show, 0301, 09, 2022-08-20, NS, , ");
        stays.add("2022-23, ungraded, 0301, UG, 2022-08-20, R1, 2023-06-01, EOY");
        publish("2026-07-15");
        assertThat(cohort(4, "2025-26")).containsExactly("came-in-11|true", "graduate|true", "repeats|false");
        assertThat(cohort(5, "2025-26")).containsExactly("older|true");
    }

    @Test
    void whoLeavesAndComesBackIsJudgedByTheLastStay() {
        middleSchool(2021);
        stay(2022, "returns", "09", "W2");
        stay(2024, "returns", "11", "EOY");
        stay(2025, "returns", "12", "GRAD");
        stay(2022, "moves", "09", "W1");
        stays.add("2023-24, moves, 0302, 10, 2023-08-20, T1, 2024-06-01, EOY");
        stays.add("2024-25, moves, 0302, 11, 2024-08-20, R1, 2025-01-10, W5");
        publish("2026-07-15");
        assertThat(cohort(4, "2025-26")).containsExactly("moves|false", "returns|true");
        // Each counts for the school graduated from or attended last; the district follows both.
        assertThat(rates("2025-26", "0301")).containsExactly("four|1|1|1.000000|ok");
        assertThat(rates("2025-26", "0302")).containsExactly("four|0|1|0.000000|ok");
        assertThat(rates("2025-26", "3100042")).containsExactly("four|1|2|0.500000|ok");
    }

    @Test
    void aFifthYearCountsForTheLongerCohortAndALaterTransferDoesNotChangeTheShorterOne() {
        middleSchool(2019);
        through("in-four", 2020, 4, "GRAD");
        through("in-five", 2020, 5, "GRAD");
        through("in-six", 2020, 6, "GRAD");
        through("goes-in-fifth", 2020, 5, "W2");
        publish("2026-07-15");
        assertThat(rates("2023-24", "3100042")).containsExactly("four|1|4|0.250000|ok");
        assertThat(rates("2024-25", "3100042")).containsExactly("five|2|3|0.666667|ok");
        assertThat(rates("2025-26", "3100042")).containsExactly("six|3|3|1.000000|ok");
    }

    @Test
    void theSummerAfterTheLastYearIsInTimeAndAutumnIsNot() {
        middleSchool(2020);
        middleSchool(2025);
        through("june", 2021, 4, "GRAD");
        through("august", 2021, 3, "EOY");
        stays.add("2024-25, august, 0301, 12, 2024-08-20, R1, 2025-08-31, GRAD");
        through("september", 2021, 3, "EOY");
        stays.add("2024-25, september, 0301, 12, 2024-08-20, R1, 2025-09-01, GRAD");
        publish("2026-07-15");
        assertThat(cohort(4, "2024-25")).containsExactly("august|true", "june|true", "september|false");
        assertThat(cohort(5, "2025-26")).containsExactly("august|true", "june|true", "september|true");
    }

    @Test
    void aYearThatIsNotOverHasNoRate() {
        middleSchool(2021);
        through("graduate", 2022, 4, "GRAD");
        publish("2026-05-30");
        assertThat(rates("2025-26", "3100042")).isEmpty();
    }

    @Test
    void whereTheHistoryIsNotDeliveredTheRateIsMissingNotWrong() {
        // Nothing of 2021-22: who of grade 9 in 2022-23 was there for the first time is not known.
        through("graduate", 2022, 4, "GRAD");
        publish("2026-07-15");
        assertThat(lines("select metric, numerator, value, status from metric_value where school_year = '2025-26'"
                        + " and organization_id = '3100042' and metric like 'graduation%' and group_dimension = 'all'"))
                .containsExactly("graduation_rate_four_year|||missing_input");
        assertThat(lines("select years, history_complete from agg_graduation_cohort where organization_type = 'school'"
                        + " and school_year = '2025-26'"))
                .containsExactly("4|false");
    }

    @Test
    void aYearInTheMiddleThatIsNotDeliveredBreaksTheHistory() {
        middleSchool(2021);
        stay(2022, "graduate", "09", "EOY");
        stay(2024, "graduate", "11", "EOY");
        stay(2025, "graduate", "12", "GRAD");
        publish("2026-07-15");
        assertThat(rates("2025-26", "3100042")).containsExactly("four||1||missing_input");
    }

    @Test
    void aGroupOfALaterYearIsNoneOfTheEarlierCohort() {
        middleSchool(2020);
        through("early", 2021, 4, "GRAD");
        through("late", 2021, 5, "GRAD");
        TestLake.in(root, "2026-07-15")
                .rows("school_enrollment", ENROLLMENT, stays.toArray(String[]::new))
                .rows(
                        "student_program",
                        "school_year, student_number, program, begin_date date, end_date date",
                        "2022-23, early, EL, 2022-09-01, 2022-10-01",
                        "2025-26, late, EL, 2025-09-01, ")
                .publish();
        String learners = "select student_number from agg_graduation_cohort c join dim_student s using (student_key)"
                + " where c.years = %d and c.school_year = '%s' and c.organization_type = 'district' and c.el"
                + " group by all order by 1";
        assertThat(lines(learners.formatted(4, "2024-25"))).containsExactly("early");
        assertThat(lines(learners.formatted(5, "2025-26"))).containsExactly("early", "late");
    }

    @Test
    void whereTheQuestionAboutRaceChangedInBetweenAllAreToldByTheTwo() {
        middleSchool(2021);
        through("left", 2022, 2, "W5");
        through("here", 2022, 4, "GRAD");
        var users = new ArrayList<String>();
        var races = new ArrayList<String>();
        for (int starts = 2022; starts < 2026; starts++) {
            users.add(year(starts) + ", l, student, left");
            users.add(year(starts) + ", h, student, here");
            races.add(year(starts) + ", l, true");
            races.add(year(starts) + ", h, true");
        }
        TestLake.in(root, "2026-07-15")
                .combinedQuestion("2025-26")
                .rows("school_enrollment", ENROLLMENT, stays.toArray(String[]::new))
                .rows("roster_user", "school_year, sourced_id, role, identifier", users.toArray(String[]::new))
                .rows("demographic", "school_year, sourced_id, white boolean", races.toArray(String[]::new))
                .publish();
        assertThat(lines("select distinct race_ethnicity from agg_graduation_cohort where years = 4"
                        + " and school_year = '2025-26'"))
                .containsExactly("White");
    }

    /** A student of grade 8 makes the year one that was delivered, and is in no cohort. */
    private void middleSchool(int starts) {
        stays.add(year(starts) + ", eighth, 0201, 08, " + starts + "-08-20, R1, " + (starts + 1) + "-06-01, W2");
    }

    private void through(String student, int starts, int years, String lastExit) {
        for (int i = 0; i < years; i++) {
            stay(
                    starts + i,
                    student,
                    i == 0 ? "09" : String.valueOf(Math.min(9 + i, 12)),
                    i == years - 1 ? lastExit : "EOY");
        }
    }

    private void stay(int starts, String student, String grade, String exit) {
        stays.add(year(starts) + ", " + student + ", 0301, " + grade + ", " + starts + "-08-20, R1, " + (starts + 1)
                + "-06-01, " + exit);
    }

    private static String year(int starts) {
        return starts + "-" + (starts + 1) % 100;
    }

    private void publish(String asOf) {
        TestLake.in(root, asOf)
                .rows("school_enrollment", ENROLLMENT, stays.toArray(String[]::new))
                .publish();
    }

    private List<String> cohort(int years, String schoolYear) {
        return lines("select distinct student_number, graduated from agg_graduation_cohort join dim_student"
                + " using (student_key) where years = " + years + " and agg_graduation_cohort.school_year = '"
                + schoolYear
                + "' and organization_type = 'district' order by 1");
    }

    private List<String> rates(String schoolYear, String place) {
        return lines("select replace(replace(metric, 'graduation_rate_', ''), '_year', ''), numerator::bigint,"
                + " denominator::bigint, value, status from metric_value where metric like 'graduation%'"
                + " and school_year = '" + schoolYear + "' and organization_id = '" + place
                + "' and group_dimension = 'all' order by 1");
    }

    private List<String> lines(String query) {
        return TestLake.in(root, "2026-07-15").lines(query);
    }
}
