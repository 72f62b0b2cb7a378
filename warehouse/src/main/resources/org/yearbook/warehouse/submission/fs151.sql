-- FS151: the adjusted cohorts by what became of each student. Alternate diplomas have no exit code of their own here, so
-- nobody has one or was removed for one.
select organization_id, organization_type, student_key as unit_key, 1 as amount,
       'GRADCOHORT' || years || 'YR' as table_name, case when graduated then 'COHYES' else 'COHNO' end as "COHSTATUS",
       race as "MAJORREG", disability as "DISABSTATUS", english as "LEPONLY", disadvantaged as "ECODIS",
       homeless as "HOMELSENRLSTAT", foster as "FSTRCRSTS"
from edfacts_cohorts(getvariable('school_year'))
