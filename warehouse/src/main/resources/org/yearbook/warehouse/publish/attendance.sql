-- Attendance of each student and day. Most systems deliver every day; some deliver absences only, and a day without one
-- was attended. There the days follow from the enrollment and the school's calendar, as far as anybody has spoken of the
-- school: through the day before its last delivery, or through its last absence. What one school has delivered says
-- nothing of another, whose absences may be in a file, or of a system, that comes later.

-- The last day of any calendar that has come: until the next one comes, the date of the night makes no difference.
create temp table calendar_reached as
select coalesce(max(calendar_date), date '0001-01-01') as day
from lake_calendar_day where calendar_date <= getvariable('as_of');

-- Each absence once, with the part of the day that its code stands for.
create temp table told_absence as
select a.school_year, a.student_number, a.school_number, a.attendance_date,
       arg_max(a.attendance_code, (coalesce(a.absent_units, c.absent_units), a.attendance_code)) as attendance_code,
       max(coalesce(a.absent_units, c.absent_units)) as portion
from lake_student_absence a
left join lake_attendance_code c on c.school_year = a.school_year and c.attendance_code = a.attendance_code
group by all;

-- How far each school has spoken of its days. A file that comes again as it was says that nobody was absent since; while
-- that makes no difference to a day, what follows need not be made again.
create temp table absence_reached as
with came as (
    select f.school_year, f.school_number, max(coalesce(d.last_delivered, d.arrived)) - 1 as through
    from (select distinct school_year, school_number, source, source_file from lake_student_absence) f
    join lake_row_count r
        on r.entity = 'student_absence' and r.school_year = f.school_year and r.source = f.source
       and r.file = f.source_file
    join lake_delivery d on d.delivery_id = r.delivery_id and d.source = r.source and d.file = r.file
    group by all)
select a.school_year, a.school_number,
       least((select day from calendar_reached), greatest(max(a.attendance_date), any_value(r.through))) as through
from told_absence a
left join came r on r.school_year = a.school_year and r.school_number = a.school_number
group by all;

create temp table derived_day as
with member_day as (
    select distinct e.school_year, e.student_number, e.school_number, c.calendar_date, coalesce(c.member_units, 2520) as units
    from lake_school_enrollment e
    join absence_reached t on t.school_year = e.school_year and t.school_number = e.school_number
    join lake_calendar_day c
        on c.school_year = e.school_year and c.school_number = e.school_number and c.in_session
        and c.calendar_date >= e.entry_date and c.calendar_date <= coalesce(e.exit_date, t.through)
        and c.calendar_date <= t.through
    anti join (select distinct school_year, school_number from lake_student_attendance) w
        on w.school_year = e.school_year and w.school_number = e.school_number
    where coalesce(e.entry_code, '') <> 'NS')
-- An absence of which nobody knows what part of the day it was leaves the day out, so that it moves no rate.
select d.school_year, d.student_number, d.school_number, d.calendar_date as attendance_date, a.attendance_code,
       (case when a.student_number is not null and a.portion is null then 0 else d.units end)::integer as member_units,
       (case when a.portion is null then 0 else (2 * a.portion * d.units + 2520) // 5040 end)::integer as absent_units
from member_day d
left join told_absence a on a.school_year = d.school_year and a.student_number = d.student_number
    and a.school_number = d.school_number and a.attendance_date = d.calendar_date;

-- All days, or those of one month of a school year while tables are made again month by month.
create temp view attendance_day as
from (
    select school_year, student_number, school_number, attendance_date, attendance_code, member_units, absent_units,
           false as derived
    from lake_student_attendance
    union all
    select school_year, student_number, school_number, attendance_date, attendance_code, member_units, absent_units,
           true as derived
    from derived_day)
where getvariable('part_year') is null
   or (school_year = getvariable('part_year') and attendance_date >= getvariable('part_from')
       and attendance_date < getvariable('part_to'));
