-- rule: ATT-02
-- entity: student_absence
-- needs: student_absence, school_enrollment
-- severity: major
-- field: school_number
-- message: An absence at a school where the student is not enrolled that day; it is not counted.
-- fix: Correct the dates of the enrollment first, then the absence.
-- owner: attendance clerk
select a.school_year, a.student_number || ' · ' || a.school_number || ' · ' || a.attendance_date as record_key,
       a.school_number as raw_value, cast(null as varchar) as suggested_value, a.school_number as school_id,
       a.source, a.source_file, a.source_row
from student_absence a
anti join school_enrollment e on e.school_year = a.school_year and e.student_number = a.student_number
     and e.school_number = a.school_number and a.attendance_date >= e.entry_date
     and a.attendance_date <= coalesce(e.exit_date, date '9999-12-31')
     and e.entry_code is distinct from 'NS'
where a.school_year in (select school_year from school_enrollment)
