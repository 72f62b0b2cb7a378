-- What metrics about staff, positions and money are computed from. Years of work begin on the day on which the district's
-- school years begin, whenever school does.
create temp table work_year as
select school_year, count_day,
       day_within(school_year, getvariable('first_month'), getvariable('first_day')) as opens,
       least(day_within(school_year_starting(start_year(school_year) + 1), getvariable('first_month'),
                 getvariable('first_day')) - 1, getvariable('as_of')) as through,
       day_within(school_year_starting(start_year(school_year) + 1), getvariable('first_month'),
           getvariable('first_day')) - 1 as closes
from dim_school_year;

-- Positions held in each year, no further than tonight.
create temp table held as
select y.school_year, a.employee_id, a.school_number, a.staff_classification, coalesce(a.fte, 1) as fte,
       greatest(a.begin_date, y.opens) as begins, least(coalesce(a.end_date, y.through), y.through) as through,
       case when y.count_day <= getvariable('as_of')
            then y.count_day between a.begin_date and coalesce(a.end_date, date '9999-12-31') end as on_count_day
from work_year y
join lake_staff_assignment a on a.begin_date <= y.through and coalesce(a.end_date, y.through) >= y.opens;

-- Days on which an employee is expected while school is in session: those of the school, and in the central office those
-- of any school. Whoever holds two positions on a day teaches on it when one of them is a teacher's.
create temp table expected_day as
with school_day as (
    select distinct school_year, school_number, calendar_date as day from lake_calendar_day where in_session),
any_day as (select distinct school_year, day from school_day)
select h.school_year, h.employee_id, h.school_number, d.day,
       bool_or(coalesce(h.staff_classification = 'Teacher', false)) as teaches
from held h
join school_day d
    on d.school_year = h.school_year and d.school_number = h.school_number and d.day between h.begins and h.through
group by all
union all
select h.school_year, h.employee_id, null, d.day, bool_or(coalesce(h.staff_classification = 'Teacher', false))
from held h
join any_day d on d.school_year = h.school_year and d.day between h.begins and h.through
where h.school_number is null
group by all;

-- Absences that take somebody from work; being away for the district's own purposes does not.
create temp table absence_day as
select employee_id, absence_date as day, least(sum(days), 1) as days
from lake_staff_absence
where days > 0
  and not district_business(reason)
group by all;

create temp table staff_days as
with away as (
    select e.school_year, e.employee_id, e.school_number, e.day, e.teaches, coalesce(a.days, 0) as days
    from expected_day e
    left join absence_day a on a.employee_id = e.employee_id and a.day = e.day)
select school_year, employee_id, school_number as organization_id, count(*) as expected_days, sum(days) as absent_days,
       bool_or(teaches) as taught
from away where school_number is not null
group by all
union all
select school_year, employee_id, getvariable('lea_id'), count(*), sum(days), bool_or(teaches)
from (select school_year, employee_id, day, max(days) as days, bool_or(teaches) as teaches from away group by all)
group by all;

create temp table staff_training as
select school_year, employee_id, sum(coalesce(hours, 0)) as hours from lake_training group by all;

-- What each employee held on the last day of each year, or holds tonight.
create temp table staff_certification as
with held_then as (
    select y.school_year, c.employee_id, 'credential' as kind, coalesce(c.credential_id, c.credential_name) as name
    from lake_credential c
    join work_year y
        on coalesce(c.issued_on, y.through) <= y.through and coalesce(c.expires_on, y.through) >= y.through
    union
    select y.school_year, t.employee_id, 'course', lower(trim(t.certification))
    from lake_training t join work_year y on t.completed_on <= y.through
    where trim(t.certification) <> '')
select school_year, employee_id, count(*) filter (where kind = 'credential') as credentials, count(*) as certifications
from held_then
group by all;

create table agg_staff_year as
with placed as (
    select *, school_number as organization_id, 'school' as organization_type from held where school_number is not null
    union all
    select *, getvariable('lea_id'), 'district' from held),
person as (
    select school_year, organization_id, organization_type, employee_id,
           arg_max(staff_classification, (begins, through, staff_classification)) as staff_classification,
           bool_or(on_count_day) as on_count_day,
           bool_or(case when on_count_day is not null
                        then on_count_day and coalesce(staff_classification = 'Teacher', false) end) as taught_on_count_day,
           bool_or(coalesce(staff_classification = 'IT', false)) as worked_in_it
    from placed
    group by all),
recorded as (
    select (select count(*) from lake_credential) > 0 as credentials,
           (select count(*) from lake_training where trim(certification) <> '') > 0 as certificates)
select p.school_year, p.organization_id, p.organization_type, k.key as staff_key, p.staff_classification,
       p.on_count_day, p.taught_on_count_day, d.taught, p.worked_in_it, d.expected_days::decimal(18, 4) as expected_days,
       case when p.school_year in (select school_year_of(absence_date) from lake_staff_absence)
            then d.absent_days end::decimal(18, 4) as absent_days,
       case when p.school_year in (select school_year from lake_training)
            then coalesce(t.hours, 0) end::decimal(18, 4) as training_hours,
       case when r.credentials then coalesce(c.credentials, 0) end as credentials,
       case when r.credentials or r.certificates then coalesce(c.certifications, 0) end as certifications
from person p
cross join recorded r
join staff_key k on k.number = p.employee_id
left join staff_days d
    on d.school_year = p.school_year and d.employee_id = p.employee_id and d.organization_id = p.organization_id
