-- rule: ATT-01
-- entity: student_absence
-- needs: student_absence, calendar_day
-- severity: major
-- field: attendance_date
-- message: An absence on a day without school; it is not counted.
-- fix: Correct the date, or the calendar if there was school that day.
-- owner: attendance clerk
with taught as (select distinct school_year, school_number from calendar_day),
school_day as (select school_year, school_number, calendar_date from calendar_day where in_session)
select a.school_year, a.student_number || ' · ' || a.school_number || ' · ' || a.attendance_date as record_key,
       cast(a.attendance_date as varchar) as raw_value, cast(null as varchar) as suggested_value,
       a.school_number as school_id, a.source, a.source_file, a.source_row
from student_absence a
semi join taught t on t.school_year = a.school_year and t.school_number = a.school_number
anti join school_day d on d.school_year = a.school_year and d.school_number = a.school_number
     and d.calendar_date = a.attendance_date
