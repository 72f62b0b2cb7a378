-- What further metrics about students are computed from: what follows upon incidents, and how long school was in session.

create temp table student_expulsion as
with expelled as (
    select school_year, student_number, school_number from lake_discipline_incident where is_expulsion(action)),
placed as (
    select school_year, student_number, school_number as organization_id from expelled where school_number is not null
    union all
    select school_year, student_number, getvariable('lea_id') from expelled)
select school_year, student_number, organization_id, count(*) as expulsions from placed group by all;

create temp table student_days_out as
with out as (
    select school_year, student_number, school_number, coalesce(action_days, 1) as days
    from lake_discipline_incident where suspension_of(action) = 'out_of_school'),
placed as (
    select school_year, student_number, school_number as organization_id, days from out where school_number is not null
    union all
    select school_year, student_number, getvariable('lea_id'), days from out)
select school_year, student_number, organization_id, sum(days) as days from placed group by all;

create table agg_discipline_year as
select s.school_year, s.organization_id, s.organization_type, s.student_key, s.grade_level, s.race_ethnicity, s.sex, s.el,
       s.swd, s.econ_disadvantaged, s.homeless, s.foster, s.migrant, s.military, s.out_of_school_suspensions,
       s.in_school_suspensions, coalesce(o.days, 0)::decimal(18, 4) as out_of_school_days,
       coalesce(e.expulsions, 0)::bigint as expulsions
from agg_student_year s
join student_key k on k.key = s.student_key
left join student_days_out o
    on o.school_year = s.school_year and o.student_number = k.number and o.organization_id = s.organization_id
left join student_expulsion e
    on e.school_year = s.school_year and e.student_number = k.number and e.organization_id = s.organization_id
where s.school_year in (select school_year from lake_discipline_incident);

-- Time in session as far as attendance is on record: a day that nobody told of yet is no day without members.
create table agg_instruction_year as
with recorded as (
    select school_year, school_number, max(last_date) as through from student_days
    where school_number is not null
    group by all),
calendar as (
    select c.school_year, c.school_number, sum(c.member_units)::bigint as units
    from lake_calendar_day c
    join recorded r on r.school_year = c.school_year and r.school_number = c.school_number
    where c.in_session and c.calendar_date <= r.through
    group by all),
bare as (
    select school_year, school_number from recorded
    where (school_year, school_number) not in (select (school_year, school_number) from lake_calendar_day where in_session)),
taught as (
    select a.school_year, a.school_number, count(distinct a.attendance_date) * 2520 as units
    from fact_student_attendance a
    join bare b on b.school_year = a.school_year and b.school_number = a.school_number
    group by all),
school as (from calendar union all from taught),
common as (
    select school_year, units, count(*) as schools, min(school_number) as lowest from school group by all)
select school_year, school_number as organization_id, 'school' as organization_type, units as session_units from school
union all
select school_year, getvariable('lea_id'), 'district', arg_min(units, (-schools, lowest)) from common group by school_year
order by all;
