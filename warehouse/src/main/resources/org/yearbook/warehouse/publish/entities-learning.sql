-- What metrics about learning are computed from: results of tests and of courses, each with what is known of the student.

-- Of each student, year, test and subject the latest result; at the school where it was taken, and for the district.
create table agg_assessment_year as
with placed as (
    select school_year, school_number as organization_id, 'school' as organization_type, student_number, test, subject,
           grade_level, test_date, scale_score, performance_level
    from lake_assessment_result where school_number is not null
    union all
    select school_year, getvariable('lea_id'), 'district', student_number, test, subject, grade_level, test_date,
           scale_score, performance_level
    from lake_assessment_result),
latest as (
    select school_year, organization_id, organization_type, student_number, coalesce(test, '') as test,
           coalesce(subject, '') as subject,
           max((coalesce(test_date, date '1900-01-01'), coalesce(performance_level, ''), coalesce(scale_score, 0),
                coalesce(grade_level, ''))) as result
    from placed
    group by all)
select l.school_year, l.organization_id, l.organization_type, k.key as student_key, l.test, l.subject,
       coalesce(nullif(l.result[4], ''), i.grade_level) as grade_level, i.race_ethnicity, i.race_ethnicity_1997, i.sex, i.el, i.swd,
       i.econ_disadvantaged, i.homeless, i.foster, i.migrant, i.military, nullif(l.result[2], '') as performance_level
from latest l
join dim_school_year y on y.school_year = l.school_year
join student_key k on k.number = l.student_number
join student_identity i on i.school_year = l.school_year and i.student_number = l.student_number
order by all;

-- Each course result, at its school, and for the district.
create table agg_course_result as
with placed as (
    select *, school_number as organization_id, 'school' as organization_type
    from lake_course_result where school_number is not null
    union all
    select *, getvariable('lea_id'), 'district' from lake_course_result)
select p.school_year, p.organization_id, p.organization_type, k.key as student_key, p.course_code, p.term,
       coalesce(p.grade_level, i.grade_level) as grade_level, i.race_ethnicity, i.race_ethnicity_1997, i.sex, i.el, i.swd,
       i.econ_disadvantaged, i.homeless, i.foster, i.migrant, i.military, upper(trim(p.mark)) as mark, p.points,
       p.credit_earned, p.credit_attempted
from placed p
join dim_school_year y on y.school_year = p.school_year
join student_key k on k.number = p.student_number
join student_identity i on i.school_year = p.school_year and i.student_number = p.student_number
order by all;
