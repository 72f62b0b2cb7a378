-- rule: X-08
-- entity: roster_user
-- needs: roster_user, staff_assignment, staff
-- severity: major
-- field: role
-- message: The roster gives this person the rights of a teacher in every system that signs on by it, and no teacher's job is theirs.
-- fix: Correct the role in the roster, or the job in HR.
-- owner: SIS administrator
-- turns: make_date(cast(left(school_year, 4) as integer), 7, 1) from roster_user where regexp_full_match(school_year, '\d{4}-\d{2}')

-- Whoever held a teacher's job at any time in the school year is a teacher in it; a person with several numbers has the
-- jobs of all of them.
with job as (
    select p.person, a.staff_classification, a.begin_date, coalesce(a.end_date, night()) as ends
    from staff_assignment a join employee_person p on p.employee_id = a.employee_id),
year as (
    select distinct school_year, make_date(cast(left(school_year, 4) as integer), 7, 1) as begins
    from roster_user where regexp_full_match(school_year, '\d{4}-\d{2}')),
held as (
    select y.school_year, j.person,
           string_agg(distinct staff_classification, ', ' order by staff_classification) as jobs
    from job j join year y on j.begin_date < y.begins + interval 1 year and j.ends >= y.begins
    group by all
    having bool_and(coalesce(staff_classification in ('Paraprofessional', 'Support', 'IT'), false)))
select u.school_year, u.sourced_id as record_key, 'teacher; HR: ' || h.jobs as raw_value,
       case h.jobs when 'Paraprofessional' then 'aide' end as suggested_value, cast(null as varchar) as school_id,
       u.source, u.source_file, u.source_row
from roster_user u
join employee_person p on p.employee_id = u.identifier
join held h on h.person = p.person and h.school_year = u.school_year
where u.role = 'teacher'
