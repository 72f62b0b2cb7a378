-- rule: OR-23
-- entity: roster_role
-- needs: roster_role, organization
-- severity: warning
-- field: role_type
-- message: The user has two primary roles in one organization.
-- fix: Mark one of them as secondary.
-- owner: SIS administrator
with twice as (
    select school_year, user_sourced_id, org_sourced_id from roster_role where role_type = 'primary' group by all
    having count(*) > 1)
select r.school_year, r.sourced_id as record_key, r.role as raw_value, 'secondary' as suggested_value,
       o.identifier as school_id, r.source, r.source_file, r.source_row
from roster_role r semi join twice t on t.school_year = r.school_year and t.user_sourced_id = r.user_sourced_id
     and t.org_sourced_id = r.org_sourced_id
left join organization o on o.school_year = r.school_year and o.sourced_id = r.org_sourced_id
where r.role_type = 'primary'
