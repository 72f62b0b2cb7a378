-- rule: CON-09
-- entity: roster_user
-- needs: roster_user, organization
-- severity: major
-- field: email
-- message: Two different people have this e-mail address: one may see the records of the other.
-- fix: Find out whose it is, and clear it with the other.
-- owner: SIS administrator
with shared as (
    select school_year, email from roster_user where email is not null group by all
    having count(distinct coalesce(identifier, sourced_id)) > 1
       and count(distinct name_key(family_name) || ' ' || name_key(given_name)) > 1)
select u.school_year, u.sourced_id as record_key, u.email as raw_value, cast(null as varchar) as suggested_value,
       o.identifier as school_id, u.source, u.source_file, u.source_row
from roster_user u semi join shared s on s.school_year = u.school_year and s.email = u.email
left join organization o on o.school_year = u.school_year and o.sourced_id = u.org_sourced_ids[1]
