-- rule: X-02
-- entity: staff
-- needs: staff, account
-- severity: warning
-- field: hire_date
-- message: The last log-in lies before the hire date.
-- fix: Check the hire date; if the account was made early, close it until then.
-- owner: HR specialist
select s.school_year, s.employee_id as record_key, cast(s.hire_date as varchar) as raw_value,
       cast(null as varchar) as suggested_value, cast(null as varchar) as school_id, s.source, s.source_file, s.source_row
from staff s
join (select employee_id, max(last_logon_at) as last_logon_at from account group by all) a
     on a.employee_id = s.employee_id
where cast(a.last_logon_at as date) < s.hire_date
