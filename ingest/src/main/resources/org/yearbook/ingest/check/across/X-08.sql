-- rule: X-08
-- entity: roster_user
-- needs: roster_user, staff_assignment, staff
-- severity: major
-- field: role
-- message: The roster gives this person the rights of a teacher in every system that signs on by it, and no teacher's job is theirs.
-- fix: Correct the role in the roster, or the job in HR.
-- owner: SIS administrator

-- Jobs that ended within sixty days count, for summer; a person with several numbers has the jobs of all of them.
with job as (
    select p.person, a.staff_classification
    from staff_assignment a join employee_person p on p.employee_id = a.employee_id
    where a.begin_date <= night() and coalesce(a.end_date, night()) + 60 >= night()),
held as (
    select person, string_agg(distinct staff_classification, ', ' order by staff_classification) as jobs
    from job
    group by person
    having bool_and(staff_classification in ('Paraprofessional', 'Support', 'IT')))
select u.school_year, u.sourced_id as record_key, 'teacher; HR: ' || h.jobs as raw_value,
       case h.jobs when 'Paraprofessional' then 'aide' end as suggested_value, cast(null as varchar) as school_id,
       u.source, u.source_file, u.source_row
from roster_user u
join employee_person p on p.employee_id = u.identifier
join held h on h.person = p.person
where u.role = 'teacher' and u.school_year = (select max(school_year) from roster_user)
