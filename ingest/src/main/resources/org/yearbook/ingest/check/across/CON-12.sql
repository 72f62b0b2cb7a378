-- rule: CON-12
-- entity: student_contact
-- needs: student_contact, school_enrollment
-- severity: warning
-- field: contact_id
-- message: The same person stands under another contact number, so brothers and sisters are not linked.
-- fix: Compare the two, and merge them under one number.
-- owner: registrar
with school as (
    select school_year, student_number, arg_max(school_number, entry_date) as school from school_enrollment group by all),
person as (
    select school_year, contact_id, name_key(family_name) || ' ' || name_key(given_name) as who, phone as reached
    from student_contact where phone is not null
    union
    select school_year, contact_id, name_key(family_name) || ' ' || name_key(given_name), email
    from student_contact where email is not null),
twice as (
    select p.school_year, p.contact_id, min(o.contact_id) as first_id from person p
    join person o on o.school_year = p.school_year and o.who = p.who and o.reached = p.reached
    group by all having min(o.contact_id) <> p.contact_id)
select c.school_year, c.student_number || ' · ' || c.contact_id as record_key, c.contact_id as raw_value,
       t.first_id as suggested_value, s.school as school_id, c.source, c.source_file, c.source_row
from student_contact c join twice t on t.school_year = c.school_year and t.contact_id = c.contact_id
left join school s on s.school_year = c.school_year and s.student_number = c.student_number
