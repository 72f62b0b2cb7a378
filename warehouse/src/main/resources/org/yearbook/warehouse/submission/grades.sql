-- The grades that each place has students of in the school year.
with placed as (
    select school_number as organization_id, edfacts_grade(grade_level) as grade
    from fact_student_enrollment where school_year = getvariable('school_year') and not no_show
    union
    select o.organization_id, edfacts_grade(e.grade_level)
    from fact_student_enrollment e, dim_organization o
    where e.school_year = getvariable('school_year') and not e.no_show and o.organization_type = 'district')
select organization_id, grade from placed
where organization_id is not null and grade is not null and grade <> 'MISSING'
order by all
