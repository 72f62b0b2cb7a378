-- rule: OR-18
-- entity: section
-- needs: section, organization
-- severity: major
-- field: school_sourced_id
-- message: The class belongs to an organization that is not a school.
-- fix: Name the school in which the class meets.
-- owner: SIS administrator
select c.school_year, c.sourced_id as record_key, c.school_sourced_id as raw_value,
       cast(null as varchar) as suggested_value, o.identifier as school_id, c.source, c.source_file, c.source_row
from section c
join organization o on o.school_year = c.school_year and o.sourced_id = c.school_sourced_id
where o.organization_type <> 'school'
