-- rule: CON-08
-- entity: student_contact
-- needs: student_contact, school_enrollment
-- severity: minor
-- field: email
-- message: The part behind the @ looks like a slip of the pen.
-- fix: Confirm the suggested address with the family, then enter it.
-- owner: registrar
with school as (
    select school_year, student_number, arg_max(school_number, entry_date) as school from school_enrollment group by all),
address as (
    select u.*, lower(split_part(email, '@', 2)) as domain from student_contact u where email is not null),
domain as (select school_year, domain, count(*) as times from address group by all),
usual as (
    select d.school_year, d.domain, d.times from domain d
    join (select school_year, sum(times) as whole from domain group by all) a on a.school_year = d.school_year
    where d.times >= 20 and d.times * 100 >= a.whole
    union
    select distinct school_year, famous.domain, 1000000 from domain,
           (values ('gmail.com'), ('yahoo.com'), ('hotmail.com'), ('outlook.com'), ('icloud.com'), ('aol.com'),
                   ('comcast.net')) famous(domain)),
slip as (
    select d.school_year, d.domain,
           arg_min(u.domain, (damerau_levenshtein(d.domain, u.domain), -u.times, u.domain)) as meant
    from domain d join usual u on u.school_year = d.school_year and d.times * 20 <= u.times
         and d.domain <> u.domain and abs(len(d.domain) - len(u.domain)) <= 2
         and damerau_levenshtein(d.domain, u.domain) <= case when len(u.domain) < 8 then 1 else 2 end
    where d.domain not in (select domain from usual where usual.school_year = d.school_year)
          and d.domain not in ('ymail.com', 'mail.com', 'gmx.com', 'email.com', 'me.com', 'mac.com', 'aim.com',
                               'live.com', 'msn.com', 'hotmail.es', 'hotmail.fr', 'hotmail.ca', 'yahoo.es',
                               'yahoo.fr', 'yahoo.ca', 'outlook.es', 'outlook.fr', 'googlemail.com')
    group by all)
select a.school_year, a.student_number || ' · ' || a.contact_id as record_key, a.email as raw_value,
       split_part(a.email, '@', 1) || '@' || s.meant as suggested_value, o.school as school_id,
       a.source, a.source_file, a.source_row
from address a join slip s on s.school_year = a.school_year and s.domain = a.domain
left join school o on o.school_year = a.school_year and o.student_number = a.student_number
