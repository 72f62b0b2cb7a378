-- rule: HR-06
-- entity: staff_assignment
-- needs: staff_assignment, position
-- severity: major
-- field: job_code
-- message: The job code is none of the district's list of positions.
-- fix: Choose the code from the list, or add the job there.
-- owner: HR specialist
-- turns: end_date + 1 from staff_assignment

-- The list of positions is the district's list of jobs; assignments that ended long ago may have codes of their time.
with list as (select distinct trim(job_code) as code from position where trim(job_code) <> ''),
titled as (
    select name_key(job_title) as title, min(trim(job_code)) as code from position
    where trim(job_code) <> '' and job_title is not null
    group by all having count(distinct trim(job_code)) = 1),
unknown as (
    select distinct a.job_code, name_key(a.job_title) as title from staff_assignment a
    anti join list l on l.code = trim(a.job_code)
    where a.job_code is not null and exists (from list)),
near as (
    select u.job_code, l.code, name_key(l.code) = name_key(u.job_code) as alike,
           damerau_levenshtein(upper(l.code), upper(trim(u.job_code))) as off
    from (select distinct job_code from unknown) u, list l
    where alike or (off = 1 and len(trim(u.job_code)) > 2)),
nearest as (
    select job_code, min(code) as code
    from (from near qualify rank() over (partition by job_code order by not alike, off) = 1)
    group by job_code having count(*) = 1)
select a.school_year, a.employee_id || ' · ' || a.position_id || ' · ' || a.begin_date as record_key,
       a.job_code as raw_value, coalesce(t.code, n.code) as suggested_value, a.school_number as school_id,
       a.source, a.source_file, a.source_row
from staff_assignment a
join (select distinct job_code from unknown) u on u.job_code = a.job_code
left join titled t on t.title = name_key(a.job_title)
left join nearest n on n.job_code = a.job_code
where coalesce(a.end_date, night()) >= night()
