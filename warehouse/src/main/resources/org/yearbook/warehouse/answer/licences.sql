-- Contracts in force. One without a last day is in force in the current school year; one that was delivered with several
-- school years counts once, as the latest has it.
, contract as (
    select *
    from fact_license_contract
    where application_id is not null
      and coalesce(begin_date, {0}) <= {0}
      and (end_date >= {0}
           or (end_date is null and school_year = (select max(school_year) from dim_school_year where is_current)))
    qualify row_number() over (
        partition by coalesce(contract_id, application_id || ' ' || school_year) order by school_year desc) = 1),
bought as (
    select application_id, string_agg(contract_id, ', ' order by contract_id) as contracts,
           case when count(nullif(licences, 0)) = count(*) then sum(licences) end::bigint as bought,
           case when count(annual_cost_cents) = count(*) then sum(annual_cost_cents) end::bigint as cost_cents,
           min(begin_date) as begins, min(end_date) as ends
    from contract
    group by application_id),
-- A service's own report tells of each account when it was last used. It says more than who signed on elsewhere.
reported as (
    select a.application_id, max(a.report_date) as report_date, count(*) filter (where a.licensed) as assigned,
           count(*) filter (where a.last_activity_on >= a.report_date - {1}) as active
    from agg_app_account_year a
    where a.report_date > {0} - {2}
    group by a.application_id, a.school_year
    qualify row_number() over (partition by a.application_id order by max(a.report_date) desc) = 1),
-- That nobody used it is known only of an application of which some system has told some use at some time.
measured as (
    select distinct application_id
    from fact_app_usage
    where application_id in (
        select application_id from bought
        where application_id not in (select application_id from in_use union all select application_id from reported)))
select b.*, i.product_name, i.vendor, r.report_date, r.assigned,
       coalesce(r.active, u.users, case when m.application_id is not null then 0 end)::bigint as used,
       (select school_year from told) as school_year
from bought b
left join dim_application i on i.application_id = b.application_id
left join in_use u on u.application_id = b.application_id
left join reported r on r.application_id = b.application_id
left join measured m on m.application_id = b.application_id
order by b.application_id
