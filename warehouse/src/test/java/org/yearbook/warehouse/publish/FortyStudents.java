package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * A home with one night of a school of forty students, made by hand, and of a second one that one of them moves to and
 * another goes to in the afternoon. What each student is for stands in {@code submission/forty/README.md}.
 */
public final class FortyStudents {

    private static final String STAYS = """
            select number, '0101' as school, grade, entry::date as entry, try_cast(exit as date) as exit,
                   case when exit_code = 'NOSHOW' then 'NS' else 'R1' end as entry_code, exit_code
            from pupil
            union all
            select number, '0102', grade, case number when '11' then date '2025-10-13' else entry::date end, null, 'T1', null
            from pupil where number in ('11', '12')""";

    private final TestLake lake;
    private final Path list;

    private FortyStudents(Path root) {
        lake = TestLake.in(root, "2026-07-15");
        list = root.resolve("forty-students.csv");
        try {
            write(root);
            copy(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        students();
        attendance();
        incidents();
        tests();
        staff();
        lake.publish();
    }

    /** {@return the home, with its publication} */
    public static DistrictHome publish(Path root) {
        return new FortyStudents(root).lake.home();
    }

    // Other modules find the list inside a jar, where the engine cannot read it.
    private static void copy(Path list) throws IOException {
        try (InputStream students =
                FortyStudents.class.getResourceAsStream("/org/yearbook/warehouse/submission/forty/students.csv")) {
            Files.copy(Objects.requireNonNull(students), list, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void write(Path root) throws IOException {
        Files.writeString(root.resolve("district.yaml"), """
                federal:
                  district_id: "00042"
                  school_ids: {"0101": "9101"}
                """, StandardOpenOption.APPEND);
        Path federal = Files.createDirectories(root.resolve("federal"));
        Files.writeString(federal.resolve("directory.csv"), """
                organization,name,nces_id,type,grades,phone,mailing_address_1,mailing_city,mailing_state,mailing_zip,system_status,charter,reconstituted
                3100042,,3100042,1,PK KG 01 02 03 04 05 06 07 08 09 10 11 12 UG,(202) 555-0100,1 School Street,Cedar Valley,IL,60001,1,NOTCHR,
                0101,,00101,1,PK KG 01 02 03 04 05 06 07 08 09 10 11 12 UG,202-555-0101,2 School Street,Cedar Valley,IL,60001,1,NO,NO
                0102,,00102,1,05 06,202-555-0102,"3 School Street, Rear",Cedar Valley,IL,60001,1,NO,NO
                0103,Cedar Academy,00103,4,09,202-555-0103,4 School Street,Cedar Valley,IL,60001,7,NO,NO
                """);
        Files.writeString(federal.resolve("staff-categories.csv"), """
                job_code,category
                T1,ELMTCH
                T2,SECTCH
                C1,ELMGUI
                """);
        Files.createDirectories(root.resolve("cut-scores"));
        var cuts = new StringBuilder("assessment,edition,from_school_year,to_school_year,subject,grade_level,level,"
                + "level_name,lowest_score,proficient,authority,source\n");
        for (String subject : new String[] {"Mathematics", "ELA", "Science"}) {
            for (int level = 1; level <= 4; level++) {
                cuts.append("State Summative,first,2015-16,,%s,,%d,,%s,%s,State Board,By hand\n"
                        .formatted(subject, level, level == 1 ? "" : level * 100, level >= 3 ? "yes" : "no"));
            }
        }
        Files.writeString(root.resolve("cut-scores/state.csv"), cuts.toString());
    }

    /** A query over the hand-made list, as {@code pupil}. */
    private String over(String query) {
        return "with pupil as (select * from read_csv(" + Duck.literal(list.toString())
                + ", header = true, comment = '#', all_varchar = true)) " + query;
    }

    private void students() {
        lake.rows(
                "organization",
                "school_year, sourced_id, name, organization_type, identifier",
                "2025-26, a, Alder School, school, 0101",
                "2025-26, b, Birch School, school, 0102");
        lake.table("roster_user", over("""
                select '2025-26' as school_year, 'u' || number as sourced_id, 'student' as role, number as identifier,
                       'Given' || number as given_name, 'Family' || number as family_name
                from pupil"""));
        lake.table("demographic", over("""
                select '2025-26' as school_year, 'u' || number as sourced_id, born::date as birth_date,
                       case sex when 'F' then 'female' when 'M' then 'male' end as sex,
                       race = 'AmericanIndian' as american_indian_or_alaska_native, race = 'Asian' as asian,
                       race = 'Black' as black_or_african_american,
                       race = 'PacificIslander' as native_hawaiian_or_other_pacific_islander, race = 'White' as white,
                       race = 'TwoOrMore' as two_or_more_races, race = 'HispanicOrLatino' as hispanic_or_latino
                from pupil"""));
        lake.table("student", over("""
                select '2025-26' as school_year, number as student_number, language as home_language, lunch as lunch_status,
                       case certified when 'Y' then true when 'N' then false end as directly_certified,
                       night as night_time_residence, case alone when 'Y' then true when 'N' then false end
                           as unaccompanied_youth, disability as primary_disability, environment as idea_environment
                from pupil"""));
        // Those of grade 12 have been in high school for four years, and in grade 8 before.
        lake.table("school_enrollment", over("""
                select '2025-26' as school_year, number as student_number, school as school_number, grade as grade_level,
                       entry as entry_date, entry_code, exit as exit_date, exit_code,
                       case number when '12' then school = '0101' end as primary_enrollment
                from (%s)
                union all
                select (2021 + y) || '-' || (22 + y), number, '0101', lpad((8 + y)::varchar, 2, '0'),
                       make_date(2021 + y::integer, 8, 20), 'R1', make_date(2022 + y::integer, 6, 5), 'EOY', null
                from pupil, range(0, 4) t(y) where grade = '12'""".formatted(STAYS)));
        lake.table("student_program", over("""
                select '2025-26' as school_year, number as student_number, split_part(spell, ':', 1) as program,
                       coalesce(try_cast(split_part(spell, ':', 2) as date), date '2025-08-20') as begin_date,
                       try_cast(split_part(spell, ':', 3) as date) as end_date
                from (select number, unnest(string_split(programs, ' ')) as spell from pupil where programs is not null)
                where spell <> ''"""));
    }

    private void attendance() {
        lake.table("calendar_day", """
                select '2025-26' as school_year, s as school_number, d::date as calendar_date, true as in_session,
                       2520::bigint as member_units
                from range(date '2025-09-22', date '2025-11-01', interval 1 day) t(d), (values ('0101'), ('0102')) v(s)
                where dayofweek(d) between 1 and 5""");
        lake.table("student_attendance", over("""
                , stay as (%s),
                expected as (
                    select s.number, s.school, d::date as day, case s.number when '12' then 1260 else 2520 end as units,
                           row_number() over (partition by s.number, s.school order by d) as nth,
                           p."full"::integer as whole, p.half::integer as half, p.quarter::integer as quarter
                    from stay s
                    join pupil p on p.number = s.number
                    join range(date '2025-09-22', date '2025-11-01', interval 1 day) t(d)
                        on d::date >= s.entry and d::date <= coalesce(s.exit, d::date) and dayofweek(d) between 1 and 5
                    where s.entry_code <> 'NS')
                select '2025-26' as school_year, number as student_number, school as school_number, day as attendance_date,
                       case when nth <= whole + half + quarter then 'A' end as attendance_code,
                       units::integer as member_units,
                       case when nth <= whole then units when nth <= whole + half then units // 2
                            when nth <= whole + half + quarter then units // 4 else 0 end::integer as absent_units
                from expected""".formatted(STAYS)));
    }

    private void incidents() {
        lake.rows(
                "discipline_incident",
                "school_year, incident_id, student_number, school_number, incident_date date, behavior, action,"
                        + " action_begin_date date, action_days decimal, interim_removal, interim_removal_reason",
                "2025-26, D1, 14, 0101, 2025-10-03, Fighting, Out-of-school suspension, 2025-10-06, 3, None, ",
                "2025-26, D2, 14, 0101, 2025-10-14, Defiance, In-school suspension, 2025-10-14, 1, None, ",
                "2025-26, D3, 24, 0101, 2025-09-26, Fighting, Out-of-school suspension, 2025-09-29, 8, None, ",
                "2025-26, D4, 24, 0101, 2025-10-09, Fighting, Out-of-school suspension, 2025-10-10, 4, None, ",
                "2025-26, D5, 13, 0101, 2025-10-15, Defiance, In-school suspension, 2025-10-15, 0.5, None, ",
                "2025-26, D6, 22, 0101, 2025-10-06, Weapon, Out-of-school suspension, 2025-10-07, 10, REMDW, W",
                "2025-26, D7, 16, 0101, 2025-10-06, Fighting, Out-of-school suspension, 2025-10-07, 2, None, ",
                "2025-26, D8, 2, 0101, 2025-10-06, Defiance, Detention, 2025-10-06, 0, None, ",
                "2025-26, D9, 37, 0101, 2025-10-06, Assault, Interim setting, 2025-10-08, 20, REMHO, ",
                "2025-26, D10, 38, 0101, 2025-10-09, Biting, Out-of-school suspension, 2025-10-09, 1, None, ");
    }

    private void tests() {
        lake.table("assessment_result", over("""
                , taken as (
                    select number, grade, 'Mathematics' as subject, math as level, administration from pupil
                    where math is not null or administration in ('NotTested', 'MedicalExemption')
                    union all
                    select number, grade, 'ELA', reading,
                           case number when '27' then 'EnglishProficiency' else administration end
                    from pupil
                    where reading is not null or number = '27' or administration in ('NotTested', 'MedicalExemption')
                    union all
                    select number, grade, 'Science', science, administration from pupil
                    where science is not null or administration = 'MedicalExemption')
                select '2025-26' as school_year, number as student_number,
                       case number when '11' then '0102' else '0101' end as school_number, 'State Summative' as test, subject,
                       grade as grade_level, date '2025-10-22' as test_date, (level::integer * 100 + 5)::decimal(18, 4)
                           as scale_score, level as performance_level, administration
                from taken"""));
    }

    private void staff() {
        lake.rows(
                "staff_assignment",
                "employee_id, position_id, job_code, staff_classification, school_number, fte decimal, begin_date date,"
                        + " end_date date, inexperienced boolean, emergency_credential boolean, out_of_field boolean",
                "e1, p1, T1, Teacher, 0101, 1, 2025-08-01, , true, false, false",
                "e2, p2, T2, Teacher, 0101, 0.5, 2025-08-01, , false, true, false",
                "e2, p3, T2, Teacher, 0102, 0.5, 2025-08-01, , false, true, false",
                "e3, p4, T2, Teacher, 0101, 1, 2025-08-01, , false, false, true",
                "e4, p5, A1, Principal, 0101, 1, 2025-08-01, , , , ",
                "e5, p6, C1, Support, 0101, 0.75, 2025-08-01, , , , ",
                "e6, p7, A2, Administrator, , 1, 2025-08-01, , , , ",
                "e7, p8, P1, Paraprofessional, 0101, 0.6, 2025-08-01, , , , ",
                // Gone before the count day.
                "e8, p9, T1, Teacher, 0101, 1, 2024-08-01, 2025-09-30, false, false, false");
    }
}