left join staff_training t on t.school_year = p.school_year and t.employee_id = p.employee_id
left join staff_certification c on c.school_year = p.school_year and c.employee_id = p.employee_id
order by all;

create table agg_staff_return as
with year as (
    select y.school_year, y.count_day, l.count_day as last_count_day
    from dim_school_year y
    join dim_school_year l on l.school_year = school_year_starting(start_year(y.school_year) - 1)
    join year_reached r on r.school_year = y.school_year and r.counted),
worked as (
    select employee_id, school_number, staff_classification, begin_date, coalesce(end_date, date '9999-12-31') as end_date
    from lake_staff_assignment),
before as (
    select y.school_year, w.employee_id, w.school_number, min(w.staff_classification) as staff_classification
    from year y join worked w on y.last_count_day between w.begin_date and w.end_date
    group by all),
now as (
    select distinct y.school_year, w.employee_id, w.school_number
    from year y join worked w on y.count_day between w.begin_date and w.end_date),
followed as (
    select b.school_year, b.employee_id, b.school_number, b.staff_classification,
           coalesce(bool_or(b.school_number is not distinct from n.school_number)
               filter (where n.employee_id is not null), false) as works_same_place,
           count(n.employee_id) > 0 as works_in_district
    from before b left join now n on n.school_year = b.school_year and n.employee_id = b.employee_id
    group by all),
placed as (
    select school_year, school_number as organization_id, 'school' as organization_type, employee_id,
           staff_classification, works_same_place, works_in_district
    from followed where school_number is not null
    union all
    select school_year, getvariable('lea_id'), 'district', employee_id, min(staff_classification),
           bool_or(works_same_place), bool_or(works_in_district)
    from followed group by school_year, employee_id)
select p.school_year, p.organization_id, p.organization_type, k.key as staff_key, p.staff_classification,
       p.works_same_place, p.works_in_district
from placed p join staff_key k on k.number = p.employee_id
order by all;

-- The positions of each year's latest roster; at a school when the department is one.
create table agg_position_year as
with latest as (select school_year, max(as_of) as as_of from fact_position group by all),
listed as (
    select p.school_year, row_number() over (order by p.school_year, p.position_key, p.staff_key, p.department_id, p.job_code)
               as position_number,
           p.department_id, p.job_title, coalesce(p.fte, 1)::decimal(18, 4) as fte, p.vacant
    from fact_position p join latest l on l.school_year = p.school_year and l.as_of = p.as_of),
placed as (
    select l.*, o.organization_id, o.organization_type
    from listed l join dim_organization o on o.organization_id = l.department_id and o.organization_type = 'school'
    union all
    select *, getvariable('lea_id'), 'district' from listed)
select school_year, organization_id, organization_type, position_number, job_title, fte, vacant
from placed
order by all;

create table agg_organization_year as
with rolls as (
    select school_year, organization_id, count(*) filter (where on_count_day) as students
    from agg_student_year where on_count_day is not null
    group by all),
teaching as (
    select school_year, school_number as organization_id, fte from held
    where on_count_day and staff_classification = 'Teacher' and school_number is not null
    union all
    select school_year, getvariable('lea_id'), fte from held where on_count_day and staff_classification = 'Teacher'),
teachers as (select school_year, organization_id, sum(fte) as fte from teaching group by all),
spent as (
    select school_year, school_number as organization_id, fund_source, kind, amount_cents from lake_expenditure
    where school_number in (select organization_id from dim_organization where organization_type = 'school')
    union all
    select school_year, getvariable('lea_id'), fund_source, kind, amount_cents from lake_expenditure),
books as (
    select school_year, organization_id, sum(amount_cents)::bigint as total,
           coalesce(sum(amount_cents) filter (where fund_source = 'federal' and kind = 'personnel'), 0)::bigint as fp,
           coalesce(sum(amount_cents) filter (where fund_source = 'federal' and kind = 'non_personnel'), 0)::bigint as fn,
           coalesce(sum(amount_cents) filter (where fund_source = 'state_local' and kind = 'personnel'), 0)::bigint as sp,
           coalesce(sum(amount_cents) filter (where fund_source = 'state_local' and kind = 'non_personnel'), 0)::bigint
               as sn
    from spent group by all),
place as (
    select school_year, organization_id from rolls
    union select school_year, organization_id from teachers
    union select school_year, organization_id from books)
select p.school_year, p.organization_id, o.organization_type, r.students as students_on_count_day,
       t.fte::decimal(18, 4) as teacher_fte,
       (b.total * 0.01::decimal(3, 2))::decimal(18, 2) as expenditures,
       (b.fp * 0.01::decimal(3, 2))::decimal(18, 2) as federal_personnel,
       (b.fn * 0.01::decimal(3, 2))::decimal(18, 2) as federal_non_personnel,
       (b.sp * 0.01::decimal(3, 2))::decimal(18, 2) as state_local_personnel,
       (b.sn * 0.01::decimal(3, 2))::decimal(18, 2) as state_local_non_personnel
from place p
join dim_school_year y on y.school_year = p.school_year
join dim_organization o on o.organization_id = p.organization_id
left join rolls r on r.school_year = p.school_year and r.organization_id = p.organization_id
left join teachers t on t.school_year = p.school_year and t.organization_id = p.organization_id
left join books b on b.school_year = p.school_year and b.organization_id = p.organization_id
order by all;
