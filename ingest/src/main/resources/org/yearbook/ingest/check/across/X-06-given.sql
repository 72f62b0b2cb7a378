-- rule: X-06
-- entity: account
-- needs: account, staff
-- severity: minor
-- field: given_name
-- message: The given name in the directory is neither the legal nor the preferred one that HR has.
-- fix: Rename the account; HR owns the name.
-- owner: IT administrator
select a.school_year, a.account_name as record_key, a.given_name as raw_value,
       coalesce(s.preferred_first_name, s.legal_first_name) as suggested_value, cast(null as varchar) as school_id,
       a.source, a.source_file, a.source_row
from account a
join account_owner o on o.account_name = a.account_name
join staff s on s.employee_id = o.employee_id
anti join settled_pair p on p.kind = '' and p.number = a.account_name and p.other_kind = 'staff'
     and p.other = o.employee_id
where name_key(a.given_name) <> '' and s.legal_first_name is not null
      and not starts_with(name_key(s.legal_first_name), name_key(a.given_name))
      and not starts_with(name_key(a.given_name), name_key(s.legal_first_name))
      and name_key(a.given_name) is distinct from name_key(s.preferred_first_name)
