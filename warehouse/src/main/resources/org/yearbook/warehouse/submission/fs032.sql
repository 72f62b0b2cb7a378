-- FS032: who dropped out in the school year: the stay that ended last ended so, and the student was not back on the day
-- of the next fall count. At the school left, and once in the district.
with stay as (
    select student_key, school_number, grade_level, exit_code,
           row_number() over (partition by student_key order by coalesce(exit_date, date '9999-12-31') desc, entry_date desc,
                              school_number) as back
    from edfacts_stays(getvariable('school_year'))),
next_year as (
    select school_year, count_day from dim_school_year where school_year > getvariable('school_year')
    order by school_year limit 1),
dropped as (
    select * from stay
    where back = 1 and exit_code = 'W5'
      and not exists (from edfacts_stays((select school_year from next_year)) e, next_year n
                      where e.student_key = stay.student_key and e.entry_date <= n.count_day
                        and coalesce(e.exit_date, n.count_day) >= n.count_day)),
placed as (
    select school_number as organization_id, 'school' as organization_type, student_key, grade_level from dropped
    union all
    select (select organization_id from dim_organization where organization_type = 'district'), 'district', student_key,
           grade_level
    from dropped)
select p.organization_id, p.organization_type, p.student_key as unit_key, 1 as amount, null as table_name,
       case when grade_number(p.grade_level) < 7 then 'BELOW7' else edfacts_grade(p.grade_level) end as "GRADELDROP",
       g.* exclude (student_key)
from placed p
join edfacts_groups(getvariable('school_year')) g using (student_key)
where edfacts_grade(p.grade_level) is not null and edfacts_grade(p.grade_level) <> 'AE'
