-- What the records of single students hold: each stay that took place, with what is known of the student in that year.
create or replace temp macro edfacts_yes_no(known) as
    case when known then 'yes' when not known then 'no' end;

create or replace temp macro edfacts_records(year) as table
select e.school_number, e.student_key, e.entry_date as entered, e.exit_date as left_on,
       s.student_number, s.state_student_id, s.family_name, s.given_name,
       strftime(s.birth_date::date, '%Y-%m-%d') as birth_date,
       nullif(edfacts_grade(e.grade_level), 'MISSING') as grade, e.grade_level,
       nullif(edfacts_sex(s.sex), 'MISSING') as sex, nullif(edfacts_race(s.race_ethnicity_1997), 'MISSING') as race,
       strftime(e.entry_date::date, '%Y-%m-%d') as entry_date, e.entry_code,
       strftime(e.exit_date::date, '%Y-%m-%d') as exit_date, e.exit_code,
       edfacts_yes_no(e.primary_enrollment) as primary_enrollment,
       edfacts_yes_no(s.el) as el, edfacts_yes_no(s.swd) as swd,
       edfacts_yes_no(s.econ_disadvantaged) as econ_disadvantaged, edfacts_yes_no(s.homeless) as homeless,
       edfacts_yes_no(s.foster) as foster, edfacts_yes_no(s.migrant) as migrant, edfacts_yes_no(s.military) as military,
       n.home_language, n.lunch_status, n.primary_disability
from edfacts_stays(year) e
join dim_student s on s.school_year = year and s.student_key = e.student_key
left join dim_student_need n on n.school_year = year and n.student_key = e.student_key
where e.school_number is not null and edfacts_grade(e.grade_level) is not null;
