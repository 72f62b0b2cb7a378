-- Results in the state's test, and who had to take it. Which tests are the state's, the district says; else each is that
-- has cut scores. Of several results in a subject the one of the latest day counts.
create or replace temp macro edfacts_is_state_test(test) as
    getvariable('state_tests') is null or list_contains(getvariable('state_tests'), lower(trim(test)));

create or replace temp macro edfacts_results(year, of_subject) as table
with taken as (
    select student_key, school_number, lower(trim(test)) as test, lower(trim(subject)) as subject,
           arg_max(administration, test_date) as administration, max(test_date) as test_date
    from fact_assessment_result where school_year = year
    group by all),
result as (
    select a.organization_id, a.organization_type, a.student_key, a.grade_level, a.proficient, a.standard_level, t.administration,
           row_number() over (partition by a.organization_type, a.student_key
                              order by t.test_date desc nulls last, a.test, t.school_number) as nth
    from agg_assessment_standard a
    left join taken t on t.student_key = a.student_key and t.test = lower(trim(a.test)) and t.subject = lower(trim(a.subject_name))
        and (a.organization_type = 'district' or t.school_number = a.organization_id)
    where a.school_year = year and a.in_force and a.subject = of_subject and a.proficient is not null
      and edfacts_is_state_test(a.test))
select * exclude (nth) from result where nth = 1;

-- Each student of a tested grade on the rolls on any day of the test's window: at the school of the result, else at the
-- one attended last within it. A result without a grade is of the student's, as it is for achievement.
create or replace temp macro edfacts_to_test(year, of_subject) as table
with result as (
    select r.student_key, arg_max(r.school_number, (r.test_date, r.school_number)) as school_number,
           arg_max(r.administration, r.test_date) as administration,
           coalesce(arg_max(r.grade_level, r.test_date), any_value(d.grade_level)) as grade_level,
           min(r.test_date) as first_day, max(r.test_date) as last_day,
           bool_or(r.scale_score is not null or r.performance_level is not null) as scored
    from fact_assessment_result r
    left join dim_student d on d.school_year = r.school_year and d.student_key = r.student_key
    where r.school_year = year and tested_subject(r.subject) = of_subject and edfacts_is_state_test(r.test)
      and lower(trim(r.test)) in (select test from dim_cut_score)
    group by r.student_key),
test_window as (select min(first_day) as opens, max(last_day) as closes from result),
tested_grade as (select distinct grade_level from result where grade_level is not null),
enrolled as (
    select e.student_key, arg_max(e.school_number, (e.entry_date, e.school_number)) as school_number,
           arg_max(e.grade_level, (e.entry_date, e.school_number)) as grade_level
    from edfacts_stays(year) e, test_window w
    where e.entry_date <= w.closes and coalesce(e.exit_date, w.opens) >= w.opens
    group by e.student_key),
pupil as (
    select coalesce(r.student_key, e.student_key) as student_key, coalesce(r.school_number, e.school_number) as school_number,
           coalesce(r.grade_level, e.grade_level) as grade_level, coalesce(r.scored, false) as scored, r.administration
    from enrolled e full join result r on r.student_key = e.student_key
    where coalesce(r.grade_level, e.grade_level) in (from tested_grade))
select school_number as organization_id, 'school' as organization_type, * exclude (school_number) from pupil
where school_number is not null
union all
select (select organization_id from dim_organization where organization_type = 'district'), 'district',
       * exclude (school_number)
from pupil;

-- Who got a level in a subject, in the groups of the files of achievement.
create or replace temp macro edfacts_achievement(year, of_subject) as table
select r.organization_id, r.organization_type, r.student_key as unit_key, 1 as amount, null as table_name,
       edfacts_tested_grade(r.grade_level) as "GRADELVLASS", g.* exclude (student_key),
       case r.administration when 'Regular' then 'REGASSWOACC' when 'RegularWithAccommodations' then 'REGASSWACC'
                             when 'Alternate' then 'ALTASSALTACH' else 'MISSING' end as "ASMTADMNSTRD",
       case when r.proficient then 'PROFICIENT' else 'NOTPROFICIENT' end as "PROFSTATUS",
       'L' || r.standard_level as "PERFLVL"
from edfacts_results(year, of_subject) r join edfacts_groups(year) g using (student_key);

-- Who had to take the test of a subject, in the groups of the files of participation.
create or replace temp macro edfacts_participation(year, of_subject) as table
select r.organization_id, r.organization_type, r.student_key as unit_key, 1 as amount, null as table_name,
       edfacts_tested_grade(r.grade_level) as "GRADELVLASS", g.* exclude (student_key), r.administration,
       case when r.administration = 'MedicalExemption' then 'MEDEXEMPT'
            when not r.scored then 'NPART'
            when r.administration = 'Regular' then 'REGPARTWOACC'
            when r.administration = 'RegularWithAccommodations' then 'REGPARTWACC'
            when r.administration = 'Alternate' then 'ALTPARTALTACH'
            else 'MISSING' end as participation
from edfacts_to_test(year, of_subject) r join edfacts_groups(year) g using (student_key)
