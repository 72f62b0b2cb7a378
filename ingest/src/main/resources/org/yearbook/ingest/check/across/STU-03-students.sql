-- rule: STU-03
-- entity: student
-- needs: student
-- severity: major
-- field: student_number
-- message: The same name and birth date stand under another student number: probably one child, entered twice.
-- fix: Compare the two records side by side. Merge them, or note that they are two children.
-- owner: registrar
with child as (
    select *, first_value(student_number) over (
                  partition by school_year, birth_date,
                      name_key(without_suffix(coalesce(ungarbled(family_name), family_name))),
                      name_key(coalesce(ungarbled(given_name), given_name)), lower(coalesce(trim(suffix), ''))
                  order by student_number) as first_number
    from student where birth_date is not null and family_name is not null and given_name is not null)
select school_year, student_number as record_key, student_number as raw_value, first_number as suggested_value,
       school_number as school_id, source, source_file, source_row
from child where student_number <> first_number
