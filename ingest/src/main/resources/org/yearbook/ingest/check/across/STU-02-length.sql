-- rule: STU-02
-- entity: student
-- needs: student
-- severity: major
-- field: state_student_id
-- message: The state student number is not as long as nearly all others.
-- fix: Look the student up in the state's system; a spreadsheet may have dropped zeros in front.
-- owner: registrar
with
-- How long a number is differs from state to state; what nineteen of twenty have is how long it is here.
long as (
    select school_year, len(trim(state_student_id)) as length, count(*) as times
    from student where trim(state_student_id) <> '' group by all),
usual as (
    select school_year, arg_max(length, times) as length from long
    group by all having sum(times) >= 20 and max(times) * 20 >= sum(times) * 19),
-- A number that another student has, too, is told as that.
shared as (
    select school_year, trim(state_student_id) as number from student
    group by all having count(distinct student_number) > 1)
select s.school_year, s.student_number as record_key, s.state_student_id as raw_value,
       cast(null as varchar) as suggested_value, s.school_number as school_id, s.source, s.source_file, s.source_row
from student s join usual u on u.school_year = s.school_year
anti join shared h on h.school_year = s.school_year and h.number = trim(s.state_student_id)
where trim(s.state_student_id) <> '' and len(trim(s.state_student_id)) <> u.length
