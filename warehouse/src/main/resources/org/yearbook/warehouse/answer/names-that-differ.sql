account as (
    select account_name, staff_key, given_name, family_name
    from dim_account
    where coalesce(enabled, true) and staff_key is not null),
-- Of somebody with several numbers, those count that work here: a name that fits one of them is no difference.
pair as (
    select a.account_name, k.employee_id, k.hire_date, a.given_name, a.family_name, k.legal_first_name,
           k.preferred_first_name, k.legal_last_name, k.former_last_name
    from account a
    join employee e on e.staff_key = a.staff_key
    join employee k on k.person = e.person and k.here),
-- Most names are spelt alike, which is seen without a look at their letters.
spelt_otherwise as (
    select *
    from pair
    where account_name not in (
        select account_name
        from pair
        where family_name = legal_last_name and given_name in (legal_first_name, preferred_first_name))),
-- What two spellings of one name have in common: letters and digits, small, without accents, without Jr. The same as in
-- rule X-06.
known as (
    select *,
           regexp_replace(lower(strip_accents(given_name)), '[^\p{L}\p{N}]', '', 'g') as given_key,
           regexp_replace(lower(strip_accents(regexp_replace(
               trim(family_name), '(?i),?\s+(jr|sr|ii|iii|iv|2nd|3rd)\.?$', ''))), '[^\p{L}\p{N}]', '', 'g')
               as family_key,
           regexp_replace(lower(strip_accents(legal_first_name)), '[^\p{L}\p{N}]', '', 'g') as legal_key,
           regexp_replace(lower(strip_accents(preferred_first_name)), '[^\p{L}\p{N}]', '', 'g') as preferred_key,
           regexp_replace(lower(strip_accents(former_last_name)), '[^\p{L}\p{N}]', '', 'g') as former_key,
           regexp_replace(lower(strip_accents(regexp_replace(
               trim(legal_last_name), '(?i),?\s+(jr|sr|ii|iii|iv|2nd|3rd)\.?$', ''))), '[^\p{L}\p{N}]', '', 'g')
               as last_key
    from spelt_otherwise),
compared as (
    select account_name, employee_id, hire_date, given_name, family_name,
           coalesce(preferred_first_name, legal_first_name) as hr_given, legal_last_name as hr_family,
           coalesce(family_key <> '' and family_key <> last_key, false) as family_differs,
           coalesce(given_key <> '' and legal_key <> ''
               and not starts_with(legal_key, given_key) and not starts_with(given_key, legal_key)
               and given_key is distinct from preferred_key, false) as given_differs,
           coalesce(family_key = former_key, false) as former_name
    from known),
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
