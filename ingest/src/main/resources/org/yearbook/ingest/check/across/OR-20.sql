-- rule: OR-20
-- entity: roster_user
-- needs: roster_user, organization
-- severity: major
-- field: username
-- message: Two users have this user name.
-- fix: Give each user a name of their own.
-- owner: SIS administrator
with shared as (
    select school_year, lower(username) as username from roster_user where username is not null group by all
    having count(distinct coalesce(identifier, sourced_id)) > 1)
select u.school_year, u.sourced_id as record_key, u.username as raw_value, cast(null as varchar) as suggested_value,
       o.identifier as school_id, u.source, u.source_file, u.source_row
from roster_user u semi join shared s on s.school_year = u.school_year and s.username = lower(u.username)
left join organization o on o.school_year = u.school_year and o.sourced_id = u.org_sourced_ids[1]
