-- rule: ATT-07
-- entity: student_absence
-- needs: student_absence, calendar_day
-- severity: major
-- field: school_number
-- message: Absences of this school came, but no calendar: nobody can tell how many days were attended.
-- fix: Deliver the school's calendar of this school year.
-- owner: SIS administrator
with taught as (select distinct school_year, school_number from calendar_day where in_session)
select a.school_year, a.school_number as record_key, a.school_number as raw_value,
       cast(null as varchar) as suggested_value, a.school_number as school_id, any_value(a.source) as source,
       max(a.source_file) as source_file, cast(0 as bigint) as source_row
from student_absence a
anti join taught t on t.school_year = a.school_year and t.school_number = a.school_number
group by a.school_year, a.school_number
