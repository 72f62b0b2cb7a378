-- rule: CON-09
-- entity: student_contact
-- needs: student_contact, school_enrollment
-- severity: major
-- field: email
-- message: Two different people have this e-mail address: one may see the records of the other.
-- fix: Find out whose it is, and clear it with the other.
-- owner: registrar
with school as (
    select school_year, student_number, arg_max(school_number, entry_date) as school from school_enrollment group by all),
shared as (
    select school_year, email from student_contact where email is not null group by all
    having count(distinct name_key(coalesce(ungarbled(family_name), family_name)) || ' '
               || name_key(coalesce(ungarbled(given_name), given_name))) > 1)
select c.school_year, c.student_number || ' · ' || c.contact_id as record_key, c.email as raw_value,
       cast(null as varchar) as suggested_value, s.school as school_id, c.source, c.source_file, c.source_row
from student_contact c semi join shared h on h.school_year = c.school_year and h.email = c.email
left join school s on s.school_year = c.school_year and s.student_number = c.student_number
