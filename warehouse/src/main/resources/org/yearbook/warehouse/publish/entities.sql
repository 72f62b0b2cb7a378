-- The tables that metrics are computed from: one row for each thing that a metric counts, at each place that it counts
-- for, its school and, as a second row, the district.

-- How far each school year has come tonight. What asks for no more than that is the same on most nights.
create temp table year_reached as
select school_year, coalesce(count_day <= getvariable('as_of'), false) as counted,
       coalesce(ends < getvariable('as_of'), false) as over
from dim_school_year;

-- The last days on which anybody came to a school or left one until tonight: whether a stay had begun or ended by tonight
-- is whether it had by these.
create temp table stay_reached as
select max(entry_date) filter (where entry_date <= getvariable('as_of')) as entry,
       max(exit_date) filter (where exit_date <= getvariable('as_of')) as exit
from stint where origin = 'enrollment';

create temp table instruction as
with calendar as (
    select school_year, school_number, sum(member_units)::bigint as units
    from lake_calendar_day where in_session
    group by all),
bare as (
    select distinct school_year, school_number from student_days
    where (school_year, school_number) not in (select (school_year, school_number) from calendar)),
taught as (
    select a.school_year, a.school_number, count(distinct a.attendance_date) * 2520 as units
    from fact_student_attendance a
    join bare b on b.school_year = a.school_year and b.school_number = a.school_number
    group by all),
school as (from calendar union all from taught),
common as (
    select school_year, units, count(*) as schools, min(school_number) as lowest from school group by all)
select school_year, school_number as organization_id, units from school
union all
select school_year, getvariable('lea_id'), arg_min(units, (-schools, lowest)) from common group by school_year;

-- Suspensions of each student at each place. A suspension whose days nobody stated is one of one day.
create temp table student_suspension as
with counted as (
    select school_year, student_number, school_number, suspension_of(action) as kind, coalesce(action_days, 1) as days
    from lake_discipline_incident
    where suspension_of(action) is not null),
placed as (
    select school_year, student_number, school_number as organization_id, kind, days from counted
    where school_number is not null
    union all
    select school_year, student_number, getvariable('lea_id'), kind, days from counted)
select school_year, student_number, organization_id,
       count(*) filter (where kind = 'out_of_school' and days >= 0.5) as out_of_school_suspensions,
       count(*) filter (where kind = 'in_school' and days >= 0.5) as in_school_suspensions,
       sum(days)::decimal(18, 4) as suspended_days
from placed
group by all;

-- The first and the last day of school of each place, by its calendar; else by that of the district, else by the year.
create temp table school_span as
with own as (
    select school_year, school_number as organization_id, min(calendar_date) as first_day, max(calendar_date) as last_day
    from lake_calendar_day where in_session
    group by all)
select school_year, organization_id, first_day, last_day from own
union all
select y.school_year, getvariable('lea_id'), coalesce(min(o.first_day), any_value(y.starts)),
       coalesce(max(o.last_day), any_value(y.ends))
from dim_school_year y left join own o on o.school_year = y.school_year
group by y.school_year;

-- How often each student came to a place after its first day, or left it before its last. Stays with no more than ten
-- days between them are one: who changes schools within the district stays in the district. Who is promoted, graduates or
-- completes the year does not leave.
create temp table student_move as
with stay as (
    select school_year, student_number, school_number as organization_id, entry_date, exit_date, exit_code
    from stint where not no_show and origin = 'enrollment' and entry_date <= (select entry from stay_reached)
    union all
    select school_year, student_number, getvariable('lea_id'), entry_date, exit_date, exit_code
    from stint where not no_show and origin = 'enrollment' and entry_date <= (select entry from stay_reached)),
ordered as (
    select *, max(coalesce(exit_date, date '9999-12-31')) over (
                  partition by school_year, student_number, organization_id order by entry_date, exit_date nulls last
                  rows between unbounded preceding and 1 preceding) as before
    from stay),
numbered as (
    select *, sum(case when before is null or entry_date > before + 11 then 1 else 0 end) over (
                  partition by school_year, student_number, organization_id order by entry_date, exit_date nulls last
                  rows between unbounded preceding and current row) as spell
    from ordered),
spell as (
    select school_year, student_number, organization_id, spell, min(entry_date) as came,
           case when bool_or(exit_date is null) then null else max(exit_date) end as went,
           arg_max(exit_code, (entry_date, exit_date)) as why
    from numbered
    group by all),
dated as (
    select s.school_year, s.student_number, s.organization_id, y.count_day,
           case when s.came > coalesce(o.first_day, d.first_day) then s.came end as came_late,
           case when s.went < coalesce(o.last_day, d.last_day) and s.went <= (select exit from stay_reached)
                     and coalesce(s.why, '') not in ('EOY', 'GRAD', 'COMP') then s.went end as went_early
    from spell s
    join dim_school_year y on y.school_year = s.school_year
    join school_span d on d.school_year = s.school_year and d.organization_id = getvariable('lea_id')
    left join school_span o on o.school_year = s.school_year and o.organization_id = s.organization_id)
