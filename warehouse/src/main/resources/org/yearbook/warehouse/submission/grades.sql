-- The grades that each place has students of in the school year.
with placed as (
    select school_number as organization_id, edfacts_grade(grade_level) as grade
    from edfacts_stays(getvariable('school_year'))
    union
    select o.organization_id, edfacts_grade(e.grade_level)
    from edfacts_stays(getvariable('school_year')) e, dim_organization o
    where o.organization_type = 'district')
select organization_id, grade from placed
where organization_id is not null and grade is not null and grade <> 'MISSING'
order by all
