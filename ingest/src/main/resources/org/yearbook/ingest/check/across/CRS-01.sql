-- rule: CRS-01
-- entity: section
-- needs: section, section_enrollment, organization
-- severity: major
-- field: sourced_id
-- message: The class has no teacher.
-- fix: Assign the teacher of record.
-- owner: scheduler
select c.school_year, c.sourced_id as record_key, c.title as raw_value, cast(null as varchar) as suggested_value,
       o.identifier as school_id, c.source, c.source_file, c.source_row
from section c
anti join (from section_enrollment where role = 'teacher') e
     on e.school_year = c.school_year and e.section_sourced_id = c.sourced_id
left join organization o on o.school_year = c.school_year and o.sourced_id = c.school_sourced_id
where c.school_year in (select school_year from section_enrollment)
