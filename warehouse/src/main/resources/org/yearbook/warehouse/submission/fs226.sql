-- FS226: of the students on the rolls on the day of the fall count, who is economically disadvantaged on that day.
select r.organization_id, r.organization_type, r.student_key as unit_key, 1 as amount, null as table_name
from edfacts_rolls(getvariable('school_year'), edfacts_count_day(getvariable('school_year'))) r
join edfacts_programs(getvariable('school_year'), edfacts_count_day(getvariable('school_year'))) p using (student_key)
where r.grade is not null and list_contains(p.programs, 'ECODIS')
