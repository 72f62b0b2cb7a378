-- rule: HR-02
-- entity: staff
-- needs: staff
-- severity: major
-- field: employee_id
-- message: The same name and birth date stand under another employee number: perhaps a rehire.
-- fix: Link the two records, or note that they are two people.
-- owner: HR specialist
with person as (
    select *, first_value(employee_id) over (
                  partition by school_year, birth_date, name_key(without_suffix(legal_last_name)), name_key(legal_first_name)
                  order by hire_date, employee_id) as first_number
    from staff where birth_date is not null and legal_last_name is not null and legal_first_name is not null)
select school_year, employee_id as record_key, employee_id as raw_value, first_number as suggested_value,
       cast(null as varchar) as school_id, source, source_file, source_row
from person where employee_id <> first_number
