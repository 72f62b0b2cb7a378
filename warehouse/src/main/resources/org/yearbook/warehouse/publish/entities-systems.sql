-- What metrics about joining and leaving, forms and applications are computed from.

-- New employees, from the school year on in which anybody knows when accounts were made: that in which the log of account
-- events begins; without a log, the one after that of the oldest account. Who has left and whose account is gone may have
-- had one in time: nobody knows. Whose an account is, the rules about people say: many name nobody's number.
create table agg_staff_start as
with known_from as (
    select coalesce(
        (select school_year_of(min(occurred_at)::date) from lake_account_event),
        (select school_year_starting(start_year(school_year_of(min(created_at)::date)) + 1) from lake_account))
        as school_year),
made as (
    select o.employee_id, a.created_at::date as made_on
    from lake_account a join account_owner o on o.account_name = a.account_name
    where a.created_at is not null
    union all
    select o.employee_id, e.occurred_at::date
    from lake_account_event e join account_owner o on o.account_name = e.account_name
    where e.action = 'created'),
account as (
    select a.employee_id, min(m.made_on) as account_made_on
    from (select distinct employee_id from account_owner where employee_id is not null) a
    left join made m on m.employee_id = a.employee_id
    group by all),
starter as (
    select s.employee_id, greatest(s.hire_date, s.rehire_date) as started_on, a.account_made_on,
           a.employee_id is not null as has_account
    from lake_staff s
    left join account a on a.employee_id = s.employee_id
    where started_on <= getvariable('as_of')
      and school_year_of(started_on) >= (select school_year from known_from)
      and (a.employee_id is not null or s.separation_date is null or s.separation_date > getvariable('as_of')
           or s.separation_date < started_on)),
first_place as (
    select t.employee_id, a.school_number
    from starter t
    join lake_staff_assignment a
        on a.employee_id = t.employee_id and a.school_number is not null
       and t.started_on between a.begin_date and coalesce(a.end_date, date '9999-12-31')
    group by all),
placed as (
    select f.school_number as organization_id, 'school' as organization_type, t.*
    from starter t join first_place f on f.employee_id = t.employee_id
    union all
    select getvariable('lea_id'), 'district', t.* from starter t)
select school_year_of(p.started_on) as school_year, p.organization_id, p.organization_type, k.key as staff_key,
       p.started_on, p.account_made_on, p.has_account
from placed p
join dim_school_year y on y.school_year = school_year_of(p.started_on)
join staff_key k on k.number = p.employee_id
order by all;

-- Tasks that somebody has to do when a person joins or leaves; those that were called off are not told.
create table agg_onboarding_task as
with told as (
    select *, row_number() over (order by school_year, task_key, staff_key, due_on, completed_on) as task_number
    from fact_onboarding_task
    where due_on is not null
      and not regexp_matches(coalesce(status, ''), '(?i)cancel|not applicable|^\s*n/?a\s*$|not needed|skipped|void')),
worked_at as (
    select distinct t.task_number, a.school_number as organization_id, 'school' as organization_type
    from told t
    join fact_staff_assignment a
        on a.staff_key = t.staff_key and a.school_number is not null
       and t.due_on between a.begin_date and coalesce(a.end_date, date '9999-12-31')),
placed as (
    select w.organization_id, w.organization_type, t.* from told t join worked_at w on w.task_number = t.task_number
    union all
    select getvariable('lea_id'), 'district', t.* from told t)
select p.school_year, p.organization_id, p.organization_type, p.task_number, p.staff_key, p.kind, p.system, p.due_on,
       p.completed_on, getvariable('as_of') as as_of
from placed p join dim_school_year y on y.school_year = p.school_year
order by all;

create table agg_form as
with told as (
    select school_year, row_number() over (order by school_year, form_key, submitted_at, form_name) as form_number,
           form_name, channel, submitted_at::date as submitted_on, completed_at::date as completed_on,
           completed_at is null
               and regexp_matches(coalesce(status, ''), '(?i)void|declin|cancel|withdrawn|expired|timed.?out|delet|reject')
               as given_up,
           -- Some systems keep what was handed in, and nothing of what became of it.
           completed_at is not null
               or not regexp_matches(coalesce(status, ''), '(?i)^\s*(submitted|received|response)?\s*$') as followed,
           school_number
    from fact_workflow_item),
placed as (
    select school_number as organization_id, 'school' as organization_type, * exclude (school_number) from told
    where school_number in (select organization_id from dim_organization where organization_type = 'school')
    union all
    select getvariable('lea_id'), 'district', * exclude (school_number) from told)
select p.school_year, p.organization_id, p.organization_type, p.form_number, p.form_name, p.channel, p.submitted_on,
       p.completed_on, p.given_up, p.followed,
       greatest(coalesce(p.completed_on, getvariable('as_of')) - p.submitted_on, 0)::bigint as days
from placed p join dim_school_year y on y.school_year = p.school_year
order by all;

-- Applications that anybody used or paid for in a year. What the inventory says of them is what it says tonight; whether
-- an agreement is in force, on the last day of the year, or tonight.
create table agg_app_year as
with used as (
    select school_year, application_id, count(*) as users,
           count(*) filter (where user_kind = 'student') as student_users
    from agg_app_user_year
    group by all),
paid as (
    select school_year, application_id, sum(licences)::bigint as licences
    from lake_license_contract where application_id is not null
    group by all),
place as (
    select school_year, application_id from used union select school_year, application_id from paid)
select p.school_year, getvariable('lea_id') as organization_id, 'district' as organization_type, p.application_id,
       case when p.school_year in (select school_year from fact_app_usage) then coalesce(u.users, 0) end as users,
       case when p.school_year in (select school_year from fact_app_usage) then coalesce(u.student_users, 0) end
           as student_users,
       i.application_id is not null as in_inventory,
       coalesce(i.status = 'approved', false) as approved,
       coalesce(i.privacy_agreement = 'signed'
           and coalesce(i.agreement_expires, date '9999-12-31') >= y.through, false) as agreement_in_force,
       c.licences
from place p
join work_year y on y.school_year = p.school_year
left join used u on u.school_year = p.school_year and u.application_id = p.application_id
left join paid c on c.school_year = p.school_year and c.application_id = p.application_id
left join lake_application i on i.application_id = p.application_id
order by all;

-- Accounts in each year's latest report of a service; deleted accounts are not told.
create table agg_app_account_year as
with latest as (
    select school_year, application_id, max(report_date) as report_date from fact_app_activity group by all)
select a.school_year, getvariable('lea_id') as organization_id, 'district' as organization_type, a.application_id,
       a.account_key, bool_or(coalesce(a.licensed, false)) as licensed, max(a.last_activity_on) as last_activity_on,
       a.report_date, (a.report_date - max(a.last_activity_on))::bigint as days_idle
from fact_app_activity a
join latest l
    on l.school_year = a.school_year and l.application_id = a.application_id and l.report_date = a.report_date
join dim_school_year y on y.school_year = a.school_year
where a.account_key is not null
group by a.school_year, a.application_id, a.account_key, a.report_date
having not bool_and(a.deleted)
order by all;
