-- FS143: how often children with disabilities (IDEA) were removed for disciplinary reasons.
select organization_id, organization_type, incident_key as unit_key, 1 as amount, null as table_name,
       disability as "DISABCATIDEA", race as "RACEETHNIC", sex as "SEX", english as "LEPBOTH"
from edfacts_removals(getvariable('school_year'))
