-- rule: ATT-04
-- entity: calendar_day
-- needs: calendar_day, student_attendance
-- severity: warning
-- field: in_session
-- message: The school took no attendance on this school day.
-- fix: Take the attendance of that day, or mark the day as one without school.
-- owner: SIS administrator
-- turns: calendar_date + 1 from calendar_day where in_session and calendar_date < (select max(attendance_date) from student_attendance)

-- Days after the last one that any school delivered may still come; a school that delivers no attendance at all is
-- told by its missing rows elsewhere, not day by day.
with taken as (
    select distinct school_year, school_number, attendance_date from student_attendance where attendance_date is not null),
delivered as (select school_year, max(attendance_date) as last_day from taken group by school_year),
begun as (select school_year, school_number, min(attendance_date) as first_day from taken group by all)
select c.school_year, c.school_number || ' · ' || c.calendar_date as record_key, 'true' as raw_value,
       cast(null as varchar) as suggested_value, c.school_number as school_id, c.source, c.source_file, c.source_row
from calendar_day c
join delivered d on d.school_year = c.school_year
join begun b on b.school_year = c.school_year and b.school_number = c.school_number
anti join taken t on t.school_year = c.school_year and t.school_number = c.school_number
     and t.attendance_date = c.calendar_date
where c.in_session and c.calendar_date < least(d.last_day, night())
