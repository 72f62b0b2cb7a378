-- One row for each stay of the year that took place: who left and came back has two.
select * exclude (entered, left_on, student_key) rename (school_number as school)
from edfacts_records(getvariable('school_year'))
order by school_number, state_student_id, student_number, entered, left_on, student_key, grade_level, entry_code,
         exit_code
