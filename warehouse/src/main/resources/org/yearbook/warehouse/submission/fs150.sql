-- FS150: the adjusted cohorts, with who of them graduated with a regular diploma in time: 1, else 0. The rate is their
-- mean.
select organization_id, organization_type, student_key as unit_key, graduated::integer as amount,
       'GRADRT' || years || 'YRADJ' as table_name, race as "MAJORREG", disability as "DISABSTATUS", english as "LEPONLY",
       disadvantaged as "ECODIS", homeless as "HOMELSENRLSTAT", foster as "FSTRCRSTS"
from edfacts_cohorts(getvariable('school_year'))
