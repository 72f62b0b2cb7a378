-- rule: STU-03
-- entity: student
-- needs: student
-- severity: major
-- field: student_number
-- message: The same name and birth date stand under another student number: probably one child, entered twice.
-- fix: Compare the two records side by side. Merge them, or note that they are two children.
-- owner: registrar
with child as (
    select school_year, student_number, school_number, birth_date, source, source_file, source_row,
           name_key(without_suffix(coalesce(ungarbled(family_name), family_name))) as family,
           name_key(coalesce(ungarbled(given_name), given_name)) as given,
           lower(coalesce(trim(suffix), '')) as suffix
    from student where birth_date is not null and family_name is not null and given_name is not null)
select c.school_year, c.student_number as record_key, c.student_number as raw_value,
       f.student_number as suggested_value, c.school_number as school_id, c.source, c.source_file, c.source_row
from child c
join child f on f.school_year = c.school_year and f.birth_date = c.birth_date and f.family = c.family
     and f.given = c.given and f.suffix = c.suffix and f.student_number < c.student_number
anti join settled_pair s on s.kind = 'student' and s.number = c.student_number and s.other_kind = 'student'
     and s.other = f.student_number
qualify row_number() over (partition by c.school_year, c.source_file, c.source_row order by f.student_number) = 1
