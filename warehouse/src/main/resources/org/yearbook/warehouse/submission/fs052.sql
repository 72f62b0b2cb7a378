-- FS052 Membership: each student on the rolls on the day of the fall count, once at a school and once in the
-- district.
select organization_id, organization_type, student_key as unit_key, 1 as amount, null as table_name,
       grade as "GRADELVMEM", sex as "SEX", race as "RACEETHNIC"
from edfacts_rolls(getvariable('school_year'), edfacts_count_day(getvariable('school_year')))
where grade is not null
