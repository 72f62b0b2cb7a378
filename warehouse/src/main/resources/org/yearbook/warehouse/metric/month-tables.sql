-- What each student missed, month by month, of the school years in month_year: the table that definitions read,
-- agg_student_year, with the days of one month alone, and with those from the first day to the month's end. Later months
-- of who left stay as they were, as they do in the year's number.
create or replace temp table month_cell (
    metric varchar, authority varchar, version integer, ratio boolean, span varchar, school_year varchar, month date,
    organization_id varchar, organization_type varchar, numerator decimal(18, 4), denominator decimal(18, 4), n bigint,
    known boolean);

create or replace temp table month_part as
select school_year, student_key, school_number, date_trunc('month', attendance_date)::date as month,
       sum(member_units)::bigint as enrolled_units, sum(absent_units)::bigint as absent_units,
       sum(case when absent_units * 2 < member_units then member_units else 0 end)::bigint as present_by_rule_units,
       min(attendance_date) as first_date, max(attendance_date) as last_date
from fact_student_attendance
where student_key is not null
  and school_year in (select school_year from month_year)
group by all;

-- Days on record at several schools, for more than a day together, count once in the district's row, as they do in the
-- year's number.
create or replace temp table month_too_much as
with span as (
    select school_year, student_key, school_number, min(first_date) as first_date, max(last_date) as last_date
    from month_part group by all),
several as (
    select distinct a.school_year, a.student_key
    from span a
    join span b on b.school_year = a.school_year and b.student_key = a.student_key
        and b.school_number > a.school_number and b.first_date <= a.last_date and a.first_date <= b.last_date),
day as (
    select d.school_year, d.student_key, d.attendance_date, sum(d.member_units) as member, sum(d.absent_units) as absent,
           sum(case when d.absent_units * 2 < d.member_units then d.member_units else 0 end) as present_by_rule,
           max({'attended': d.member_units - d.absent_units, 'member': d.member_units, 'absent': d.absent_units}) as kept
    from fact_student_attendance d
    semi join several s on s.school_year = d.school_year and s.student_key = d.student_key
    where d.member_units > 0
    group by all
    having count(*) > 1 and sum(d.member_units) > 2520)
select school_year, student_key, date_trunc('month', attendance_date)::date as month,
       sum(member - kept.member)::bigint as enrolled_units, sum(absent - kept.absent)::bigint as absent_units,
       sum(present_by_rule - case when kept.absent * 2 < kept.member then kept.member else 0 end)::bigint
           as present_by_rule_units
from day
group by all;

create or replace temp table month_placed as
select school_year, school_number as organization_id, student_key, month, enrolled_units, absent_units,
       present_by_rule_units, last_date
from month_part
union all
select p.school_year, o.organization_id, p.student_key, p.month,
       (sum(p.enrolled_units) - coalesce(any_value(t.enrolled_units), 0))::bigint,
       (sum(p.absent_units) - coalesce(any_value(t.absent_units), 0))::bigint,
       (sum(p.present_by_rule_units) - coalesce(any_value(t.present_by_rule_units), 0))::bigint,
       max(p.last_date)
from month_part p
cross join (select organization_id from dim_organization where organization_type = 'district') o
left join month_too_much t on t.school_year = p.school_year and t.student_key = p.student_key and t.month = p.month
group by p.school_year, o.organization_id, p.student_key, p.month;

create or replace temp table month_through as
select school_year, organization_id, month, max(last_date) as through from month_placed group by all;

-- Views: of who somebody is, each definition reads a column or two, and all of it for every month would take most of the
-- time.
create or replace temp view student_in_month as
select y.* replace (m.enrolled_units as enrolled_units, m.absent_units as absent_units,
                    m.enrolled_units - m.absent_units as present_units,
                    m.present_by_rule_units as present_by_rule_units),
       m.month
from month_placed m
join agg_student_year y
    on y.school_year = m.school_year and y.organization_id = m.organization_id and y.student_key = m.student_key;

create or replace temp table month_summed as
with spine as (
    select s.school_year, s.organization_id, s.student_key, t.month
    from (select school_year, organization_id, student_key, min(month) as first_month from month_placed group by all) s
    join month_through t
        on t.school_year = s.school_year and t.organization_id = s.organization_id and t.month >= s.first_month)
select p.school_year, p.organization_id, p.student_key, p.month,
       (sum(coalesce(m.enrolled_units, 0)) over so_far)::bigint as enrolled_units,
       (sum(coalesce(m.absent_units, 0)) over so_far)::bigint as absent_units,
       (sum(coalesce(m.present_by_rule_units, 0)) over so_far)::bigint as present_by_rule_units
from spine p
left join month_placed m using (school_year, organization_id, student_key, month)
window so_far as (
    partition by p.school_year, p.organization_id, p.student_key order by p.month
    rows between unbounded preceding and current row);

create or replace temp view student_to_month as
select y.* replace (m.enrolled_units as enrolled_units, m.absent_units as absent_units,
                    m.enrolled_units - m.absent_units as present_units,
                    m.present_by_rule_units as present_by_rule_units),
       m.month
from month_summed m
join agg_student_year y
    on y.school_year = m.school_year and y.organization_id = m.organization_id and y.student_key = m.student_key;
