-- rule: CON-07
-- entity: roster_user
-- needs: roster_user, organization
-- severity: warning
-- field: phone
-- message: The same telephone number stands with ten or more families.
-- fix: Ask the family for its number.
-- owner: registrar
with telephone as (
    select school_year, phone from roster_user where phone is not null
    group by all having count(distinct name_key(family_name)) >= 10)
select u.school_year, u.sourced_id as record_key, u.phone as raw_value, cast(null as varchar) as suggested_value,
       o.identifier as school_id, u.source, u.source_file, u.source_row
from roster_user u semi join telephone t on t.school_year = u.school_year and t.phone = u.phone
left join organization o on o.school_year = u.school_year and o.sourced_id = u.org_sourced_ids[1]
