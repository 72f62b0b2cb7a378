-- rule: ENR-07
-- entity: school_enrollment
-- needs: school_enrollment, section, organization
-- severity: major
-- field: grade_level
-- message: No class of this school is for that grade.
-- fix: Check the school and the grade.
-- owner: registrar
with offered as (
    select distinct s.school_year, o.identifier as school_number, unnest(s.grade_levels) as grade_level
    from section s join organization o on o.school_year = s.school_year and o.sourced_id = s.school_sourced_id)
select school_year, student_number || ' · ' || school_number || ' · ' || entry_date as record_key, grade_level as raw_value, cast(null as varchar) as suggested_value,
       school_number as school_id, source, source_file, source_row
from school_enrollment e
where grade_level is not null
      and exists (from offered o where o.school_year = e.school_year and o.school_number = e.school_number)
      and not exists (from offered o where o.school_year = e.school_year and o.school_number = e.school_number
                                           and o.grade_level = e.grade_level)
