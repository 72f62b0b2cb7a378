package org.yearbook.warehouse.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.publish.EntityScripts;

/** Who is counted, where a student, a child or a teacher could be counted twice, not at all, or as another. */
class PopulationsTest {

    private static final SchoolYear YEAR = SchoolYear.parse("2025-26");

    private Duck duck;

    @BeforeEach
    void tables() {
        duck = Duck.inMemory(Limits.small());
        EntityScripts.prepare(
                duck,
                new District(
                        "Cedar Valley School District",
                        "3100042",
                        "IL",
                        ZoneId.of("America/Chicago"),
                        MonthDay.of(7, 1),
                        MonthDay.of(10, 1),
                        10));
        duck.run("""
                create table dim_organization as
                from (values ('3100042', 'district', null), ('0101', 'school', 'elementary'), ('0102', 'school', 'high'),
                             ('0103', 'school', 'other')) t(organization_id, organization_type, school_level)""");
        duck.run("""
                create table dim_school_year as
                from (values ('2025-26', date '2025-10-01'), ('2026-27', date '2026-10-01')) t(school_year, count_day)""");
        duck.run("""
                create table dim_student as
                select '2025-26' as school_year, k as student_key, '08' as grade_level, 'female' as sex, 'White' as race_ethnicity_1997,
                       date '2012-05-05' as birth_date, false as swd, false as el, false as migrant,
                       false as econ_disadvantaged, false as homeless, false as foster, false as military
                from range(1, 5) t(k)""");
        duck.run("""
                create table dim_student_need as
                select '2025-26' as school_year, k as student_key, 'SLD' as primary_disability from range(1, 5) t(k)""");
        duck.run("""
                create table fact_student_program as
                select '2025-26' as school_year, k as student_key, p as program, b as begin_date, null::date as end_date
                from range(1, 5) t(k), (values ('SWD', date '2025-08-20'), ('EL', date '2026-01-10')) v(p, b)""");
        duck.run("""
                create table fact_student_enrollment(school_year varchar, student_key bigint, school_number varchar,
                    grade_level varchar, entry_date date, exit_date date, exit_code varchar, no_show boolean)""");
    }

    @AfterEach
    void close() {
        duck.close();
    }

    private void rows(String table, String... rows) {
        for (String row : rows) {
            duck.run("insert into " + table + " values (" + row + ")");
        }
    }

    /** {@return the numbers by place, set and codes, such as {@code 0101 CSA F WH7}} */
    private Map<String, String> counted(String specification, Level level) {
        YearFile file =
                FileSpecifications.shipped().file(specification, level, YEAR).orElseThrow();
        Map<String, String> counted = new TreeMap<>();
        String population = Populations.of(specification, YEAR).orElseThrow();
        Populations.prepare(duck, population);
        Counts.lay(duck, population);
        for (Count count : new Counts(duck, file).all()) {
            var key = new StringBuilder(count.organization() + " " + count.set().code());
            count.set()
                    .categories()
                    .forEach(list -> key.append(' ').append(count.codes().get(list)));
            counted.put(key.toString(), count.amount().stripTrailingZeros().toPlainString());
        }
        return counted;
    }

    /** {@return what is told of students at more than one school} */
    private List<String> told(String specification) {
        return told("primary-schools", specification);
    }

    private List<String> told(String notes, String specification) {
        String query = Populations.of(notes, specification, YEAR);
        Populations.prepare(duck, query);
        return duck.sql().fetch(query).getValues(0, String.class);
    }

    @Test
    void aStudentAtTwoSchoolsCountsWhereTheStayBeganLastInDataThatDoesNotTellWhichIsThePrimaryOne() {
        rows(
                "fact_student_enrollment",
                "'2025-26', 1, '0101', '08', '2025-08-20', null, null, false",
                "'2025-26', 1, '0102', '08', '2025-09-22', null, null, false",
                // Both began on one day: the greater number, in the grade of that stay.
                "'2025-26', 2, '0102', '09', '2025-08-20', null, null, false",
                "'2025-26', 2, '0101', '08', '2025-08-20', null, null, false",
                // A move on the day before is no second school.
                "'2025-26', 3, '0102', '08', '2025-08-20', '2025-09-30', null, false",
                "'2025-26', 3, '0101', '08', '2025-10-01', null, null, false");
        assertThat(counted("FS052", Level.SCH))
                .containsEntry("0101 TOT", "1")
                .containsEntry("0102 TOT", "2")
                .containsEntry("0102 ST4 09", "1");
        assertThat(counted("FS052", Level.LEA))
                .containsEntry("3100042 TOT", "3")
                .containsEntry("3100042 ST4 09", "1");
        assertThat(told("FS052"))
                .containsExactly(
                        "Students on the rolls of more than one school on the day of the count: 2. Each is counted"
                                + " at one of them, the primary one. Nobody says which one that is of 2 of them. Where that is not"
                                + " clear, the school counts where the stay began last (primary_enrollment of sis-enrollments).");
        assertThat(told("FS195")).isEmpty();
    }

