-- rule: HR-09
-- entity: staff
-- needs: staff
-- severity: minor
-- field: email
-- message: The work e-mail address is not one of the district.
-- fix: Enter the address that IT gave; a private address belongs elsewhere.
-- owner: HR specialist
with address as (
    select *, lower(split_part(email, '@', 2)) as domain from staff where email is not null),
usual as (
    select domain as usual_domain, times from (select domain, count(*) as times, sum(count(*)) over () as whole
                                               from address group by domain)
    where times >= 10 and times * 5 >= whole * 4)
select school_year, employee_id as record_key, email as raw_value,
       split_part(email, '@', 1) || '@' || usual_domain as suggested_value, cast(null as varchar) as school_id,
       source, source_file, source_row
from address, usual
where domain <> usual_domain and not ends_with(domain, '.' || usual_domain)
