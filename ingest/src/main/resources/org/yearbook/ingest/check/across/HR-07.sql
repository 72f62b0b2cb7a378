-- rule: HR-07
-- entity: staff_assignment
-- needs: staff_assignment
-- severity: warning
-- field: fte
-- message: All positions of the employee together are more than 1.2 full-time jobs.
-- fix: Check how the jobs are split.
-- owner: HR specialist
-- turns: begin_date from staff_assignment
-- turns: end_date + 1 from staff_assignment
with today as (
    select * from staff_assignment where begin_date <= night() and coalesce(end_date, night()) >= night()),
over as (select employee_id, sum(fte) as whole from today group by all having sum(fte) > 1.2 and max(fte) <= 1.2)
select school_year, employee_id || ' · ' || position_id || ' · ' || begin_date as record_key,
       'together ' || whole as raw_value, cast(null as varchar) as suggested_value, school_number as school_id,
       source, source_file, source_row
from today join over using (employee_id)