select school_year, student_number, organization_id,
       count(came_late) + count(went_early) as moves,
       count(*) filter (where came_late > count_day) + count(*) filter (where went_early >= count_day)
           as moves_after_count_day
from dated
group by all;

-- Days on which a student is on record at several schools, and for more than a day together: stays overlap. A student was
-- there for a day, and whoever attended at one of the schools attended; what is too much is taken from the district's row.
create temp table day_too_much as
with several as (
    select distinct a.school_year, a.student_number
    from student_days a
    join student_days b
        on b.school_year = a.school_year and b.student_number = a.student_number and b.school_number > a.school_number
       and b.first_date <= a.last_date and a.first_date <= b.last_date),
day as (
    select d.school_year, d.student_number, d.attendance_date, sum(d.member_units) as member, sum(d.absent_units) as absent,
           sum(case when d.absent_units * 2 < d.member_units then d.member_units else 0 end) as present_by_rule,
           max({'attended': d.member_units - d.absent_units, 'member': d.member_units, 'absent': d.absent_units}) as kept
    from attendance_day d
    semi join several s on s.school_year = d.school_year and s.student_number = d.student_number
    where d.member_units > 0
    group by all
    having count(*) > 1 and sum(d.member_units) > 2520)
select school_year, student_number, sum(member - kept.member)::bigint as enrolled_units,
       sum(absent - kept.absent)::bigint as absent_units,
       sum(present_by_rule - case when kept.absent * 2 < kept.member then kept.member else 0 end)::bigint
           as present_by_rule_units
from day
group by all;

create table agg_student_year as
with covering as (
    select s.school_year, s.student_number, s.school_number,
           case when any_value(r.counted)
                then bool_or(s.entry_date <= y.count_day and (s.exit_date is null or s.exit_date >= y.count_day))
           end as on_count_day
    from stint s
    join dim_school_year y on y.school_year = s.school_year
    join year_reached r on r.school_year = s.school_year
    where not s.no_show
    group by all),
at_school as (
    select coalesce(d.school_year, c.school_year) as school_year,
           coalesce(d.student_number, c.student_number) as student_number,
           coalesce(d.school_number, c.school_number) as school_number,
           coalesce(d.enrolled_units, 0) as enrolled_units,
           coalesce(d.absent_units, 0) as absent_units,
           coalesce(d.present_by_rule_units, 0) as present_by_rule_units,
           c.on_count_day
    from student_days d
    full join covering c
        on c.school_year = d.school_year and c.student_number = d.student_number
       and c.school_number = d.school_number),
placed as (
    select school_year, school_number as organization_id, 'school' as organization_type, student_number,
           enrolled_units, absent_units, present_by_rule_units, on_count_day
    from at_school
    union all
    select s.school_year, getvariable('lea_id'), 'district', s.student_number,
           (sum(s.enrolled_units) - coalesce(any_value(t.enrolled_units), 0))::bigint,
           (sum(s.absent_units) - coalesce(any_value(t.absent_units), 0))::bigint,
           (sum(s.present_by_rule_units) - coalesce(any_value(t.present_by_rule_units), 0))::bigint,
           bool_or(s.on_count_day)
    from at_school s
    left join day_too_much t on t.school_year = s.school_year and t.student_number = s.student_number
    group by s.school_year, s.student_number)
select p.school_year, p.organization_id, p.organization_type, k.key as student_key, i.grade_level, i.race_ethnicity, i.race_ethnicity_1997,
       i.sex, i.el, i.swd, i.econ_disadvantaged, i.homeless, i.foster, i.migrant, i.military,
       p.enrolled_units, p.absent_units, p.enrolled_units - p.absent_units as present_units,
       p.present_by_rule_units, coalesce(n.units, 0)::bigint as instructional_units,
       -- Unknown before the count day, and where nobody said who was enrolled: not the same as nobody.
       case when r.counted and p.school_year in (select school_year from stint)
            then coalesce(p.on_count_day, false) end as on_count_day,
       -- Nobody knows of suspensions in a year without any incident on record.
       case when p.school_year in (select school_year from lake_discipline_incident)
            then coalesce(u.out_of_school_suspensions, 0) end as out_of_school_suspensions,
       case when p.school_year in (select school_year from lake_discipline_incident)
            then coalesce(u.in_school_suspensions, 0) end as in_school_suspensions,
       case when p.school_year in (select school_year from lake_discipline_incident)
            then coalesce(u.suspended_days, 0) end::decimal(18, 4) as suspended_days,
       m.moves, m.moves_after_count_day
from placed p
join year_reached r on r.school_year = p.school_year
join student_key k on k.number = p.student_number
join student_identity i on i.school_year = p.school_year and i.student_number = p.student_number
left join instruction n on n.school_year = p.school_year and n.organization_id = p.organization_id
left join student_suspension u
    on u.school_year = p.school_year and u.student_number = p.student_number and u.organization_id = p.organization_id
