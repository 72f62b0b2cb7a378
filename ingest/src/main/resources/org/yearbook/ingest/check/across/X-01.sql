-- rule: X-01
-- entity: account
-- needs: account, staff
-- severity: major
-- field: enabled
-- message: The employee has left, and the account is still open.
-- fix: Disable the account today.
-- owner: IT administrator
-- turns: separation_date + 1 from staff

-- A person with several numbers has left when none of them is employed any more. HR may leave the last day in place when
-- it hires somebody again: a last day before the first one ends nothing.
with ended as (
    select employee_id,
           case when separation_date < greatest(hire_date, rehire_date) then null else separation_date end as separation_date
    from staff),
gone as (
    select p.person, max(s.separation_date) as separation_date
    from ended s join employee_person p on p.employee_id = s.employee_id
    group by p.person having count(s.separation_date) = count(*))
select a.school_year, a.account_name as record_key, 'left on ' || g.separation_date as raw_value,
       'false' as suggested_value, cast(null as varchar) as school_id, a.source, a.source_file, a.source_row
from account a
join account_owner o on o.account_name = a.account_name
join employee_person p on p.employee_id = o.employee_id
join gone g on g.person = p.person
where a.enabled and g.separation_date < night()
