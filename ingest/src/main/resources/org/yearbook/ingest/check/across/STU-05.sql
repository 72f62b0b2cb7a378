-- rule: STU-05
-- entity: roster_user
-- needs: roster_user, demographic, organization
-- severity: warning
-- field: grade_levels
-- message: Age and grade do not fit: they are more than three years apart.
-- fix: Check the grade first, then the birth date.
-- owner: registrar
-- turns: birth_date from demographic
with pupil as (
    select u.school_year, u.sourced_id, u.grade_levels[1] as grade, o.identifier as school,
           u.source, u.source_file, u.source_row,
           date_sub('year', d.birth_date, make_date(cast(left(u.school_year, 4) as integer), 10, 1)) as age,
           case when u.grade_levels[1] = 'KG' then 5
                when u.grade_levels[1] in ('PR', 'PK', 'TK') then 4
                else try_cast(u.grade_levels[1] as integer) + 5 end as usual_age
    from roster_user u
    join demographic d on d.school_year = u.school_year and d.sourced_id = u.sourced_id
    left join organization o on o.school_year = u.school_year and o.sourced_id = u.org_sourced_ids[1]
    where coalesce(u.role, 'student') = 'student' and d.birth_date <= night()
          and regexp_full_match(u.school_year, '\d{4}-\d{2}'))
select school_year, sourced_id as record_key, 'grade ' || grade || ', age ' || age as raw_value,
       cast(null as varchar) as suggested_value, school as school_id, source, source_file, source_row
from pupil where abs(age - usual_age) > 3
