-- rule: STU-02
-- entity: student
-- needs: student
-- severity: major
-- field: state_student_id
-- message: Two students share this state student number.
-- fix: Look both students up in the state's system, and enter the right number with each.
-- owner: registrar
with shared as (
    select school_year, trim(state_student_id) as number from student where trim(state_student_id) <> ''
    group by all having count(distinct student_number) > 1)
select s.school_year, s.student_number as record_key, s.state_student_id as raw_value,
       cast(null as varchar) as suggested_value, s.school_number as school_id, s.source, s.source_file, s.source_row
from student s join shared h on h.school_year = s.school_year and h.number = trim(s.state_student_id)
