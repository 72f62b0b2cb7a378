-- The adjusted cohorts whose last year this is, as far as their history is complete.
create or replace temp macro edfacts_cohorts(year) as table
with race as (
    select student_key, arg_max(race_ethnicity_1997, school_year) as race from dim_student
    where school_year <= year group by student_key)
select c.organization_id, c.organization_type, c.student_key, c.years, c.graduated,
       edfacts_major_race(r.race) as race, edfacts_in(c.swd, 'WDIS') as disability, edfacts_in(c.el, 'LEP') as english,
       edfacts_in(c.econ_disadvantaged, 'ECODIS') as disadvantaged, edfacts_in(c.homeless, 'HOMELSENRL') as homeless,
       edfacts_in(c.foster, 'FCS') as foster
from agg_graduation_cohort c
join race r using (student_key)
where c.school_year = year and c.history_complete
