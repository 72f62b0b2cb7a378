-- rule: HR-09
-- entity: account
-- needs: account
-- severity: minor
-- field: email
-- message: The e-mail address of the account is not one of the district.
-- fix: Enter the address that the account has.
-- owner: IT administrator
with address as (
    select *, lower(split_part(email, '@', 2)) as domain from account where email is not null),
usual as (
    select domain as usual_domain, times from (select domain, count(*) as times, sum(count(*)) over () as whole
                                               from address group by domain)
    where times >= 10 and times * 5 >= whole * 4)
select school_year, account_name as record_key, email as raw_value,
       split_part(email, '@', 1) || '@' || usual_domain as suggested_value, cast(null as varchar) as school_id,
       source, source_file, source_row
from address, usual
where domain <> usual_domain and not ends_with(domain, '.' || usual_domain)
