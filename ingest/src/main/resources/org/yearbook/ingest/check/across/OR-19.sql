-- rule: OR-19
-- entity: course
-- needs: course, academic_session
-- severity: warning
-- field: school_year_sourced_id
-- message: The course names a session that is not a school year.
-- fix: Name the session of type schoolYear.
-- owner: SIS administrator
select c.school_year, c.sourced_id as record_key, c.school_year_sourced_id as raw_value,
       (select min(y.sourced_id) from academic_session y
        where y.school_year = c.school_year and y.session_type = 'schoolYear') as suggested_value,
       cast(null as varchar) as school_id, c.source, c.source_file, c.source_row
from course c
join academic_session a on a.school_year = c.school_year and a.sourced_id = c.school_year_sourced_id
where a.session_type <> 'schoolYear'