    @Test
    void theSchoolThatIsSaidToBeThePrimaryOneCountsTheStudentWhicheverStayBeganLast() {
        duck.run("alter table fact_student_enrollment add column primary_enrollment boolean");
        rows(
                "fact_student_enrollment",
                "'2025-26', 1, '0101', '08', '2025-08-20', null, null, false, true",
                "'2025-26', 1, '0102', '09', '2025-09-22', null, null, false, false",
                // It is enough to say which one is not.
                "'2025-26', 2, '0101', '08', '2025-08-20', null, null, false, null",
                "'2025-26', 2, '0102', '08', '2025-09-22', null, null, false, false",
                // Both are said to be it.
                "'2025-26', 3, '0101', '08', '2025-08-20', null, null, false, true",
                "'2025-26', 3, '0103', '08', '2025-09-22', null, null, false, true",
                // The primary school was left before the day.
                "'2025-26', 4, '0101', '08', '2025-08-20', '2025-09-30', null, false, true",
                "'2025-26', 4, '0102', '08', '2025-08-20', null, null, false, false");
        assertThat(counted("FS052", Level.SCH))
                .containsEntry("0101 TOT", "2")
                .containsEntry("0102 TOT", "1")
                .containsEntry("0103 TOT", "1");
        assertThat(counted("FS052", Level.LEA))
                .containsEntry("3100042 TOT", "4")
                .doesNotContainKey("3100042 ST4 09");
        assertThat(told("FS141"))
                .singleElement()
                .asString()
                .startsWith("Students on the rolls of more than one school on the day of the count: 3.")
                .contains(" More than one is said to be it of 1 of them.")
                .doesNotContain("Nobody says");
    }

    @Test
    void aTeacherOfASchoolOfAllGradesOrOfTheDistrictIsATeacher() {
        duck.run("create temp table staff_category(job_code varchar, category varchar)");
        duck.run("""
                create table fact_staff_assignment as
                select k as staff_key, school as school_number, 0.5 as fte, job as job_code, kind as staff_classification,
                       false as inexperienced, false as emergency_credential, false as out_of_field,
                       date '2025-08-01' as begin_date, null::date as end_date
                from (values (1, '0103', 'T', 'Teacher'), (2, null, 'T', 'Teacher'), (3, '0101', 'T', 'Teacher'),
                             (4, '0103', 'A', 'Paraprofessional')) t(k, school, job, kind)""");
        assertThat(counted("FS203", Level.LEA)).containsEntry("3100042 TOT", "1.5");
        assertThat(counted("FS203", Level.SCH)).containsEntry("0103 TOT", "0.5").containsEntry("0101 TOT", "0.5");
    }

    private void removals(String... incidents) {
        duck.run("""
                create table fact_discipline_incident(school_year varchar, incident_key bigint, student_key bigint,
                    incident_date date, action varchar, action_begin_date date, action_days decimal(18, 4),
                    interim_removal varchar, interim_removal_reason varchar)""");
        rows("fact_discipline_incident", incidents);
    }

    @Test
    void aChildWhoBecameAnEnglishLearnerBetweenTwoRemovalsIsOneChild() {
        removals(
                "'2025-26', 1, 1, '2025-11-05', 'Interim setting', null, 20, 'REMDW', 'D'",
                "'2025-26', 2, 1, '2026-02-05', 'Interim setting', null, 20, 'REMDW', 'W'");
        assertThat(counted("FS005", Level.LEA))
                .containsEntry("3100042 ST1 REMDW", "1")
                .containsEntry("3100042 CSD LEP REMDW", "1")
                .doesNotContainKey("3100042 CSD NLEP REMDW");
    }

    @Test
    void anExpulsionWithoutDaysIsForMoreThanTen() {
        removals(
                "'2025-26', 1, 1, '2025-11-05', 'Expulsion', null, null, null, null",
                "'2025-26', 2, 2, '2025-11-05', 'Expulsion', null, 5, null, null",
                "'2025-26', 3, 3, '2025-11-05', 'Out-of-school suspension', null, null, null, null");
        assertThat(counted("FS006", Level.LEA))
                .containsEntry("3100042 ST1 GREATER10 OUTOFSCHOOL", "1")
                .containsEntry("3100042 ST1 LTOREQ10 OUTOFSCHOOL", "2");
        assertThat(counted("FS088", Level.LEA))
                .containsEntry("3100042 ST1 GREATER10", "1")
                .containsEntry("3100042 ST1 2TO10", "1")
                .containsEntry("3100042 ST1 LTOREQ1", "1");
    }

