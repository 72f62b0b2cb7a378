-- rule: CON-10
-- entity: student_contact
-- needs: student_contact, roster_user, school_enrollment
-- severity: major
-- field: email
-- message: The e-mail address of the contact is the account of a student or an employee.
-- fix: Ask the contact for an address of their own.
-- owner: registrar
with school as (
    select school_year, student_number, arg_max(school_number, entry_date) as school from school_enrollment group by all),
account as (
    select distinct school_year, email from roster_user
    where email is not null and coalesce(role, 'student') not in ('parent', 'guardian', 'relative'))
select c.school_year, c.student_number || ' · ' || c.contact_id as record_key, c.email as raw_value,
       cast(null as varchar) as suggested_value, s.school as school_id, c.source, c.source_file, c.source_row
from student_contact c semi join account a on a.school_year = c.school_year and a.email = c.email
left join school s on s.school_year = c.school_year and s.student_number = c.student_number
