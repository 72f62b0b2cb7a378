-- rule: HR-05
-- entity: staff_assignment
-- needs: staff_assignment
-- severity: minor
-- field: job_title
-- message: The title of this job is spelled another way with most of the people who hold it, or in another way than other titles.
-- fix: Use one title for the job.
-- owner: HR specialist
with title as (
    select job_code, job_title, count(*) as times,
           job_title = upper(job_title) and len(regexp_replace(job_title, '[^\p{L}]', '', 'g')) > 3 as shouted,
           ends_with(job_title, '.') as dotted
    from staff_assignment where job_title is not null group by all),
-- Where most titles are in capitals, capitals are the custom.
custom as (
    select sum(times) filter (where shouted) * 5 > sum(times) as capitals,
           sum(times) filter (where dotted) * 5 > sum(times) as dots from title),
spelling as (
    select job_code, job_title, times, coalesce(shouted and not capitals, false) as loud,
           coalesce(dotted and not dots, false) as dot from title, custom),
usual as (
    select job_code, first(job_title order by loud, dot, times desc, len(job_title) desc, job_title) as usual_title,
           min(loud or dot) as odd
    from spelling where job_code is not null group by all),
verdict as (
    select s.job_code, s.job_title,
           case when u.usual_title is not null and not u.odd then u.usual_title
                when s.loud then rtrim(proper_given_name(s.job_title), '.')
                when s.dot then rtrim(s.job_title, '.')
                else s.job_title end as right_title
    from spelling s left join usual u on u.job_code = s.job_code)
select a.school_year, a.employee_id || ' · ' || a.position_id || ' · ' || a.begin_date as record_key,
       a.job_title as raw_value, v.right_title as suggested_value, a.school_number as school_id,
       a.source, a.source_file, a.source_row
from staff_assignment a
join verdict v on v.job_code is not distinct from a.job_code and v.job_title = a.job_title
where v.right_title <> a.job_title
