-- rule: CON-10
-- entity: student_contact
-- needs: student_contact, staff, roster_user, school_enrollment
-- severity: major
-- field: email
-- message: The e-mail address of the contact is the work address of an employee.
-- fix: Ask the contact for an address of their own.
-- owner: registrar
with
-- Employees whom the roster has are told of already.
school as (
    select school_year, student_number, arg_max(school_number, entry_date) as school from school_enrollment group by all)
select c.school_year, c.student_number || ' · ' || c.contact_id as record_key, c.email as raw_value,
       cast(null as varchar) as suggested_value, s.school as school_id, c.source, c.source_file, c.source_row
from student_contact c semi join staff e on e.email = c.email
anti join roster_user u on u.school_year = c.school_year and u.email = c.email
     and coalesce(u.role, 'student') not in ('parent', 'guardian', 'relative')
left join school s on s.school_year = c.school_year and s.student_number = c.student_number
