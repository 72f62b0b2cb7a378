-- rule: STU-01
-- entity: roster_user
-- needs: roster_user, organization
-- severity: major
-- field: identifier
-- message: Two students share this student number.
-- fix: Find out which student has the number, and give the other one a new number.
-- owner: registrar
with student as (
    select u.*, o.identifier as school, name_key(family_name) || ' ' || name_key(given_name) as who
    from roster_user u
    left join organization o on o.school_year = u.school_year and o.sourced_id = u.org_sourced_ids[1]
    where u.identifier is not null and coalesce(u.role, 'student') = 'student'),
shared as (
    select school_year, identifier from student group by all having count(distinct who) > 1)
select school_year, sourced_id as record_key, identifier as raw_value, cast(null as varchar) as suggested_value,
       school as school_id, source, source_file, source_row
from student semi join shared using (school_year, identifier)
