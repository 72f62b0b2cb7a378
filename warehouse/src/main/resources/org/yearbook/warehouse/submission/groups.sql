-- The groups that each student is in in a school year, in the codes of the files.
create or replace temp macro edfacts_groups(year) as table
select student_key, edfacts_sex(sex) as "SEX", edfacts_race(race_ethnicity_1997) as "RACEETHNIC",
       edfacts_major_race(race_ethnicity_1997) as "MAJORREG", edfacts_in(swd, 'WDIS') as "DISABSTATUS",
       case when swd is null then 'MISSING' when swd then 'WDIS' else 'WODIS' end as "DISABSTATIDEA",
       edfacts_in(el, 'LEP') as "LEPONLY", edfacts_in(migrant, 'MS') as "MIGRNTSTATUS",
       edfacts_in(econ_disadvantaged, 'ECODIS') as "ECODIS", edfacts_in(homeless, 'HOMELSENRL') as "HOMELSENRLSTAT",
       edfacts_in(foster, 'FCS') as "FSTRCRSTS", edfacts_in(military, 'MILCNCTD') as "MILCNCTDSTDNTSTS"
from dim_student
where school_year = year
