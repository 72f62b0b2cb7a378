-- rule: OR-17
-- entity: section_enrollment
-- needs: section_enrollment, section, organization
-- severity: major
-- field: school_sourced_id
-- message: The enrollment names another school than its class does.
-- fix: Name the school of the class.
-- owner: SIS administrator
select e.school_year, e.sourced_id as record_key, e.school_sourced_id as raw_value,
       c.school_sourced_id as suggested_value, o.identifier as school_id, e.source, e.source_file, e.source_row
from section_enrollment e
join section c on c.school_year = e.school_year and c.sourced_id = e.section_sourced_id
left join organization o on o.school_year = c.school_year and o.sourced_id = c.school_sourced_id
where e.school_sourced_id <> c.school_sourced_id
