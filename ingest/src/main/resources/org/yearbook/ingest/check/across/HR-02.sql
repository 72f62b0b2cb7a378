-- rule: HR-02
-- entity: staff
-- needs: staff
-- severity: major
-- field: employee_id
-- message: The same name and birth date stand under another employee number: perhaps a rehire.
-- fix: Link the two records, or note that they are two people.
-- owner: HR specialist
with person as (
    select *, coalesce(hire_date, date '9999-12-31') as since, name_key(without_suffix(legal_last_name)) as family,
           name_key(legal_first_name) as given
    from staff where birth_date is not null and legal_last_name is not null and legal_first_name is not null)
select p.school_year, p.employee_id as record_key, p.employee_id as raw_value, q.employee_id as suggested_value,
       cast(null as varchar) as school_id, p.source, p.source_file, p.source_row
from person p
join person q on q.school_year = p.school_year and q.birth_date = p.birth_date and q.family = p.family
     and q.given = p.given and q.employee_id <> p.employee_id and (q.since, q.employee_id) < (p.since, p.employee_id)
anti join settled_pair s on s.kind = 'staff' and s.number = p.employee_id and s.other_kind = 'staff'
     and s.other = q.employee_id
qualify row_number() over (partition by p.school_year, p.source_file, p.source_row order by q.since, q.employee_id) = 1
