-- rule: X-09
-- entity: account
-- needs: account
-- severity: minor
-- field: employee_id
-- message: The account is open and belongs to nobody.
-- fix: Name the employee who answers for it, or close it.
-- owner: IT administrator
select school_year, account_name as record_key, cast(null as varchar) as raw_value,
       cast(null as varchar) as suggested_value, cast(null as varchar) as school_id, source, source_file, source_row
from account
where enabled and employee_id is null
