-- rule: CON-02
-- entity: student
-- needs: student, student_address
-- severity: minor
-- field: student_number
-- message: No residence is on file.
-- fix: Ask the family for its address.
-- owner: registrar
with
-- Who is homeless has none to enter.
home as (select distinct school_year, student_number from student_address where kind = 'residence')
select s.school_year, s.student_number as record_key, cast(null as varchar) as raw_value,
       cast(null as varchar) as suggested_value, s.school_number as school_id, s.source, s.source_file, s.source_row
from student s anti join home h on h.school_year = s.school_year and h.student_number = s.student_number
where s.school_year in (select school_year from student_address) and not coalesce(s.homeless, false)
