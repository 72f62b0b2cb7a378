-- What metrics about learning are computed from: results of tests and of courses, each with what is known of the student.

-- Of each student, year, test and subject the latest result; at the school where it was taken, and for the district.
create temp table latest_result as
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
           max({'day': coalesce(test_date, date '1900-01-01'), 'level': coalesce(performance_level, ''),
                'scored': scale_score is not null, 'score': coalesce(scale_score, 0),
                'grade': coalesce(grade_level, '')}) as r
    from placed
    group by all)
select l.school_year, l.organization_id, l.organization_type, k.key as student_key, l.test, l.subject,
       lower(trim(l.test)) as test_name, tested_subject(l.subject) as kind,
       coalesce(nullif(l.r.grade, ''), i.grade_level) as grade_level, i.race_ethnicity, i.race_ethnicity_1997, i.sex, i.el,
       i.swd, i.econ_disadvantaged, i.homeless, i.foster, i.migrant, i.military,
       nullif(l.r.level, '') as delivered_level, case when l.r.scored then l.r.score end as scale_score
from latest l
join dim_school_year y on y.school_year = l.school_year
join student_key k on k.number = l.student_number
join student_identity i on i.school_year = l.school_year and i.student_number = l.student_number;

-- A score that came without its level has the one that the cut scores of its year give it.
create table agg_assessment_year as
select r.school_year, r.organization_id, r.organization_type, r.student_key, r.test, r.subject, r.grade_level,
       r.race_ethnicity, r.race_ethnicity_1997, r.sex, r.el, r.swd, r.econ_disadvantaged, r.homeless, r.foster, r.migrant,
       r.military, coalesce(r.delivered_level, c.level_name, c.level::varchar) as performance_level, r.scale_score,
       case when r.delivered_level is not null then 'delivered' when c.level is not null then 'cut score' end as level_from
from latest_result r
left join lake_cut_score c
    on c.test = r.test_name and c.subject = r.kind and (c.grade_level is null or c.grade_level = r.grade_level)
   and r.school_year >= c.from_school_year and (c.to_school_year is null or r.school_year <= c.to_school_year)
   and score_reaches(r.scale_score, c.lowest_score, c.below_score)
order by all;

-- School years between which no cut score changes. The first period has none.
create temp table standard_period as
with begins as (
    select '1900-01' as standard_from
    union
    select from_school_year from lake_cut_score
    union
    select school_year_starting(start_year(to_school_year) + 1) from lake_cut_score where to_school_year is not null)
select standard_from,
       school_year_starting(start_year(lead(standard_from) over (order by standard_from)) - 1) as standard_to
from begins;

-- Each result of a test with cut scores as every set of cut scores judges it: that of its own year, and those of others.
-- By its own year's the delivered level holds; by another's only the score can tell.
create table agg_assessment_standard as
with tested as (
    select *, row_number() over () as id
    from latest_result
    where (delivered_level is not null or scale_score is not null)
      and (test_name, kind) in (select (test, subject) from lake_cut_score)),
paired as (
    select t.id, p.standard_from, p.standard_to, c.edition, c.level, c.proficient,
           t.school_year >= p.standard_from and (p.standard_to is null or t.school_year <= p.standard_to) as in_force,
           names_level(t.delivered_level, c.level, c.level_name) and t.school_year >= c.from_school_year
               and (c.to_school_year is null or t.school_year <= c.to_school_year) as named,
           score_reaches(t.scale_score, c.lowest_score, c.below_score) as scored
    from tested t
    cross join standard_period p
    left join lake_cut_score c
        on c.test = t.test_name and c.subject = t.kind and (c.grade_level is null or c.grade_level = t.grade_level)
       and c.from_school_year <= p.standard_from
       and (c.to_school_year is null or p.standard_from <= c.to_school_year)),
judged as (
    select id, standard_from, standard_to, in_force, any_value(edition) as standard,
           max({'level': level, 'proficient': proficient}) filter (where named) as named,
           max({'level': level, 'proficient': proficient}) filter (where level is not null and scored) as scored
    from paired
    group by all)
