package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand-worked small lakes: levels by cut scores, years told again by other cut scores, and credit of ninth graders. */
class LearningTablesTest {

    private static final String RESULT = "school_year, student_number, school_number, test, subject, grade_level,"
            + " test_date date, scale_score decimal, performance_level";
    private static final String STAY =
            "school_year, student_number, school_number, grade_level, entry_date date, exit_date date, exit_code";
    private static final String MARK = "school_year, student_number, school_number, course_code, term, mark,"
            + " credit_attempted decimal, credit_earned decimal";

    @TempDir
    Path root;

    private TestLake lake(String asOf) {
        return TestLake.in(root, asOf);
    }

    private List<String> lines(String query) {
        return lake("2026-07-15").lines(query);
    }

    /** Level 2 is proficient, from 500 on until 2023-24 and from 540 on then; Algebra has no cut score of before. */
    private void cutScores() throws IOException {
        Files.createDirectories(root.resolve("cut-scores"));
        Files.writeString(root.resolve("cut-scores/state.csv"), """
                assessment,edition,from_school_year,to_school_year,subject,grade_level,level,level_name,lowest_score,proficient,authority,source
                State Test,2015,2015-16,2023-24,Math,05,1,Not met,,no,The state,a page
                State Test,2015,2015-16,2023-24,Math,05,2,Met,500,yes,The state,a page
                State Test,2024,2024-25,,Mathematics,05,1,Not met,,no,The state,a page
                State Test,2024,2024-25,,Mathematics,05,2,Met,540,yes,The state,a page
                Algebra,2024,2024-25,,Math,,1,,,no,The state,a page
                Algebra,2024,2024-25,,Math,,2,,300.5,yes,The state,a page
                """);
    }

    private List<String> proficient(String more) {
        return lines("select school_year, policy, version, organization_id, coalesce(numerator::bigint::varchar, '-'),"
                + " denominator::bigint, status from metric_value where metric = 'proficiency_rate_math'"
                + " and authority = 'state' and group_dimension = 'all' " + more + " order by all");
    }

    @Test
    void aScoreWithoutItsLevelHasTheOneThatTheCutScoresOfItsYearGive() throws IOException {
        cutScores();
        lake("2026-07-15")
                .rows(
                        "assessment_result",
                        RESULT,
                        "2023-24, just-in, 0101, State Test, Math, 05, 2024-04-01, 500, ",
                        "2023-24, just-out, 0101, State Test, Math, 05, 2024-04-01, 499.999, ",
                        "2024-25, just-out-now, 0101, state test, maths, 05, 2025-04-01, 539, ",
                        "2024-25, just-in-now, 0101, State Test, Mathematics, 05, 2025-04-01, 540, ",
                        "2024-25, delivered, 0101, State Test, Mathematics, 05, 2025-04-01, 540, Not met",
                        "2024-25, number, 0101, Algebra, Math, 08, 2025-04-01, 300.5, ",
                        "2024-25, other-grade, 0101, State Test, Math, 06, 2025-04-01, 600, ",
                        "2014-15, no-edition, 0101, State Test, Math, 05, 2015-04-01, 600, ",
                        "2024-25, nothing, 0101, State Test, Math, 05, 2025-04-01, , ")
                .publish();
        assertThat(lines("select student_number, performance_level, level_from from agg_assessment_year"
                        + " join dim_student using (school_year, student_key) where organization_type = 'district'"
                        + " order by 1"))
                .containsExactly(
                        "delivered|Not met|delivered",
                        "just-in|Met|cut score",
                        "just-in-now|Met|cut score",
                        "just-out|Not met|cut score",
                        "just-out-now|Not met|cut score",
                        "no-edition||",
                        "nothing||",
                        "number|2|cut score",
                        "other-grade||");
        assertThat(lake("2026-07-15")
                        .lines(
                                Audience.ANALYST,
                                "select edition, from_school_year, to_school_year, level, lowest_score, below_score, source"
                                        + " from dim_cut_score where test = 'state test' order by 2, 4"))
                .containsExactly(
                        "2015|2015-16|2023-24|1||500.0000|a page",
                        "2015|2015-16|2023-24|2|500.0000||a page",
                        "2024|2024-25||1||540.0000|a page",
                        "2024|2024-25||2|540.0000||a page");
    }

