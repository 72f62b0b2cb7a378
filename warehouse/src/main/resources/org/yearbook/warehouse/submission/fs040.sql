-- FS040: who graduated in the school year or the summer after it, or completed school without a regular diploma.
with left_school as (
    select student_key, arg_max(school_number, (exit_code = 'GRAD', exit_date)) as school_number,
           max(exit_code = 'GRAD') as graduated
    from edfacts_stays(getvariable('school_year'))
    where exit_code in ('GRAD', 'COMP')
    group by student_key),
placed as (
    select school_number as organization_id, 'school' as organization_type, student_key, graduated from left_school
    union all
    select (select organization_id from dim_organization where organization_type = 'district'), 'district', student_key,
           graduated
    from left_school)
select p.organization_id, p.organization_type, p.student_key as unit_key, 1 as amount, null as table_name,
       case when p.graduated then 'REGDIP' else 'OTHCOM' end as "DIPLCREDTYPE",
       g.* exclude (student_key)
from placed p
join edfacts_groups(getvariable('school_year')) g using (student_key)
