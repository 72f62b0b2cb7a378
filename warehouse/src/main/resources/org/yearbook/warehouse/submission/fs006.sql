-- FS006: children with disabilities (IDEA) who were suspended or expelled, by how long altogether in the year, in school
-- and out of school apart.
with child as (
    select student_key, kind, any_value(organization_id) as organization_id, any_value(organization_type) as organization_type,
           sum(days) as days, any_value(disability) as disability, any_value(race) as race, any_value(sex) as sex,
           min(english) as english
    from edfacts_removals(getvariable('school_year')) where kind is not null
    group by student_key, kind)
select organization_id, organization_type, student_key as unit_key, 1 as amount, null as table_name,
       case when days > 10 then 'GREATER10' else 'LTOREQ10' end as "REMOVALLENSUS",
       case kind when 'in_school' then 'INSCHOOL' else 'OUTOFSCHOOL' end as "DSCPLMETHOD", disability as "DISABCATIDEA",
       race as "RACEETHNIC", sex as "SEX", english as "LEPBOTH"
from child
