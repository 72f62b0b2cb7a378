-- What has been delivered of each school year, of the things without which it should not be opened.
create table school_year_readiness as
with seen as (
    select distinct school_year, school_number from stint
    union select distinct school_year, school_number from student_days
    union select distinct school_year, school_number from lake_calendar_day),
school as (
    select s.school_year, o.organization_id, o.school_level
    from seen s
    join dim_organization o on o.organization_id = s.school_number and o.organization_type = 'school'),
item as (
    select y.school_year, 'calendar' as item, count(distinct c.school_number) as found,
           count(distinct s.organization_id) as expected,
           string_agg(distinct s.organization_id, ', ' order by s.organization_id)
               filter (where c.school_number is null) as detail
    from dim_school_year y
    left join school s on s.school_year = y.school_year
    left join (select distinct school_year, school_number from lake_calendar_day where in_session) c
      on c.school_year = y.school_year and c.school_number = s.organization_id
    group by y.school_year
    union all
    select y.school_year, 'academic_sessions', count(a.school_year), 1, min(a.start_date) || ' to ' || (max(a.end_date) - 1)
    from dim_school_year y
    left join lake_academic_session a on a.school_year = y.school_year and a.session_type = 'schoolYear'
    group by y.school_year
    union all
    select y.school_year, 'attendance_codes', count(a.attendance_code), 1,
           string_agg(distinct a.attendance_code, ', ' order by a.attendance_code)
    from dim_school_year y left join lake_attendance_code a on a.school_year = y.school_year
    group by y.school_year
    union all
    select y.school_year, 'schools', count(s.organization_id) filter (where s.school_level is not null),
           count(s.organization_id), string_agg(s.organization_id || ' ' || coalesce(s.school_level, 'without level'), ', '
               order by s.organization_id)
    from dim_school_year y left join school s on s.school_year = y.school_year
    group by y.school_year
    union all
    -- One row for each test.
    select y.school_year, 'cut_scores', count(r.test), null, r.test
    from dim_school_year y
    left join (select distinct school_year, trim(test) as test from lake_assessment_result where trim(test) <> '') r
      on r.school_year in (y.school_year, school_year_starting(start_year(y.school_year) - 1))
    group by y.school_year, r.test
    union all
    select y.school_year, 'hr_dates', count(a.employee_id), 1, null
    from dim_school_year y left join lake_staff_assignment a on a.begin_date between y.starts and y.ends
    group by y.school_year)
select school_year, item, found::bigint as found, expected::bigint as expected, detail
from item
order by school_year, item;