    @Test
    void aYearBeforeIsToldAgainByTheNewCutScoresWhereEveryScoreIsThereAndSaysWhatIsMissingWhereNot()
            throws IOException {
        cutScores();
        lake("2026-07-15")
                .rows(
                        "assessment_result",
                        RESULT,
                        "2022-23, a, 0101, State Test, Math, 05, 2023-04-01, 520, Met",
                        "2022-23, b, 0101, State Test, Math, 05, 2023-04-01, 560, 2",
                        "2022-23, c, 0101, State Test, Math, 05, 2023-04-01, 400, ",
                        "2022-23, d, 0102, State Test, Math, 05, 2023-04-01, , Met",
                        "2022-23, e, 0102, State Test, Math, 05, 2023-04-01, 560, Met",
                        "2024-25, a, 0101, State Test, Math, 05, 2025-04-01, , Level 2",
                        "2024-25, b, 0101, State Test, Math, 05, 2025-04-01, 539, ",
                        "2025-26, b, 0101, State Test, Math, 05, 2026-04-01, 539, Met")
                .publish();
        assertThat(proficient(""))
                .containsExactly(
                        "2022-23|in_force|1|0101|2|3|ok",
                        "2022-23|in_force|1|0102|2|2|ok",
                        "2022-23|in_force|1|3100042|4|5|ok",
                        "2022-23|restated|2|0101|1|3|ok",
                        "2022-23|restated|2|0102|-|2|missing_input",
                        "2022-23|restated|2|3100042|-|5|missing_input",
                        "2024-25|in_force|2|0101|1|2|ok",
                        "2024-25|in_force|2|3100042|1|2|ok",
                        "2025-26|in_force|2|0101|1|1|ok",
                        "2025-26|in_force|2|3100042|1|1|ok");
        for (Audience audience : Audience.values()) {
            assertThat(lake("2026-07-15")
                            .lines(
                                    audience,
                                    "select version, missing from metric_missing_input"
                                            + " where metric = 'proficiency_rate_math'"))
                    .as(audience.label())
                    .containsExactly("2|a scale score for every result, and cut scores of 2024-25 for its test, subject"
                            + " and grade");
        }
        assertThat(lines("select comparability from metric_definition where metric = 'proficiency_rate_math'"
                        + " and authority = 'state' and version = 2"))
                .as("a trend is not joined across it")
                .containsExactly("break");
    }

    @Test
    void aTestThatHadNoCutScoresInAYearLeavesItsNumberMissing() throws IOException {
        cutScores();
        lake("2026-07-15")
                .rows(
                        "assessment_result",
                        RESULT,
                        "2022-23, a, 0101, Algebra, Math, 08, 2023-04-01, 400, ",
                        "2022-23, b, 0102, Placement, Math, 08, 2023-04-01, 400, 3")
                .publish();
        assertThat(proficient("and organization_id = '0101'"))
                .containsExactly("2022-23|in_force|1|0101|-|1|missing_input", "2022-23|restated|2|0101|1|1|ok");
        assertThat(proficient("and organization_id = '0102'"))
                .as("a test without any cut scores is not looked at")
                .isEmpty();
    }

    @Test
    void ninthGradersAreCountedWithTheCreditOfAllSchoolsAtTheOneAttendedLast() {
        ninthGraders(lake("2026-07-15"), "2026-06-05").publish();
        assertThat(lines("select student_number, organization_id, enrolled_at_end, credits_earned::double,"
                        + " credits_with_summer::double, core_credits_failed::double from agg_ninth_grade"
                        + " join dim_student using (school_year, student_key) where organization_type = 'school'"
                        + " and school_year = '2025-26' order by 1"))
                .containsExactly(
                        "dropout|0301|false|0.0|0.0|0.0",
                        "fails-art|0301|true|5.0|5.0|0.0",
                        "fails-one|0301|true|5.0|5.0|0.5",
                        "fails-year|0301|true|6.0|6.0|1.0",
                        "moves|0302|true|6.0|6.0|0.0",
                        "summer|0301|true|4.5|6.0|1.0");
        assertThat(onTrack())
                .containsExactly(
                        "district|0301|2|4|ok",
                        "district|0302|1|1|ok",
                        "district|3100042|3|5|ok",
                        "state|0301|2|4|ok",
                        "state|0302|1|1|ok",
                        "state|3100042|3|5|ok");
    }

    @Test
    void aYearThatIsNotOverHasNoNinthGradersOnTrack() {
        ninthGraders(lake("2026-05-01"), "").publish();
        assertThat(lake("2026-05-01").lines("select * from agg_ninth_grade where school_year = '2025-26'"))
                .isEmpty();
    }

