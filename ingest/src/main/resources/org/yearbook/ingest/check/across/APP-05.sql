-- rule: APP-05
-- entity: license_contract
-- needs: license_contract, app_usage
-- severity: warning
-- field: licences
-- message: More people use the app than seats are paid for, or fewer than one seat in five is used.
-- fix: Buy fewer or more seats with the next contract.
-- owner: application owner
-- turns: begin_date + 180 from license_contract
with used as (
    select application_id, school_year, count(distinct user_kind || ' ' || user_id) as people
    from app_usage where logins > 0 group by all)
select c.school_year, c.contract_id as record_key, coalesce(u.people, 0) || ' of ' || c.licences || ' seats used' as raw_value,
       cast(null as varchar) as suggested_value, cast(null as varchar) as school_id, c.source, c.source_file, c.source_row
from license_contract c
left join used u on u.application_id = c.application_id and u.school_year = c.school_year
where c.licences > 0 and c.school_year in (select school_year from app_usage)
      and (coalesce(u.people, 0) > c.licences
           or (coalesce(u.people, 0) * 5 < c.licences and c.begin_date + 180 <= night()))
