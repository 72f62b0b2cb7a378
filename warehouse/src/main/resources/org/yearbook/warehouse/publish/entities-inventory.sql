-- What metrics about accounts, applications and deliveries are computed from, for the district alone.

-- Accounts of the directory as they are tonight. Whose an account is, the rules about people say, of students and staff
-- alike; an account that waits for a decision has nobody.
create table agg_account_year as
with found as (
    select distinct record_number as account_name from linked
    where entity = 'account' and band = 'match' and person_number is not null)
select y.school_year, getvariable('lea_id') as organization_id, 'district' as organization_type, p.key as account_key,
       bool_or(coalesce(a.enabled, true)) as enabled,
       bool_or(f.account_name is not null or o.employee_id is not null) as has_person,
       max(a.last_logon_at)::date as last_logon_on
from lake_account a
join pseudonym p on p.kind = 'account' and p.number = a.account_name
join dim_school_year y on y.school_year = school_year_of(getvariable('as_of'))
left join found f on f.account_name = a.account_name
left join account_owner o on o.account_name = a.account_name
group by all
order by all;

-- How one signs on to the applications of agg_app_year, and how long their agreements last from the last day of the year,
-- or from tonight. The inventory keeps no history: what it says is what it says tonight.
create table agg_app_access_year as
select a.school_year, a.organization_id, a.organization_type, a.application_id, a.users, a.student_users,
       a.in_inventory, a.agreement_in_force,
       case when i.sso is null or trim(i.sso) = '' then null
            else not regexp_matches(i.sso, '(?i)^\s*(none|no|false|0|n/?a|n|manual|local|password|own|separate|not supported)\b')
       end as single_sign_on,
       (i.agreement_expires - y.through)::bigint as agreement_days_left
from agg_app_year a
join work_year y on y.school_year = a.school_year
left join lake_application i on i.application_id = a.application_id
order by all;

-- Sources that delivered in a school year, with their latest delivery until its last day, or until tonight: also of what
-- came again as it was. What was held back did not arrive.
create table agg_source_year as
with latest as (
    select y.school_year, y.through, d.source, max(least(coalesce(d.last_delivered, d.arrived), y.through)) as arrived,
           min(d.promised_days)::bigint as promised_days
    from work_year y
    join lake_delivery d on d.arrived <= y.through and coalesce(d.last_delivered, d.arrived) >= y.opens
        and coalesce(d.status, '') <> 'held'
    where d.source is not null
    group by all)
select school_year, getvariable('lea_id') as organization_id, 'district' as organization_type, source, arrived,
       (through - arrived)::bigint as days_since, promised_days
from latest
order by all;
