-- One row for each student on the rolls on the day of the fall count, at the school where FS052 counts the student, with
-- the stay that began last there.
select * exclude (entered, left_on, student_key) rename (school_number as school)
from edfacts_records(getvariable('school_year'))
semi join edfacts_members(getvariable('school_year'), edfacts_count_day(getvariable('school_year')))
    using (student_key, school_number)
where entered <= edfacts_count_day(getvariable('school_year'))
  and coalesce(left_on, edfacts_count_day(getvariable('school_year'))) >= edfacts_count_day(getvariable('school_year'))
qualify row_number() over (
    partition by student_key, school_number
    order by entered desc, left_on desc nulls first, grade_level, entry_code, exit_code) = 1
order by school_number, state_student_id, student_number, student_key
