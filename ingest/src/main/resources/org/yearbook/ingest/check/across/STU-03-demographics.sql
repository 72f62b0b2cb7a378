-- rule: STU-03
-- entity: demographic
-- needs: roster_user, demographic, organization
-- severity: major
-- field: sourced_id
-- message: The same name and birth date stand under another student number: probably one child, entered twice.
-- fix: Compare the two records side by side. Merge them, or note that they are two children.
-- owner: registrar
with child as (
    select u.school_year, u.sourced_id, coalesce(u.identifier, u.sourced_id) as number, o.identifier as school,
           d.birth_date, name_key(without_suffix(coalesce(ungarbled(u.family_name), u.family_name))) as family,
           name_key(coalesce(ungarbled(u.given_name), u.given_name)) as given,
           d.source, d.source_file, d.source_row
    from roster_user u
    join demographic d on d.school_year = u.school_year and d.sourced_id = u.sourced_id
    left join organization o on o.school_year = u.school_year and o.sourced_id = u.org_sourced_ids[1]
    where coalesce(u.role, 'student') = 'student' and d.birth_date is not null
          and u.family_name is not null and u.given_name is not null)
select c.school_year, c.sourced_id as record_key, c.number as raw_value, f.number as suggested_value,
       c.school as school_id, c.source, c.source_file, c.source_row
from child c
join child f on f.school_year = c.school_year and f.birth_date = c.birth_date and f.family = c.family
     and f.given = c.given and f.number < c.number
anti join settled_pair s on s.kind = 'student' and s.number = c.number and s.other_kind = 'student'
     and s.other = f.number
qualify row_number() over (partition by c.school_year, c.source_file, c.source_row order by f.number) = 1
