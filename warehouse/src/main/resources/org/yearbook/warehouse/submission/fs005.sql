-- FS005: children with disabilities (IDEA) who were moved to an interim setting: by the school for weapons, drugs or
-- serious injury, or by a hearing officer. A child may be in both, and is an English learner in each who was one at any
-- such removal.
select any_value(organization_id) as organization_id, any_value(organization_type) as organization_type,
       student_key as unit_key, 1 as amount, null as table_name, interim_removal as "REMOVALTYPE",
       any_value(disability) as "DISABCATIDEA", any_value(race) as "RACEETHNIC", any_value(sex) as "SEX",
       min(english) as "LEPBOTH"
from edfacts_removals(getvariable('school_year'))
where interim_removal is not null
group by student_key, interim_removal
