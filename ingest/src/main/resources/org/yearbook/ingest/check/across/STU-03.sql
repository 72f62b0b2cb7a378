-- rule: STU-03
-- entity: roster_user
-- needs: roster_user, demographic, organization
-- severity: major
-- field: identifier
-- message: The same name and birth date stand under another student number: probably one child, entered twice.
-- fix: Compare the two records side by side. Merge them, or note that they are two children.
-- owner: registrar
with child as (
    select u.school_year, u.sourced_id, coalesce(u.identifier, u.sourced_id) as number, o.identifier as school,
           u.source, u.source_file, u.source_row,
           first_value(coalesce(u.identifier, u.sourced_id)) over same as first_number
    from roster_user u
    join demographic d on d.school_year = u.school_year and d.sourced_id = u.sourced_id
    left join organization o on o.school_year = u.school_year and o.sourced_id = u.org_sourced_ids[1]
    where coalesce(u.role, 'student') = 'student' and d.birth_date is not null
          and u.family_name is not null and u.given_name is not null
    window same as (partition by u.school_year, d.birth_date,
                        name_key(without_suffix(coalesce(ungarbled(u.family_name), u.family_name))),
                        name_key(coalesce(ungarbled(u.given_name), u.given_name))
                    order by coalesce(u.identifier, u.sourced_id)))
select school_year, sourced_id as record_key, number as raw_value, first_number as suggested_value,
       school as school_id, source, source_file, source_row
from child where number <> first_number
