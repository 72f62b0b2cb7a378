-- rule: X-01
-- entity: account
-- needs: account, staff
-- severity: major
-- field: enabled
-- message: The employee has left, and the account is still open.
-- fix: Disable the account today.
-- owner: IT administrator
select a.school_year, a.account_name as record_key, 'left on ' || s.separation_date as raw_value,
       'false' as suggested_value, cast(null as varchar) as school_id, a.source, a.source_file, a.source_row
from account a
join (select employee_id, max(separation_date) as separation_date from staff
      group by all having count(separation_date) = count(*)) s on s.employee_id = a.employee_id
where a.enabled and s.separation_date < night()
