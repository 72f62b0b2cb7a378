-- rule: ATT-06
-- entity: student_attendance
-- needs: student_attendance, discipline_incident
-- severity: major
-- field: attendance_code
-- message: The student was suspended that day, but is marked present.
-- fix: Give the attendance code for a suspension, or correct the days of the suspension.
-- owner: attendance clerk
with suspension as (
    select distinct school_year, student_number, action_begin_date as first_day,
           action_begin_date + cast(ceil(action_days) as integer) - 1 as last_day
    from discipline_incident
    where regexp_matches(action, '(?i)out.of.school|\boss\b|expul') and action_days >= 1
          and action_begin_date is not null)
select distinct on (a.school_year, a.student_number, a.school_number, a.attendance_date)
       a.school_year, a.student_number || ' · ' || a.school_number || ' · ' || a.attendance_date as record_key,
       a.attendance_code as raw_value, cast(null as varchar) as suggested_value, a.school_number as school_id,
       a.source, a.source_file, a.source_row
from student_attendance a
join suspension s on s.school_year = a.school_year and s.student_number = a.student_number
     and a.attendance_date between s.first_day and s.last_day
where a.member_units > 0 and a.absent_units = 0
order by a.school_year, a.student_number, a.school_number, a.attendance_date, a.source_row
