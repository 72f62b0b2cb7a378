-- Somebody with several employee numbers has left when none of them works here any more.
gone as (
    select person, max(separation_date) filter (where separation_date <= {0}) as last_day,
           min(hire_date) filter (where hire_date > {0}) as returns_on
    from employee
    group by person
    having not bool_or(here) and max(separation_date) filter (where separation_date <= {0}) is not null),
in_position as (
    select distinct e.person
    from gone g
    join employee e on e.person = g.person
    join fact_staff_assignment a on a.staff_key = e.staff_key
    where a.begin_date <= {0} and coalesce(a.end_date, date '9999-12-31') > {0}),
found as (
    select a.account_name, a.staff_key, 'staff' as kind, e.employee_id as number, e.name, g.last_day,
           a.last_logon_at::date as last_sign_in, a.created_at::date as made_on, g.returns_on,
           p.person is not null as holds_position
    from dim_account a
    join employee e on e.staff_key = a.staff_key
    join gone g on g.person = e.person
    left join in_position p on p.person = e.person
    where a.enabled
    union all
    select a.account_name, null, 'student', a.student_number,
           coalesce(a.display_name, concat_ws(' ', a.given_name, a.family_name)), s.last_day, a.last_logon_at::date,
           a.created_at::date, null, false
    from dim_account a
    join left_school s on s.student_number = a.student_number
    where a.enabled and a.staff_key is null
      and s.exit_code is distinct from 'EOY'
      and s.last_day + case when s.exit_code in ('GRAD', 'COMP') then {1} else 0 end <= {0}),
standing as (
    select distinct f.account_name, 1 as place, l.source as system
    from found f
    join person_link l on l.entity = 'account' and l.record_number = f.account_name
    where l.last_seen is null
    union
    select f.account_name, 2, coalesce(i.product_name, a.application_id)
    from found f
    join fact_app_activity a on a.staff_key = f.staff_key and not a.deleted
    join (select application_id, max(report_date) as report_date from agg_app_account_year group by all) r
        on r.application_id = a.application_id and r.report_date = a.report_date
    left join dim_application i on i.application_id = a.application_id),
systems as (
    select account_name, string_agg(system, ', ' order by place, system) as systems from standing group by account_name)
select f.*, s.systems
from found f
left join systems s on s.account_name = f.account_name
order by coalesce(f.last_sign_in > f.last_day, false) desc, f.kind, f.last_day, f.account_name
