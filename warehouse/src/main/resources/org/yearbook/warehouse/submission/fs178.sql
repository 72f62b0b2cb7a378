-- FS178: who took the state's test in reading or language arts and got a level: proficient or not.
select r.organization_id, r.organization_type, r.student_key as unit_key, 1 as amount, null as table_name,
       edfacts_tested_grade(r.grade_level) as "GRADELVLASS", edfacts_major_race(s.race_ethnicity_1997) as "MAJORREG",
       edfacts_sex(s.sex) as "SEX", edfacts_in(s.swd, 'WDIS') as "DISABSTATUS", edfacts_in(s.el, 'LEP') as "LEPSTATRLA",
       edfacts_in(s.migrant, 'MS') as "MIGRNTSTATUS", edfacts_in(s.econ_disadvantaged, 'ECODIS') as "ECODIS",
       edfacts_in(s.homeless, 'HOMELSENRL') as "HOMELSENRLSTAT", edfacts_in(s.foster, 'FCS') as "FSTRCRSTS",
       edfacts_in(s.military, 'MILCNCTD') as "MILCNCTDSTDNTSTS",
       case r.administration when 'Regular' then 'REGASSWOACC' when 'RegularWithAccommodations' then 'REGASSWACC'
                             when 'Alternate' then 'ALTASSALTACH' else 'MISSING' end as "ASMTADMNSTRD",
       case when r.proficient then 'PROFICIENT' else 'NOTPROFICIENT' end as "PROFSTATUS",
       'L' || r.standard_level as "PERFLVL"
from edfacts_results(getvariable('school_year'), 'reading') r
join dim_student s on s.school_year = getvariable('school_year') and s.student_key = r.student_key
