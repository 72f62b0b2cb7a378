-- rule: CON-07
-- entity: student_contact
-- needs: student_contact, school_enrollment
-- severity: warning
-- field: phone
-- message: The same telephone number stands with ten or more families.
-- fix: Ask the family for its number.
-- owner: registrar
with school as (
    select school_year, student_number, arg_max(school_number, entry_date) as school from school_enrollment group by all),
telephone as (
    select school_year, phone from student_contact where phone is not null
    group by all having count(distinct name_key(family_name)) >= 10)
select c.school_year, c.student_number || ' · ' || c.contact_id as record_key, c.phone as raw_value,
       cast(null as varchar) as suggested_value, s.school as school_id, c.source, c.source_file, c.source_row
from student_contact c semi join telephone t on t.school_year = c.school_year and t.phone = c.phone
left join school s on s.school_year = c.school_year and s.student_number = c.student_number
