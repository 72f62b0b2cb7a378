-- FS007: how often the school itself moved children with disabilities (IDEA) to an interim setting, by why.
select organization_id, organization_type, incident_key as unit_key, 1 as amount, null as table_name,
       coalesce(interim_removal_reason, 'MISSING') as "REMOVEREASON", disability as "DISABCATIDEA", race as "RACEETHNIC",
       sex as "SEX", english as "LEPBOTH"
from edfacts_removals(getvariable('school_year'))
where interim_removal = 'REMDW'
