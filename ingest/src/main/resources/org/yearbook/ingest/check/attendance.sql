-- What rules ask of attendance as a whole. One statement each, ended by a semicolon at the end of a line. KnownPeople lays
-- known_student_attendance before.

-- One row for each student at a school in a year: from when to when, and for how many days, attendance was taken.
create view attendance_stay as
select school_year, student_number, school_number, min(attendance_date) as first_day, max(attendance_date) as last_day,
       count(*) filter (where member_units > 0) as days,
       min(attendance_date) filter (where member_units > 0) as first_marked,
       min(attendance_date) filter (where member_units > 0 and absent_units < member_units) as first_present
from known_student_attendance
group by all;
