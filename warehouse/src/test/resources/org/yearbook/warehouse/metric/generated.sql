-- Entity tables with every awkward row: no time enrolled, exactly 10 %, unknown grades, nobody on the rolls, nobody due.
-- The same rows on every run: hashes of the keys, no chance.
create macro luck(key) as (hash(key) % 1000003)::bigint;

create table place_row as
with pupil as (
    select y.school_year, s.i as student_key, h.school,
           luck((y.school_year, s.i, 'g')) % 16 as g, luck((y.school_year, s.i, 'r')) as r,
           luck((y.school_year, s.i, h.school, 'e')) as e, luck((y.school_year, s.i, h.school, 'a')) as a
    from (values ('2014-15'), ('2021-22'), ('2022-23'), ('2023-24'), ('2024-25'), ('2025-26')) y(school_year)
    cross join range(1, 401) s(i)
    cross join (values ('0101'), ('0102'), ('0201'), ('0301')) h(school)
    where luck((y.school_year, s.i, h.school, 'here')) % 10 < 3),
timed as (
    select *, case e % 9 when 0 then 0 when 1 then 9 when 2 then 10 when 3 then 44 when 4 then 45 when 5 then 89
                         when 6 then 90 else 60 + e % 121 end as days
    from pupil)
select school_year, school, student_key,
       case when g = 0 then null when g = 1 then 'PK' when g = 2 then 'KG' when g = 3 then 'UG'
            else lpad((g - 3)::varchar, 2, '0') end as grade_level,
       case r % 4 when 0 then 'White' when 1 then 'Asian' when 2 then 'Hispanic/Latino' else 'Not reported' end as race,
       case r % 3 when 0 then 'Female' when 1 then 'Male' end as sex,
       r % 5 = 0 as el, r % 7 = 0 as swd, r % 2 = 0 as econ, r % 41 = 0 as homeless, r % 97 = 0 as foster,
       r % 89 = 0 as migrant, r % 31 = 0 as military,
       (days * 2520)::bigint as enrolled,
       (case a % 6 when 0 then 0 when 1 then days * 252 when 2 then days * 252 + 1
                   when 3 then greatest(days * 252 - 1, 0) when 4 then (days * 2520) // 3
                   else (days * 2520 * (a % 17)) // 100 end)::bigint as absent,
       case when school_year = '2025-26' and school = '0301' then null
            when school = '0201' and school_year = '2023-24' then false
            else a % 8 <> 0 end as on_count_day
from timed;

create table agg_student_year as
select school_year, school as organization_id, 'school' as organization_type, student_key, grade_level,
       race as race_ethnicity, sex, el, swd, econ as econ_disadvantaged, homeless, foster, migrant, military,
       enrolled as enrolled_units, absent as absent_units, enrolled - absent as present_units,
       case when absent * 2 < enrolled then enrolled else 0 end as present_by_rule_units,
       (180 * 2520)::bigint as instructional_units, on_count_day
from place_row
union all
select school_year, '3100042', 'district', student_key, any_value(grade_level), any_value(race), any_value(sex),
       any_value(el), any_value(swd), any_value(econ), any_value(homeless), any_value(foster), any_value(migrant),
       any_value(military), sum(enrolled)::bigint, sum(absent)::bigint, sum(enrolled - absent)::bigint,
       sum(case when absent * 2 < enrolled then enrolled else 0 end)::bigint, (178 * 2520)::bigint, bool_or(on_count_day)
from place_row
group by school_year, student_key;

create table agg_teacher_year as
with held as (
    select y.school_year, t.i as staff_key, '0' || (1 + t.i % 3) || '01' as school, luck((y.school_year, t.i)) % 10 as luck
    from (values ('2022-23'), ('2023-24'), ('2024-25'), ('2025-26')) y(school_year) cross join range(1, 91) t(i))
select school_year, school as organization_id, 'school' as organization_type, staff_key,
       luck < 7 as teaches_same_school, luck < 8 as teaches_in_district from held
union all select school_year, '3100042', 'district', staff_key, luck < 7, luck < 8 from held;

create table agg_staff_exit as
with leaver as (
    select t.i as staff_key, date '2023-07-03' + (t.i * 11)::integer as left_on, luck(t.i) % 6 as late
    from range(1, 97) t(i)),
timed as (
    select *, left_on + 1 as next_day,
           case when dayofweek(left_on) = 5 then left_on + 3 when dayofweek(left_on) = 6 then left_on + 2
                else left_on + 1 end as next_business_day,
           case when late < 5 then left_on + late::integer end as removed_on,
           case when month(left_on) < 7 then year(left_on) - 1 else year(left_on) end as starts
    from leaver),
placed as (
    select *, '0' || (1 + staff_key % 3) || '01' as place, 'school' as kind from timed where staff_key % 5 <> 0
    union all select *, '3100042', 'district' from timed)
select starts || '-' || right((starts + 1)::varchar, 2) as school_year, place as organization_id, kind as organization_type,
       staff_key, left_on, removed_on, next_business_day, next_day, (select max(left_on) + 1 from leaver) as as_of
from placed;

create table agg_app_user_year as
select y.school_year, '3100042' as organization_id, 'district' as organization_type, 'app' || (u.i % 7) as application_id,
       case when u.i % 4 = 0 then 'staff' else 'student' end as user_kind, (u.i % 120)::bigint as user_key,
       (hash(y.school_year, u.i) % 5)::bigint as active_months, (hash(y.school_year, u.i) % 5 * 4)::bigint as logins,
       u.i % 7 < 5 as has_contract
from (values ('2023-24'), ('2024-25'), ('2025-26')) y(school_year) cross join range(1, 301) u(i);

create table agg_app_cost_year as
select y.school_year, '3100042' as organization_id, 'district' as organization_type, 'app' || a.i as application_id,
       (1234.56 * (a.i + 1))::decimal(18, 2) as annual_cost
from (values ('2023-24'), ('2024-25'), ('2025-26')) y(school_year) cross join range(0, 5) a(i);
