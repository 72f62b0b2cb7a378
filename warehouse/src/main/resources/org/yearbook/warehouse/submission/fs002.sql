-- FS002: children with disabilities (IDEA) on the rolls on the day of the child count, from kindergarten on, aged 5 to
-- 21 on that day; until 2018-19 from 6 on.
with child as (
    select r.*, list_contains(p.programs, 'EL') as learns_english,
           edfacts_age(r.birth_date, edfacts_child_count_day(getvariable('school_year'))) as age
    from edfacts_rolls(getvariable('school_year'), edfacts_child_count_day(getvariable('school_year'))) r
    join edfacts_programs(getvariable('school_year'), edfacts_child_count_day(getvariable('school_year'))) p
        using (student_key)
    where list_contains(p.programs, 'SWD'))
select organization_id, organization_type, student_key as unit_key, 1 as amount, null as table_name,
       coalesce(edfacts_disability(primary_disability, getvariable('school_year')), 'MISSING') as "DISABCATIDEA", race as "RACEETHNIC", sex as "SEX",
       case when age is null then 'MISSING' when age <= 5 then 'AGE05K' else age::varchar end as "AGESA",
       coalesce(idea_environment, 'MISSING') as "EDENVIRIDEASA",
       case when learns_english then 'LEP' else 'NLEP' end as "LEPBOTH"
from child
where grade <> 'PK' and coalesce(age, 6) between case when getvariable('school_year') < '2019-20' then 6 else 5 end and 21
