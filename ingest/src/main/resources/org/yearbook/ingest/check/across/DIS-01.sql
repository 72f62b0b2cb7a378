-- rule: DIS-01
-- entity: discipline_incident
-- needs: discipline_incident, school_enrollment
-- severity: major
-- field: incident_date
-- message: The student was enrolled nowhere in the district on the day of the incident.
-- fix: Check the date, and whether it is the right student.
-- owner: dean of students
select i.school_year, i.incident_id || ' · ' || i.student_number as record_key,
       cast(i.incident_date as varchar) as raw_value, cast(null as varchar) as suggested_value,
       i.school_number as school_id, i.source, i.source_file, i.source_row
from discipline_incident i
anti join school_enrollment e on e.school_year = i.school_year and e.student_number = i.student_number
     and i.incident_date >= e.entry_date and i.incident_date <= coalesce(e.exit_date, date '9999-12-31')
where i.incident_date is not null and i.school_year in (select school_year from school_enrollment)
