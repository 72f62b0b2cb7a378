-- rule: ENR-01
-- entity: school_enrollment
-- needs: school_enrollment
-- severity: major
-- field: exit_date
-- message: The student has two enrollments that are both open.
-- fix: Exit the student from the school that was left, with date and code.
-- owner: registrar
with stay as (
    select *, lead(entry_date) over later as next_entry, lead(exit_date) over later as next_exit,
           lead(school_number) over later as next_school
    from school_enrollment where entry_code is distinct from 'NS' and primary_enrollment is distinct from false
    window later as (partition by school_year, student_number order by entry_date, school_number))
select school_year, student_number || ' · ' || school_number || ' · ' || entry_date as record_key, cast(null as varchar) as raw_value,
       cast(greatest(next_entry - 1, entry_date) as varchar) as suggested_value,
       school_number as school_id, source, source_file, source_row
from stay where exit_date is null and next_school is not null and next_exit is null