    @Test
    void withoutTheSubjectOfAFailedCourseOrTheCreditOfASchoolTheNumberIsMissing() {
        ninthGraders(lake("2026-07-15"), "2026-06-05")
                .rows(
                        "school_enrollment",
                        STAY,
                        "2025-26, silent, 0303, 09, 2025-08-20, 2026-06-05, EOY",
                        "2025-26, unknown, 0304, 09, 2025-08-20, 2026-06-05, EOY")
                .rows("course_result", MARK, "2025-26, unknown, 0304, X99, S1, F, 0.5, 0")
                .publish();
        assertThat(onTrack())
                .containsExactly(
                        "district|0301|2|4|ok",
                        "district|0302|1|1|ok",
                        "district|0303|-|1|missing_input",
                        "district|0304|-|1|missing_input",
                        "district|3100042|-|7|missing_input",
                        "state|0301|2|4|ok",
                        "state|0302|1|1|ok",
                        "state|0303|-|1|missing_input",
                        "state|0304|0|1|ok",
                        "state|3100042|-|7|missing_input");
        assertThat(lines("select authority, missing from metric_missing_input where metric = 'ninth_grade_on_track'"
                        + " order by 1"))
                .containsExactly(
                        "district|course results with credit of every school with ninth graders, and the subject of every"
                                + " course that they failed",
                        "state|course results with credit of every school with ninth graders");
    }

    /** English is core by its code, science by the name of its subject, mathematics as it was the year before. */
    private TestLake ninthGraders(TestLake lake, String ends) {
        String closed = ends + ", " + (ends.isEmpty() ? "" : "EOY");
        return lake.rows(
                        "calendar_day",
                        "school_year, school_number, calendar_date date, in_session boolean, member_units integer",
                        "2024-25, 0301, 2025-06-05, true, 2520",
                        "2025-26, 0301, 2025-08-20, true, 2520",
                        "2025-26, 0301, 2026-06-05, true, 2520")
                .rows(
                        "school_enrollment",
                        STAY,
                        "2024-25, eighth, 0201, 08, 2024-08-20, 2025-06-05, EOY",
                        "2024-25, repeats, 0301, 09, 2024-08-20, 2025-06-05, EOY",
                        "2025-26, repeats, 0301, 09, 2025-08-20, " + closed,
                        "2025-26, fails-one, 0301, 09, 2025-08-20, " + closed,
                        "2025-26, fails-year, 0301, 09, 2025-08-20, " + closed,
                        "2025-26, fails-art, 0301, 09, 2025-08-20, " + closed,
                        "2025-26, summer, 0301, 09, 2025-08-20, " + closed,
                        "2025-26, dropout, 0301, 09, 2025-08-20, 2026-01-10, W5",
                        "2025-26, moves, 0301, 09, 2025-08-20, 2026-01-20, W1",
                        "2025-26, moves, 0302, 09, 2026-01-21, " + closed,
                        "2025-26, tenth, 0301, 10, 2025-08-20, " + closed)
                .table("course", """
                        select * from (values
                            ('2024-25', 'c1', 'MATH9', 'Algebra I', ['Mathematics'], ['02052']),
                            ('2025-26', 'c2', 'math9', 'Algebra I', null, null),
                            ('2025-26', 'c3', 'ENG9', 'English 9', ['Humanities'], ['1001']),
                            ('2025-26', 'c4', 'BIO', 'Biology', ['Science'], null),
                            ('2025-26', 'c5', 'CS', 'Programming', ['Computer Science'], null),
                            ('2025-26', 'c6', 'ART', 'Art', ['Arts'], ['05154'])
                        ) t(school_year, sourced_id, course_code, title, subjects, subject_codes)""")
                .rows(
                        "course_result",
                        MARK,
                        "2025-26, fails-one, 0301, ENG9, S1, F, 0.5, 0",
                        "2025-26, fails-one, 0301, ENG9, S2, D, 5, 5",
                        "2025-26, fails-year, 0301, BIO, Y1, F, 1, 0",
                        "2025-26, fails-year, 0301, ART, Y1, A, 6, 6",
                        "2025-26, fails-art, 0301, ART, Y1, F, 1, 0",
                        "2025-26, fails-art, 0301, CS, Y1, F, 1, 0",
                        "2025-26, fails-art, 0301, ENG9, Y1, A, 5, 5",
                        "2025-26, summer, 0301, MATH9, S1, F, 0.5, 0",
                        "2025-26, summer, 0301, MATH9, S2, NC, , ",
                        "2025-26, summer, 0301, MATH9, Summer, B, 1.5, 1.5",
                        "2025-26, summer, 0301, ENG9, S1, W, 0.5, 0",
                        "2025-26, summer, 0301, ART, S2, A, 4.5, 4.5",
                        "2025-26, moves, 0301, ENG9, S1, A, 3, 3",
                        "2025-26, moves, 0302, ENG9, S2, A, 3, 3",
                        "2025-26, repeats, 0301, ENG9, S2, A, 3, 3",
                        "2025-26, tenth, 0301, ENG9, S2, A, 3, 3");
    }

    private List<String> onTrack() {
        return lines(
                "select authority, organization_id, coalesce(numerator::bigint::varchar, '-'), denominator::bigint,"
                        + " status from metric_value where metric = 'ninth_grade_on_track' and school_year = '2025-26'"
                        + " and group_dimension = 'all' order by all");
    }
}
