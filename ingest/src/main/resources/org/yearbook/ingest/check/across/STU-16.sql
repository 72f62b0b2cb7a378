-- rule: STU-16
-- entity: student
-- needs: student, student_program
-- severity: major
-- field: homeless
-- message: The student is marked homeless, but is in no program for it.
-- fix: Let the liaison complete the form, or end the status.
-- owner: homeless liaison
-- turns: begin_date from student_program where program = 'HOMELESS'
with
-- The status lasts to the end of the school year, so a program that has ended counts too.
spell as (select distinct school_year, student_number from student_program where program = 'HOMELESS' and begin_date <= night())
select s.school_year, s.student_number as record_key, 'marked, no program' as raw_value,
       cast(null as varchar) as suggested_value, s.school_number as school_id, s.source, s.source_file, s.source_row
from student s anti join spell p on p.school_year = s.school_year and p.student_number = s.student_number
where s.homeless and s.school_year in (select school_year from spell)