select t.school_year, t.organization_id, t.organization_type, t.student_key, t.test, t.kind as subject,
       t.subject as subject_name, t.grade_level,
       t.race_ethnicity, t.race_ethnicity_1997, t.sex, t.el, t.swd, t.econ_disadvantaged, t.homeless, t.foster, t.migrant,
       t.military, j.standard_from, j.standard_to, j.standard, j.in_force, t.scale_score,
       coalesce(j.named, j.scored).level as standard_level, coalesce(j.named, j.scored).proficient as proficient
from judged j
join tested t using (id)
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

-- What each course result is worth: credit, and whether it is a failure, by the marks that say so or by credit that was
-- tried for and not earned. A failure without stated credit weighs as a semester, half a credit.
create temp table course_credit as
select r.school_year, r.student_number, coalesce(r.credit_earned, 0) as earned,
       coalesce(regexp_matches(r.term, '(?i)summer|^\s*(ss|su|sum)\d*\s*$'), false) as summer,
       coalesce(r.credit_attempted, 0.5) as attempted, c.core_subject,
       coalesce(upper(trim(r.mark)) in ('F', 'FF', 'E', 'U', 'NC', 'NP', 'FAIL', 'FAILED', 'WF'), false)
           or coalesce(r.credit_attempted > 0 and r.credit_earned = 0
               and upper(trim(coalesce(r.mark, ''))) not in ('W', 'WD', 'WP', 'I', 'INC', 'AU', 'IP', 'NM', 'EX'), false)
           as failed
from lake_course_result r
left join dim_course c on c.school_year = r.school_year and c.course_code = upper(trim(r.course_code));

-- Students in grade 9 for the first time, as far as enrollment tells, in years that are over: before, nobody knows what
-- credit they will have earned. Each counts at the school attended last, with the credit of all schools.
create table agg_ninth_grade as
with ninth as (
    select s.school_year, s.student_number,
           arg_max({'school': s.school_number, 'exits': s.exit_date},
               (s.entry_date, coalesce(s.exit_date, date '9999-12-31'), s.school_number)) as stay
    from high_school_stay s
    join cohort_member m on m.student_number = s.student_number and m.cohort_starts = s.starts
    where s.grade = 9
    group by all),
credit as (
    select school_year, student_number, sum(earned) filter (where not summer) as earned, sum(earned) as with_summer,
           sum(attempted) filter (where failed and core_subject and not summer) as failed,
           bool_and(core_subject is not null) filter (where failed and not summer) as core_known
    from course_credit group by all),
delivers as (
    select distinct school_year, school_number from lake_course_result where credit_earned is not null),
placed as (
    select *, stay.school as organization_id, 'school' as organization_type from ninth where stay.school is not null
    union all
    select *, getvariable('lea_id'), 'district' from ninth)
select p.school_year, p.organization_id, p.organization_type, k.key as student_key, i.race_ethnicity,
       i.race_ethnicity_1997, i.sex, i.el, i.swd, i.econ_disadvantaged, i.homeless, i.foster, i.migrant, i.military,
       coalesce(p.stay.exits >= y.ends, true) as enrolled_at_end,
       coalesce(c.earned, 0)::decimal(18, 4) as credits_earned,
       coalesce(c.with_summer, 0)::decimal(18, 4) as credits_with_summer,
       coalesce(c.failed, 0)::decimal(18, 4) as core_credits_failed,
       d.school_number is not null as credits_known,
       coalesce(c.core_known, true) as core_known
from placed p
join dim_school_year y on y.school_year = p.school_year
join year_reached r on r.school_year = p.school_year and r.over
join student_key k on k.number = p.student_number
join student_identity i on i.school_year = p.school_year and i.student_number = p.student_number
left join credit c on c.school_year = p.school_year and c.student_number = p.student_number
left join delivers d on d.school_year = p.school_year and d.school_number = p.stay.school
order by all;
