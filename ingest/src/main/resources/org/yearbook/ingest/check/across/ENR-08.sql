-- rule: ENR-08
-- entity: school_enrollment
-- needs: school_enrollment, section_enrollment, roster_user
-- severity: major
-- field: student_number
-- message: The student is enrolled, but has no class two weeks after the first day.
-- fix: Schedule the student, or enter the day on which the student left.
-- owner: registrar
-- turns: entry_date + 14 from school_enrollment
-- turns: exit_date + 1 from school_enrollment

-- Of whoever left, the roster may not tell any more which classes they had.
with scheduled as (
    select distinct e.school_year, coalesce(u.identifier, u.sourced_id) as student_number
    from section_enrollment e
    join roster_user u on u.school_year = e.school_year and u.sourced_id = e.user_sourced_id)
select school_year, student_number || ' · ' || school_number || ' · ' || entry_date as record_key, cast(null as varchar) as raw_value, cast(null as varchar) as suggested_value,
       school_number as school_id, source, source_file, source_row
from school_enrollment e
where entry_code is distinct from 'NS' and entry_date + 14 <= night() and coalesce(exit_date, night()) >= night()
      and exists (from scheduled s where s.school_year = e.school_year)
      and not exists (from scheduled s where s.school_year = e.school_year and s.student_number = e.student_number)
