-- Who worked here within a window of days and came back after it, for each window that others have published. A window
-- belongs to the school year of the day of return, which must have come; the year before must be on record.
create temp table staff_window as
with named as (
    select * from (values
        ('september_to_april', 9, 4, 30, 9), ('july_to_june', 7, 6, 30, 7), ('september_to_august', 9, 8, 31, 9))
        t(window_name, first_month, last_month, last_day, return_month))
select y.school_year, n.window_name, make_date(start_year(y.school_year) - 1, n.first_month, 1) as opens,
       make_date(start_year(y.school_year), n.last_month, n.last_day) as closes,
       make_date(start_year(y.school_year), n.return_month, 1) as return_day
from dim_school_year y
join dim_school_year l on l.school_year = school_year_starting(start_year(y.school_year) - 1)
cross join named n
where make_date(start_year(y.school_year), n.return_month, 1) <= getvariable('as_of');

create table agg_staff_window as
with worked as (
    select w.school_year, w.window_name, a.employee_id, a.school_number, a.staff_classification,
           coalesce(regexp_matches(a.job_title, '(?i)\bintern(s|ship)?\b'), false) as intern, a.begin_date,
           least(coalesce(a.end_date, w.closes), w.closes) as through
    from staff_window w
    join lake_staff_assignment a on a.begin_date <= w.closes and coalesce(a.end_date, w.closes) >= w.opens),
back as (
    select distinct w.school_year, w.window_name, a.employee_id
    from staff_window w
    join lake_staff_assignment a
        on w.return_day between a.begin_date and coalesce(a.end_date, date '9999-12-31')),
placed as (
    select *, school_number as organization_id, 'school' as organization_type from worked where school_number is not null
    union all
    select *, getvariable('lea_id'), 'district' from worked),
person as (
    select school_year, organization_id, organization_type, window_name, employee_id,
           arg_max(staff_classification, (begin_date, through, staff_classification)) as staff_classification,
           bool_and(intern) as intern
    from placed
    group by all)
select p.school_year, p.organization_id, p.organization_type, p.window_name, k.key as staff_key, p.staff_classification,
       p.intern, b.employee_id is not null as returned
from person p
join staff_key k on k.number = p.employee_id
left join back b
    on b.school_year = p.school_year and b.window_name = p.window_name and b.employee_id = p.employee_id
order by all;
