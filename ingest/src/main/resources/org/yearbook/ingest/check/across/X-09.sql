-- rule: X-09
-- entity: account
-- needs: account
-- severity: minor
-- field: employee_id
-- message: The account is open and belongs to nobody.
-- fix: Name the employee or student whose it is, or close it.
-- owner: IT administrator

-- A number that nobody has is told as SYS-07; one of which somebody said that it is another person's is told here.
select a.school_year, a.account_name as record_key, a.employee_id as raw_value,
       cast(null as varchar) as suggested_value, cast(null as varchar) as school_id, a.source, a.source_file, a.source_row
from account a
join account_owner o on o.account_name = a.account_name
where a.enabled and o.employee_id is null and o.student_number is null
      and (a.employee_id is null or exists (from settled_pair p where p.kind = '' and p.number = a.account_name
                                                 and p.other = a.employee_id and not p.same))
