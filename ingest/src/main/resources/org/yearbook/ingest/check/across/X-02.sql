-- rule: X-02
-- entity: staff
-- needs: staff, account
-- severity: warning
-- field: hire_date
-- message: The last log-in lies before the hire date.
-- fix: Check the hire date; if the account was made early, close it until then.
-- owner: HR specialist

-- Somebody who came back was hired when they came first.
with used as (
    select p.person, max(a.last_logon_at) as last_logon_at
    from (select '' as account_name, cast(null as timestamp) as last_logon_at where false
          union all by name from account) a
    join account_owner o on o.account_name = a.account_name
    join employee_person p on p.employee_id = o.employee_id
    group by p.person),
hired as (
    select *, min(s.hire_date) over (partition by p.person) as first_hired
    from staff s join employee_person p on p.employee_id = s.employee_id)
select s.school_year, s.employee_id as record_key, cast(s.hire_date as varchar) as raw_value,
       cast(null as varchar) as suggested_value, cast(null as varchar) as school_id, s.source, s.source_file, s.source_row
from hired s
join used u on u.person = s.person
where cast(u.last_logon_at as date) < s.first_hired and s.hire_date = s.first_hired
