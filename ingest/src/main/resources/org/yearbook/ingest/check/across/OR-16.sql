-- rule: OR-16
-- entity: academic_session
-- needs: academic_session
-- severity: warning
-- field: parent_sourced_id
-- message: The session begins before or ends after the one that it is part of.
-- fix: Correct the dates of one of them.
-- owner: SIS administrator
select a.school_year, a.sourced_id as record_key, a.start_date || ' to ' || a.end_date as raw_value,
       greatest(a.start_date, p.start_date) || ' to ' || least(a.end_date, p.end_date) as suggested_value,
       cast(null as varchar) as school_id, a.source, a.source_file, a.source_row
from academic_session a
join academic_session p on p.school_year = a.school_year and p.sourced_id = a.parent_sourced_id
where a.start_date < p.start_date or a.end_date > p.end_date
