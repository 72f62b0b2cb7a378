-- rule: ENR-09
-- entity: school_enrollment
-- needs: school_enrollment, student_attendance
-- severity: warning
-- field: entry_code
-- message: The student was absent on each of the first ten days: perhaps a no-show.
-- fix: If the student never came, give the no-show code.
-- owner: registrar
with never as (
    select * from attendance_stay where days >= 10 and (first_present is null or first_present > first_marked + 9)),
absent as (
    select a.school_year, a.student_number, a.school_number, count(*) as days
    from student_attendance a
    join never n on n.school_year = a.school_year and n.student_number = a.student_number
         and n.school_number = a.school_number
    where a.member_units > 0 and (n.first_present is null or a.attendance_date < n.first_present)
    group by all having count(*) >= 10)
select e.school_year, e.student_number || ' · ' || e.school_number || ' · ' || e.entry_date as record_key,
       a.days || ' days absent' as raw_value, 'NS' as suggested_value, e.school_number as school_id,
       e.source, e.source_file, e.source_row
from school_enrollment e
join absent a on a.school_year = e.school_year and a.student_number = e.student_number
     and a.school_number = e.school_number
where e.entry_code is distinct from 'NS'
qualify row_number() over (partition by e.school_year, e.student_number, e.school_number order by e.entry_date) = 1
