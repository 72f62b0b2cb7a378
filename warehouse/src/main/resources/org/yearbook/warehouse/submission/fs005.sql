-- FS005: children with disabilities (IDEA) who were moved to an interim setting: by the school for weapons, drugs or
-- serious injury, or by a hearing officer. A child may be in both.
select organization_id, organization_type, student_key as unit_key, 1 as amount, null as table_name,
       interim_removal as "REMOVALTYPE", disability as "DISABCATIDEA", race as "RACEETHNIC", sex as "SEX",
       english as "LEPBOTH"
from edfacts_removals(getvariable('school_year'))
where interim_removal is not null
