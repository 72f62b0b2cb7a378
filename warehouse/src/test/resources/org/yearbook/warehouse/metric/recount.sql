-- The six metrics in plain SQL, written by hand for this test: it shares nothing with the definitions or the engine.
create table recount as
with student_group as (
    select *, 'all' as d, 'all' as g from agg_student_year
    union all select *, 'grade_level', coalesce(grade_level, 'Not reported') from agg_student_year
    union all select *, 'race_ethnicity', coalesce(race_ethnicity, 'Not reported') from agg_student_year
    union all select *, 'sex', coalesce(sex, 'Not reported') from agg_student_year
    union all select *, 'el', if(el, 'true', 'false') from agg_student_year
    union all select *, 'swd', if(swd, 'true', 'false') from agg_student_year
    union all select *, 'econ_disadvantaged', if(econ_disadvantaged, 'true', 'false') from agg_student_year
    union all select *, 'homeless', if(homeless, 'true', 'false') from agg_student_year
    union all select *, 'foster', if(foster, 'true', 'false') from agg_student_year
    union all select *, 'migrant', if(migrant, 'true', 'false') from agg_student_year
    union all select *, 'military', if(military, 'true', 'false') from agg_student_year),
absence as (
    select *, enrolled_units / 2520 as e, absent_units * 10 > enrolled_units as above, absent_units * 10 = enrolled_units as exact,
           coalesce(grade_level = 'KG' or grade_level = 'UG' or grade_level between '01' and '12', true) as k12
    from student_group),
judged as (
    select 'district' as authority, 1 as version, *, above as hit from absence where e >= 1
    union all select 'district', 2, *, above or exact from absence where e >= 10
    union all select 'state', 1, *, above or exact from absence where e > 0 and e >= instructional_units / 2520 / 2
    union all select 'state', 2, *, above or exact from absence where e >= 45
    union all select 'federal', 1, *, above or exact from absence where e >= 10 and k12),
chronic as (
    select 'chronic_absence_rate' as metric, authority, version, school_year, organization_id, d, g,
           sum(if(hit, 1, 0))::decimal(18, 4) as numerator, count(*)::decimal(18, 4) as denominator, count(*) as n
    from judged group by all),
attendance as (
    select 'average_daily_attendance' as metric, 'district' as authority, v.version, school_year, organization_id, d, g,
           sum(if(v.version = 1, present_by_rule_units, enrolled_units - absent_units))::decimal(18, 4),
           sum(enrolled_units)::decimal(18, 4), count(distinct if(enrolled_units > 0, student_key, null))
    from student_group cross join (values (1), (2)) v(version)
    group by all having sum(enrolled_units) > 0),
rolls as (
    select 'enrollment' as metric, 'district' as authority, v.version, school_year, organization_id, d, g,
           sum(if(on_count_day and (v.version = 1 or grade_level is null or grade_level <> 'PK'), 1, 0)) as students
    from student_group cross join (values (1), (2)) v(version)
    where on_count_day is not null
    group by all),
retention as (
    select 'teacher_retention_rate' as metric, 'district' as authority, v.version, school_year, organization_id, 'all', 'all',
           sum(case when v.version = 1 and teaches_same_school then 1 when v.version = 2 and teaches_in_district then 1
                    else 0 end)::decimal(18, 4), count(*)::decimal(18, 4), count(*)
    from agg_teacher_year cross join (values (1), (2)) v(version) group by all
    union all
    select 'teachers_back_at_school', 'district', 1, school_year, organization_id, 'all', 'all',
           sum(if(teaches_same_school, 1, 0))::decimal(18, 4), count(*)::decimal(18, 4), count(*)
    from agg_teacher_year group by all),
due as (
    select 1 as version, school_year, organization_id, removed_on, next_business_day as due_on from agg_staff_exit
    where next_business_day <= as_of
    union all
    select 2, school_year, organization_id, removed_on, next_day from agg_staff_exit where next_day <= as_of),
removal as (
    select 'account_removal_on_time' as metric, 'district' as authority, version, school_year, organization_id, 'all', 'all',
           sum(if(removed_on is not null and removed_on <= due_on, 1, 0))::decimal(18, 4), count(*)::decimal(18, 4), count(*)
    from due group by all),
app as (
    select v.version, u.school_year, count(*) as users, count(distinct (user_kind, user_key)) as people
    from agg_app_user_year u cross join (values (1), (2)) v(version)
    where has_contract and active_months >= v.version group by all),
cost as (
    select 'cost_per_active_app_user' as metric, 'district' as authority, a.version, a.school_year, '3100042', 'all', 'all',
           (select sum(annual_cost) from agg_app_cost_year c where c.school_year = a.school_year)::decimal(18, 4),
           a.users::decimal(18, 4), a.people
    from app a),
together as (
    from chronic
    union all from attendance
    union all select * exclude (students), students::decimal(18, 4), null, students from rolls where d = 'all' or students > 0
    union all from retention union all from removal union all from cost),
years(metric, authority, version, first_year, last_year) as (values
    ('enrollment', 'district', 1, 2015, 2023), ('enrollment', 'district', 2, 2024, 9999),
    ('average_daily_attendance', 'district', 1, 2015, 2022), ('average_daily_attendance', 'district', 2, 2023, 9999),
    ('chronic_absence_rate', 'district', 1, 2015, 2023), ('chronic_absence_rate', 'district', 2, 2024, 9999),
    ('chronic_absence_rate', 'state', 1, 2015, 2022), ('chronic_absence_rate', 'state', 2, 2023, 9999),
    ('chronic_absence_rate', 'federal', 1, 2015, 9999),
    ('teacher_retention_rate', 'district', 1, 2015, 2023), ('teacher_retention_rate', 'district', 2, 2024, 9999),
    ('teachers_back_at_school', 'district', 1, 2015, 9999),
    ('account_removal_on_time', 'district', 1, 2015, 2024), ('account_removal_on_time', 'district', 2, 2025, 9999),
    ('cost_per_active_app_user', 'district', 1, 2015, 2023), ('cost_per_active_app_user', 'district', 2, 2024, 9999))
select metric, authority, version, if(left(school_year, 4)::int < first_year, 'restated', 'in_force') as policy, school_year,
       organization_id, if(organization_id = '3100042', 'district', 'school') as organization_type, d as group_dimension,
       g as group_value, numerator, denominator, n
from together join years using (metric, authority, version)
where left(school_year, 4)::int <= last_year;
