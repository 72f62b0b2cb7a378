package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the roster leaves open of a student is as the student's own record has it. */
class StudentRecordsTest {

    private static final String STAYS =
            "school_year, student_number, school_number, grade_level, entry_date date, entry_code, exit_date date, exit_code";

    private static final String FLAGS =
            "school_year, sourced_id, hispanic_or_latino boolean, white boolean, asian boolean,"
                    + " two_or_more_races boolean, sex, birth_date date";

    private static final String RACES =
            "select student_number, race_ethnicity, race_ethnicity_1997 from dim_student order by 1";

    @TempDir
    Path root;

    private TestLake lake;

    @BeforeEach
    void sevenStudents() {
        lake = TestLake.in(root, "2026-06-01");
        for (int student = 1; student <= 7; student++) {
            lake.rows("school_enrollment", STAYS, "2025-26, " + student + ", 0101, 05, 2025-08-20, R1, , ");
        }
    }

    private void rosterOfFive() {
        for (int student = 1; student <= 5; student++) {
            lake.rows(
                    "roster_user",
                    "school_year, sourced_id, role, identifier",
                    "2025-26, s" + student + ", student, " + student);
        }
    }

    /** Adds a record of a student: the races as a DuckDB list, what else is said as columns. */
    private void record(int student, String races, String said) {
        lake.table(
                "student",
                "select '2025-26' as school_year, '" + student + "' as student_number, " + races
                        + "::varchar[] as race, " + said);
    }

    private static String answer(String hispanic) {
        return hispanic + "::boolean as hispanic_or_latino, null::varchar as sex";
    }

    @Test
    void aStudentWhomNoRosterKnowsIsAsTheRecordSays() {
        record(
                1,
                "['White']",
                "true as hispanic_or_latino, 'Female' as sex, date '2014-02-28' as birth_date,"
                        + " 'Ana' as given_name, 'Cruz' as family_name");
        lake.publish();
        assertThat(lake.lines("select student_number, race_ethnicity, sex, birth_date, given_name, family_name"
                        + " from dim_student where student_number <= '2' order by 1"))
                .containsExactly("1|Hispanic/Latino|Female|2014-02-28|Ana|Cruz", "2|Not reported|Not reported|||");
    }

    @Test
    void racesOfARecordFollowTheFederalOrder() {
        record(1, "['White']", answer("false"));
        record(2, "['White', 'Asian']", answer("false"));
        record(3, "['TwoOrMoreRaces']", answer("null"));
        record(4, "['HispanicOrLatinoEthnicity']", answer("null"));
        record(5, "['HispanicOrLatinoEthnicity', 'White']", answer("false"));
        record(6, "[]", answer("true"));
        record(7, "null", answer("null"));
        lake.publish();
        assertThat(lake.lines(RACES))
                .containsExactly(
                        "1|White|White",
                        "2|Two or More Races|Two or More Races",
                        "3|Two or More Races|Two or More Races",
                        "4|Hispanic/Latino|Hispanic/Latino",
                        "5|White|White",
                        "6|Hispanic/Latino|Hispanic/Latino",
                        "7|Not reported|Not reported");
    }

    @Test
    void theRosterAnswersFirstAndEachQuestionThatItLeavesOpenIsAnsweredByTheRecord() {
        rosterOfFive();
        lake.rows(
                "demographic",
                FLAGS,
                "2025-26, s1, false, true, false, false, Male, 2014-03-01",
                "2025-26, s2, , true, , , , ",
                "2025-26, s3, false, false, false, false, , 2014-03-03",
                "2025-26, s4, true, , , , , ");
        for (int student = 1; student <= 5; student++) {
            record(
                    student,
                    "['Asian']",
                    "true as hispanic_or_latino, 'Female' as sex, date '2014-02-28' as birth_date");
        }
        lake.publish();
        assertThat(lake.lines("select student_number, race_ethnicity, sex, birth_date from dim_student"
                        + " where student_number <= '5' order by 1"))
                .containsExactly(
                        "1|White|Male|2014-03-01",
                        // ticked White, and not whether Hispanic
                        "2|Hispanic/Latino|Female|2014-02-28",
                        // not Hispanic, and no race ticked
                        "3|Asian|Female|2014-03-03",
                        "4|Hispanic/Latino|Female|2014-02-28",
                        "5|Hispanic/Latino|Female|2014-02-28");
    }

    @Test
    void oneQuestionIsAnsweredWholeByTheRosterOrWholeByTheRecord() {
        lake.combinedQuestion("2025-26");
        rosterOfFive();
        lake.rows(
                "demographic",
                FLAGS,
                "2025-26, s1, , true, , , , ",
                "2025-26, s2, false, false, , , , ",
                "2025-26, s3, , , , true, , ");
        record(1, "['Asian']", answer("true"));
        record(2, "['Asian', 'HispanicOrLatinoEthnicity']", answer("null"));
        record(3, "['Asian']", answer("null"));
        record(4, "['MiddleEasternOrNorthAfrican']", answer("null"));
        record(5, "[]", answer("true"));
        record(6, "['TwoOrMoreRaces']", answer("null"));
        record(7, "['White', null]", answer("null"));
        lake.publish();
        assertThat(lake.lines(RACES))
                .containsExactly(
                        "1|White alone|White",
                        "2|Multiracial and/or Multiethnic|Hispanic/Latino",
                        "3|Multiracial and/or Multiethnic|Two or More Races",
                        "4|Middle Eastern or North African alone|White",
                        "5|Hispanic or Latino alone|Hispanic/Latino",
                        "6|Multiracial and/or Multiethnic|Two or More Races",
                        "7|White alone|White");
    }

    @Test
    void twoSystemsWithARecordOfOneStudentMakeOneStudent() {
        record(1, "[]", "null::boolean as hispanic_or_latino, 'Female' as sex");
        record(1, "['Asian']", "false as hispanic_or_latino, null::varchar as sex");
        lake.publish();
        assertThat(lake.lines("select student_number, race_ethnicity, sex from dim_student where student_number = '1'"))
                .containsExactly("1|Asian|Female");
    }

    @Test
    void englishLearnersAndStudentsWithDisabilitiesAreThoseOfTheProgramsAndElseOfTheRecords() {
        record(1, "[]", "true as english_learner, false as special_education, true as homeless");
        record(2, "[]", "null::boolean as english_learner, true as special_education, false as homeless");
        String groups = "select student_number, el, swd, homeless, econ_disadvantaged from dim_student"
                + " where student_number <= '3' order by 1";
        lake.publish();
        assertThat(lake.lines(groups)).containsExactly("1|true|false||", "2||true||", "3||||");

        lake.rows(
                "student_program",
                "school_year, student_number, program, begin_date date, end_date date",
                "2025-26, 3, EL, 2025-08-20, ");
        lake.publish();
        assertThat(lake.lines(groups))
                .containsExactly("1|false|false|false|false", "2|false|false|false|false", "3|true|false|false|false");
    }
}
