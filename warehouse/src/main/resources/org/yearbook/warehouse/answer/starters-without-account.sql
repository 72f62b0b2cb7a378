sign_on as (
    select e.person, bool_or(coalesce(a.enabled, true)) as is_open,
           min(a.account_name) filter (where not a.enabled) as closed_account
    from dim_account a
    join employee e on e.staff_key = a.staff_key
    group by e.person),
-- The first position that they hold when they start, or today.
position as (
    select a.staff_key, a.school_number, a.job_title
    from fact_staff_assignment a
    join employee e on e.staff_key = a.staff_key
    where coalesce(a.end_date, date '9999-12-31') >= greatest(e.hire_date, {0})
    qualify row_number() over (
        partition by a.staff_key order by a.begin_date, a.school_number nulls last, a.job_title) = 1),
waiting as (
    select employee_id, min(account_name) as account_name
    from (
        select right_number as employee_id, left_number as account_name from person_candidate
        where left_entity = 'account' and right_entity = 'staff'
        union all
        select left_number, right_number from person_candidate
        where right_entity = 'account' and left_entity = 'staff')
    group by employee_id)
select e.employee_id, e.name, e.hire_date, p.school_number, o.name as school_name, p.job_title, s.closed_account,
       w.account_name as waiting
from employee e
left join sign_on s on s.person = e.person
left join position p on p.staff_key = e.staff_key
left join dim_organization o on o.organization_id = p.school_number
left join waiting w on w.employee_id = e.employee_id
where e.hire_date between {0} - {1} and {0} + {2}
  and (e.separation_date is null or e.separation_date > {0} or e.separation_date < e.hire_date)
  and not coalesce(s.is_open, false)
order by e.hire_date, e.employee_id
