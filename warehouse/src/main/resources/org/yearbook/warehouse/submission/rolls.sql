-- Who is on the rolls of a day, and in which programs.
create or replace temp macro edfacts_count_day(year) as
    (select any_value(y.count_day) from dim_school_year y where y.school_year = year);

-- The day on which children with disabilities are counted: what the state says, else that of the fall count.
create or replace temp macro edfacts_child_count_day(year) as
    coalesce(getvariable('child_count_day')::date, edfacts_count_day(year));

-- Stays that took place: whoever was expected and never came has none. Rows of an older release do not tell which of a
-- student's schools is the primary one.
create or replace temp macro edfacts_stays(year) as table
select *
from (from fact_student_enrollment union all by name select null::boolean as primary_enrollment where false)
where school_year = year and not no_show and coalesce(exit_code, '') <> 'NOSHOW';

-- Each student on the rolls of a day, once: at the school that is said to be the primary one, and not said to be none
-- before one of which nobody says anything; of several like that, where the stay began last. The number of the school
-- decides between those that began on one day.
create or replace temp macro edfacts_members(year, on_day) as table
with stay as (
    select student_key, school_number, grade_level,
           case when primary_enrollment then 2 when primary_enrollment is null then 1 else 0 end as standing, entry_date
    from edfacts_stays(year)
    where entry_date <= on_day and coalesce(exit_date, on_day) >= on_day),
ranked as (
    select *, max(standing) over (partition by student_key) as best, (standing, entry_date, school_number, grade_level) as place
    from stay)
select student_key, arg_max(school_number, place) as school_number, arg_max(grade_level, place) as grade_level,
       count(distinct school_number) as schools,
       count(distinct school_number) filter (where standing = best) as foremost_schools, any_value(best) = 2 as told
from ranked
group by student_key;

-- Each student on the rolls of a day: once at a school, and once in the district.
create or replace temp macro edfacts_rolls(year, on_day) as table
with member as (from edfacts_members(year, on_day)),
placed as (
    select school_number as organization_id, 'school' as organization_type, student_key, grade_level
    from member where school_number is not null
    union all
    select (select organization_id from dim_organization where organization_type = 'district'), 'district', student_key,
           grade_level
    from member)
select p.organization_id, p.organization_type, p.student_key, edfacts_grade(p.grade_level) as grade,
       edfacts_sex(s.sex) as sex, edfacts_race(s.race_ethnicity_1997) as race, s.birth_date,
       n.* exclude (school_year, student_key)
from placed p
join dim_student s on s.school_year = year and s.student_key = p.student_key
left join dim_student_need n on n.school_year = year and n.student_key = p.student_key;

-- Whether a student is in a program on a day.
create or replace temp macro edfacts_programs(year, on_day) as table
select student_key, list(distinct program) as programs
from fact_student_program p
where p.school_year = year and p.begin_date <= on_day and coalesce(p.end_date, on_day) >= on_day
group by student_key;