left join student_move m
    on m.school_year = p.school_year and m.student_number = p.student_number and m.organization_id = p.organization_id;

create table agg_teacher_year as
with year as (
    select y.school_year, y.count_day, l.count_day as last_count_day
    from dim_school_year y
    join dim_school_year l on l.school_year = school_year_starting(start_year(y.school_year) - 1)
    join year_reached r on r.school_year = y.school_year and r.counted),
teaching as (
    select employee_id, school_number, begin_date, coalesce(end_date, date '9999-12-31') as end_date
    from lake_staff_assignment where staff_classification = 'Teacher'),
before as (
    select distinct y.school_year, t.employee_id, t.school_number
    from year y join teaching t on y.last_count_day between t.begin_date and t.end_date),
now as (
    select distinct y.school_year, t.employee_id, t.school_number
    from year y join teaching t on y.count_day between t.begin_date and t.end_date),
held as (
    select b.school_year, b.employee_id, b.school_number,
           coalesce(bool_or(b.school_number is not distinct from n.school_number) filter (where n.employee_id is not null),
               false) as teaches_same_school,
           count(n.employee_id) > 0 as teaches_in_district
    from before b left join now n on n.school_year = b.school_year and n.employee_id = b.employee_id
    group by all),
placed as (
    select school_year, school_number as organization_id, 'school' as organization_type, employee_id,
           teaches_same_school, teaches_in_district
    from held where school_number is not null
    union all
    select school_year, getvariable('lea_id'), 'district', employee_id, bool_or(teaches_same_school),
           bool_or(teaches_in_district)
    from held group by school_year, employee_id)
select p.school_year, p.organization_id, p.organization_type, k.key as staff_key, p.teaches_same_school,
       p.teaches_in_district
from placed p join staff_key k on k.number = p.employee_id
order by all;

-- Exits are told from the school year on in which the log of account events begins: before it nobody knows when an
-- account was closed. One that was closed and opened again while somebody worked here was not closed for their exit. HR may
-- leave a last day in place when it hires somebody again: then the exit is that of before.
create table agg_staff_exit as
with log_begins as (select school_year_of(min(occurred_at)::date) as school_year from lake_account_event),
closing as (
    select a.employee_id, e.closed_on, e.reopened_on
    from (select account_name, action, occurred_at::date as closed_on,
                 min(occurred_at) filter (where action = 'enabled') over (
                     partition by account_name order by occurred_at rows between 1 following and unbounded following)::date
                     as reopened_on
          from lake_account_event) e
    join account_owner a on a.account_name = e.account_name
    where e.action = 'disabled'),
leaver as (
    select s.employee_id, greatest(s.hire_date, s.rehire_date) as hire_date, s.separation_date as left_on
    from lake_staff s
    where s.separation_date <= getvariable('as_of')
      and s.employee_id in (select employee_id from account_owner where employee_id is not null)
      and school_year_of(s.separation_date) >= (select school_year from log_begins)),
timed as (
    select l.employee_id, l.left_on, min(c.closed_on) as removed_on
    from leaver l
    left join closing c
        on c.employee_id = l.employee_id
       and (l.hire_date is null or l.hire_date > l.left_on or c.closed_on >= l.hire_date)
       and (c.reopened_on is null or c.reopened_on > l.left_on)
    group by all),
placed as (
    select distinct a.school_number as organization_id, 'school' as organization_type, t.*
    from timed t
    join lake_staff_assignment a
        on a.employee_id = t.employee_id and a.school_number is not null
       and t.left_on between a.begin_date and coalesce(a.end_date, date '9999-12-31')
    union all
    select getvariable('lea_id'), 'district', t.* from timed t)
select school_year_of(p.left_on) as school_year, p.organization_id, p.organization_type, k.key as staff_key, p.left_on,
       p.removed_on, next_business_day(p.left_on) as next_business_day, p.left_on + 1 as next_day,
       getvariable('as_of') as as_of
from placed p join staff_key k on k.number = p.employee_id
order by all;

create table agg_app_user_year as
with used as (
    select school_year, application_id, coalesce(user_kind, 'user') as user_kind, user_key,
           count(distinct month) as active_months, sum(logins)::bigint as logins
    from fact_app_usage
    where logins > 0 and application_id is not null and user_key is not null -- whoever nobody named is no user
    group by all),
contracted as (select distinct school_year, application_id from fact_license_contract)
select u.school_year, getvariable('lea_id') as organization_id, 'district' as organization_type, u.application_id,
       u.user_kind, u.user_key, u.active_months, u.logins, c.application_id is not null as has_contract
from used u
left join contracted c on c.school_year = u.school_year and c.application_id = u.application_id;

create table agg_app_cost_year as
select school_year, getvariable('lea_id') as organization_id, 'district' as organization_type, application_id,
       (sum(annual_cost_cents)::bigint * 0.01::decimal(3, 2))::decimal(18, 2) as annual_cost
from fact_license_contract
group by all
order by all;
