-- Who is on the rolls of a day, and in which programs.
create or replace temp macro edfacts_count_day(year) as
    (select any_value(y.count_day) from dim_school_year y where y.school_year = year);

-- The day on which children with disabilities are counted: what the state says, else that of the fall count.
create or replace temp macro edfacts_child_count_day(year) as
    coalesce(getvariable('child_count_day')::date, edfacts_count_day(year));

-- Stays that took place: whoever was expected and never came has none.
create or replace temp macro edfacts_stays(year) as table
from fact_student_enrollment
where school_year = year and not no_show and coalesce(exit_code, '') <> 'NOSHOW';

-- Each student on the rolls of a day: at each school where that is so, and once in the district, in the grade of the stay
-- that began last.
create or replace temp macro edfacts_rolls(year, on_day) as table
with stay as (
    select e.student_key, e.school_number, arg_max(e.grade_level, e.entry_date) as grade_level, max(e.entry_date) as entered
    from edfacts_stays(year) e
    where e.entry_date <= on_day and coalesce(e.exit_date, on_day) >= on_day
    group by all),
placed as (
    select school_number as organization_id, 'school' as organization_type, student_key, grade_level
    from stay where school_number is not null
    union all
    select (select organization_id from dim_organization where organization_type = 'district'), 'district', student_key,
           arg_max(grade_level, (entered, school_number))
    from stay group by student_key)
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
