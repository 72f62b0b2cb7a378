-- rule: ENR-02
-- entity: school_enrollment
-- needs: school_enrollment
-- severity: major
-- field: exit_date
-- message: This stay goes on after the student's next stay began.
-- fix: Set the last day to the day before the next stay began.
-- owner: registrar
with stay as (
    select *, lead(entry_date) over later as next_entry, lead(exit_date) over later as next_exit
    from school_enrollment where entry_code is distinct from 'NS' and primary_enrollment is distinct from false
    window later as (partition by school_year, student_number order by entry_date, school_number))
select school_year, student_number || ' · ' || school_number || ' · ' || entry_date as record_key, cast(exit_date as varchar) as raw_value,
       cast(greatest(next_entry - 1, entry_date) as varchar) as suggested_value,
       school_number as school_id, source, source_file, source_row
from stay
where next_entry is not null and coalesce(exit_date, date '9999-12-31') >= next_entry
      and not (exit_date is null and next_exit is null)
