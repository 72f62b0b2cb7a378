-- rule: ATT-02
-- entity: student_attendance
-- needs: student_attendance, school_enrollment
-- severity: major
-- field: school_number
-- message: Attendance at a school where the student is not enrolled that day.
-- fix: Correct the dates of the enrollment first, then the attendance. At most 20 days are listed for each student and school.
-- owner: attendance clerk
with stay as (
    select school_year, student_number, school_number, count(*) as stays, min(entry_date) as entered,
           max(coalesce(exit_date, date '9999-12-31')) as left_on
    from school_enrollment where entry_code is distinct from 'NS' group by all),
suspicious as (
    select p.school_year, p.student_number, p.school_number from attendance_stay p
    left join stay s on s.school_year = p.school_year and s.student_number = p.student_number
         and s.school_number = p.school_number
    where p.school_year in (select school_year from school_enrollment)
          and (s.stays is null or s.stays > 1 or p.first_day < s.entered or p.last_day > s.left_on))
select a.school_year, a.student_number || ' · ' || a.school_number || ' · ' || a.attendance_date as record_key,
       a.school_number as raw_value, cast(null as varchar) as suggested_value, a.school_number as school_id,
       a.source, a.source_file, a.source_row
from student_attendance a
semi join suspicious s on s.school_year = a.school_year and s.student_number = a.student_number
     and s.school_number = a.school_number
anti join school_enrollment e on e.school_year = a.school_year and e.student_number = a.student_number
     and e.school_number = a.school_number and a.attendance_date >= e.entry_date
     and a.attendance_date <= coalesce(e.exit_date, date '9999-12-31')
     and e.entry_code is distinct from 'NS'
qualify row_number() over (partition by a.school_year, a.student_number, a.school_number
                           order by a.attendance_date, a.source_row) <= 20
