-- rule: ENR-12
-- entity: school_enrollment
-- needs: school_enrollment
-- severity: major
-- field: exit_date
-- message: The school year is over, and the stay is still open.
-- fix: Close it on the last day of that school year.
-- owner: registrar
-- turns: make_date(cast(left(school_year, 4) as integer) + 1, 8, 1) from school_enrollment where regexp_full_match(school_year, '\d{4}-\d{2}')
-- turns: entry_date from school_enrollment

-- Enrollments of the next year come months before it begins.
with year as (
    select school_year, case when max(exit_date) <= night() then max(exit_date) end as last_day,
           max(school_year) filter (where min(entry_date) <= night()) over () as latest from school_enrollment
    where regexp_full_match(school_year, '\d{4}-\d{2}') group by school_year)
select school_year, student_number || ' · ' || school_number || ' · ' || entry_date as record_key, cast(null as varchar) as raw_value, cast(y.last_day as varchar) as suggested_value,
       school_number as school_id, source, source_file, source_row
from school_enrollment join year y using (school_year)
where exit_date is null and (school_year < y.latest or night() > make_date(cast(left(school_year, 4) as integer) + 1, 7, 31))
