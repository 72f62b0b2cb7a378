-- rule: X-06
-- entity: account
-- needs: account, staff
-- severity: minor
-- field: family_name
-- message: The family name in the directory is not the one that HR has.
-- fix: Rename the account; HR owns the name.
-- owner: IT administrator
select a.school_year, a.account_name as record_key, a.family_name as raw_value,
       s.legal_last_name as suggested_value, cast(null as varchar) as school_id, a.source, a.source_file, a.source_row
from account a
join account_owner o on o.account_name = a.account_name
join staff s on s.employee_id = o.employee_id
anti join settled_pair p on p.kind = '' and p.number = a.account_name and p.other_kind = 'staff'
     and p.other = o.employee_id
where name_key(without_suffix(a.family_name)) <> name_key(without_suffix(s.legal_last_name))
