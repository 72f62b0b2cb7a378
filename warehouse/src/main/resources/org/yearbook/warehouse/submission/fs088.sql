-- FS088: children with disabilities (IDEA) who were removed for disciplinary reasons, by how long altogether in the year.
with child as (
    select student_key, any_value(organization_id) as organization_id, any_value(organization_type) as organization_type,
           sum(days) as days, any_value(disability) as disability, any_value(race) as race, any_value(sex) as sex,
           min(english) as english
    from edfacts_removals(getvariable('school_year'))
    group by student_key)
select organization_id, organization_type, student_key as unit_key, 1 as amount, null as table_name,
       case when days > 10 then 'GREATER10' when days > 1 then '2TO10' else 'LTOREQ1' end as "REMOVALLENIDEA",
       disability as "DISABCATIDEA", race as "RACEETHNIC", sex as "SEX", english as "LEPBOTH"
from child
