-- How many students of each school were there ten days or more, and are not counted there on the day of the fall count.
select s.organization_id, count(distinct s.student_key) as students
from agg_student_year s
where s.school_year = getvariable('school_year') and s.organization_type = 'school' and s.enrolled_units >= 10 * 2520
  and not exists (from edfacts_members(getvariable('school_year'), edfacts_count_day(getvariable('school_year'))) m
                  where m.student_key = s.student_key and m.school_number = s.organization_id)
group by s.organization_id
