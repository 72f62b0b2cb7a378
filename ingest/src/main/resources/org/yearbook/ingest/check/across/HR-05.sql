-- rule: HR-05
-- entity: staff_assignment
-- needs: staff_assignment
-- severity: minor
-- field: job_title
-- message: This job has another title with most of the people who hold it.
-- fix: Use one title for the job.
-- owner: HR specialist
with title as (
    select job_code, job_title, count(*) as times from staff_assignment
    where job_code is not null and job_title is not null group by all),
usual as (
    select job_code, first(job_title order by times desc, job_title = upper(job_title), ends_with(job_title, '.'),
                           len(job_title) desc, job_title) as usual_title
    from title group by all having count(*) > 1)
select school_year, employee_id || ' · ' || position_id || ' · ' || begin_date as record_key,
       job_title as raw_value, usual_title as suggested_value, school_number as school_id,
       source, source_file, source_row
from staff_assignment join usual using (job_code)
where job_title <> usual_title
