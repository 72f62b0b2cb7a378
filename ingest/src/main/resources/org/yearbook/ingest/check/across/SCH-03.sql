-- rule: SCH-03
-- entity: school_place
-- needs: school_place, organization
-- asks: known_place
-- severity: warning
-- field: school_number
-- message: No school of the roster has this number, so its place belongs to none.
-- fix: Correct the number, deliver schools.csv with school_number and nces_id, or leave out a school that is closed.
-- owner: SIS administrator
with district as (
    select distinct identifier as lea from organization
    where organization_type in ('district', 'local') and identifier is not null)
select 'all' as school_year, k.school_number as record_key, k.school_number as raw_value,
       cast(null as varchar) as suggested_value, cast(null as varchar) as school_id, k.source, k.source_file, k.source_row
from known_place k
-- The federal directory has the schools of every district; only those of this one are missed.
where k.school is null
  and (not regexp_full_match(k.number, '\d{12}') or k.number[1:7] in (select lea from district))
