-- What two spellings of one name have in common: letters and digits, small, without accents, without Jr. The same as in
-- rule X-06.
account as (
    select account_name, staff_key, given_name, family_name,
           regexp_replace(lower(strip_accents(given_name)), '[^\p{L}\p{N}]', '', 'g') as given_key,
           regexp_replace(lower(strip_accents(regexp_replace(
               trim(family_name), '(?i),?\s+(jr|sr|ii|iii|iv|2nd|3rd)\.?$', ''))), '[^\p{L}\p{N}]', '', 'g')
               as family_key
    from dim_account
    where coalesce(enabled, true) and staff_key is not null),
known as (
    select *,
           regexp_replace(lower(strip_accents(legal_first_name)), '[^\p{L}\p{N}]', '', 'g') as legal_key,
           regexp_replace(lower(strip_accents(preferred_first_name)), '[^\p{L}\p{N}]', '', 'g') as preferred_key,
           regexp_replace(lower(strip_accents(former_last_name)), '[^\p{L}\p{N}]', '', 'g') as former_key,
           regexp_replace(lower(strip_accents(regexp_replace(
               trim(legal_last_name), '(?i),?\s+(jr|sr|ii|iii|iv|2nd|3rd)\.?$', ''))), '[^\p{L}\p{N}]', '', 'g')
               as last_key
    from employee),
-- Of somebody with several numbers, those count that work here: a name that fits one of them is no difference.
compared as (
    select a.account_name, k.employee_id, k.hire_date, a.given_name, a.family_name,
           coalesce(k.preferred_first_name, k.legal_first_name) as hr_given, k.legal_last_name as hr_family,
           coalesce(a.family_key <> '' and a.family_key <> k.last_key, false) as family_differs,
           coalesce(a.given_key <> '' and k.legal_key <> ''
               and not starts_with(k.legal_key, a.given_key) and not starts_with(a.given_key, k.legal_key)
               and a.given_key is distinct from k.preferred_key, false) as given_differs,
           coalesce(a.family_key = k.former_key, false) as former_name
    from account a
    join employee e on e.staff_key = a.staff_key
    join known k on k.person = e.person and k.here),
nearest as (
    select *
    from compared
    qualify row_number() over (
        partition by account_name
        order by family_differs or given_differs, hire_date desc nulls last, employee_id) = 1)
select *
from nearest
where family_differs or given_differs
order by family_differs and former_name desc, family_differs desc, hr_family, hr_given, account_name