    @Test
    void whoGoesOnAtOneOfTwoSchoolsHasNotDroppedOut() {
        rows(
                "fact_student_enrollment",
                "'2025-26', 1, '0101', '09', '2025-08-20', null, null, false",
                "'2025-26', 1, '0102', '09', '2025-09-22', '2025-10-10', 'W5', false",
                "'2025-26', 2, '0101', '09', '2025-08-20', '2025-11-10', 'W1', false",
                "'2025-26', 2, '0102', '09', '2025-11-11', '2026-01-10', 'W5', false");
        assertThat(counted("FS032", Level.LEA)).containsEntry("3100042 TOT", "1");
        assertThat(counted("FS032", Level.SCH)).containsEntry("0102 TOT", "1").doesNotContainKey("0101 TOT");
    }

    @Test
    void dataOfBeforeTheNextFallCountSaysThatNobodyCanBeBackYet() {
        duck.run("create table publication as select date '2026-08-01' as as_of");
        assertThat(told("next-count-day", "FS032"))
                .singleElement()
                .asString()
                .startsWith(
                        "The day of the next fall count (2026-10-01) had not come when this data was of 2026-08-01:")
                .contains("yearbook export freeze 2025-26 year-end --again --by NAME");
        assertThat(told("next-count-day", "FS040")).isEmpty();
        duck.run("update publication set as_of = date '2026-10-01'");
        assertThat(told("next-count-day", "FS032")).isEmpty();
        duck.run("delete from dim_school_year where school_year = '2026-27'");
        assertThat(told("next-count-day", "FS032"))
                .singleElement()
                .asString()
                .startsWith("The day of the next fall count had not come when this data was of 2026-10-01:");
    }

    @Test
    void whoIsExpectedInTheNextFallAndNeverComesHasDroppedOutAndWhoComesHasNot() {
        rows(
                "fact_student_enrollment",
                "'2025-26', 1, '0102', '09', '2025-08-20', '2026-03-10', 'W5', false",
                "'2026-27', 1, '0102', '09', '2026-08-20', null, 'NOSHOW', false",
                "'2025-26', 2, '0102', '09', '2025-08-20', '2026-03-10', 'W5', false",
                "'2026-27', 2, '0102', '09', '2026-08-20', null, null, false",
                "'2025-26', 3, '0102', '09', '2025-08-20', '2026-03-10', 'W5', false",
                "'2025-26', 3, '0101', '09', '2026-03-20', null, 'NOSHOW', false");
        assertThat(counted("FS032", Level.LEA)).containsEntry("3100042 TOT", "2");
    }

    @Test
    void ofTestsInASubjectAtTwoSchoolsTheLaterOneCountsWithHowItWasTaken() {
        duck.run("""
                create table fact_assessment_result as
                from (values ('2025-26', 1, '0102', 'State', 'Math', '08', date '2026-04-20', 300, '3', 'Alternate'),
                             ('2025-26', 1, '0101', 'State', 'Math', '08', date '2026-04-10', 100, '1', 'Regular'))
                    t(school_year, student_key, school_number, test, subject, grade_level, test_date, scale_score,
                      performance_level, administration)""");
        duck.run("create table dim_cut_score as from (values ('state')) t(test)");
        duck.run("""
                create table agg_assessment_standard as
                select '2025-26' as school_year, place as organization_id, kind as organization_type, 1 as student_key,
                       'State' as test, 'Math' as subject_name, 'math' as subject, '08' as grade_level, true as in_force,
                       level as standard_level, level > 2 as proficient
                from (values ('0101', 'school', 1), ('0102', 'school', 3), ('3100042', 'district', 3)) t(place, kind, level)""");
        assertThat(counted("FS175", Level.SCH).keySet())
                .contains("0102 ST1 08 PROFICIENT ALTASSALTACH")
                .noneMatch(key -> key.startsWith("0101"));
        assertThat(counted("FS175", Level.LEA)).containsEntry("3100042 ST1 08 PROFICIENT ALTASSALTACH", "1");
    }

    @Test
    void whoHadToTakeATestIsKnownWhereResultsDoNotTellTheirGrade() {
        rows(
                "fact_student_enrollment",
                "'2025-26', 1, '0102', '08', '2025-08-20', null, null, false",
                "'2025-26', 2, '0102', '08', '2025-08-20', null, null, false",
                "'2025-26', 3, '0102', '05', '2025-08-20', null, null, false");
        duck.run("""
                create table fact_assessment_result as
                select '2025-26' as school_year, 1 as student_key, '0102' as school_number, 'State' as test,
                       'Math' as subject, null::varchar as grade_level, date '2026-04-20' as test_date,
                       300 as scale_score, '3' as performance_level, 'Regular' as administration""");
        duck.run("""
                create table agg_assessment_standard(school_year varchar, organization_id varchar, organization_type varchar,
                    student_key bigint, test varchar, subject_name varchar, subject varchar, grade_level varchar,
                    in_force boolean, standard_level integer, proficient boolean)""");
        duck.run("create table dim_cut_score as from (values ('state')) t(test)");
        assertThat(counted("FS185", Level.LEA))
                .containsEntry("3100042 ST1 08 REGPARTWOACC", "1")
                .containsEntry("3100042 ST1 08 NPART", "1")
                .doesNotContainKey("3100042 ST1 05 NPART");
    }
}
