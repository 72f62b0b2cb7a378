-- The metrics counted again from clean delivered files, sharing nothing with the simulator.
-- Variables: night (folder of the first night), roster (folder of the unpacked bundles), as_of.

create table att_code as
select distinct regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, attendance_code,
       case when absent_portion like '%/%'
            then cast(split_part(absent_portion, '/', 1) as int) * 2520 / cast(split_part(absent_portion, '/', 2) as int)
            else cast(absent_portion as int) * 2520 end::bigint as absent_of_2520
from read_csv(getvariable('night') || '/sis-attendance-codes-*.csv', all_varchar = true, filename = true);

create table cal as
select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, school_number, calendar_date::date as day,
       (membership_value::decimal(4, 2) * 2520)::bigint as member_units
from read_csv(getvariable('night') || '/sis-calendar-*.csv', all_varchar = true, filename = true)
where in_session = 'Y';

create table stint as
select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, student_number, school_number, grade_level,
       entry_date::date as entry, coalesce(exit_date::date, date '9999-12-31') as leaves, entry_code = 'NS' as no_show
from read_csv(getvariable('night') || '/sis-enrollments-*.csv', all_varchar = true, filename = true);

create table days as
select c.school_year, a.student_number, a.school_number, c.day, c.member_units,
       c.member_units * k.absent_of_2520 / 2520 as absent_units
from (select *, regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year
      from read_csv(getvariable('night') || '/sis-attendance-2*.csv', all_varchar = true, filename = true)) a
join cal c on c.school_number = a.school_number and c.day = a.attendance_date::date
join att_code k on k.school_year = c.school_year and k.attendance_code = a.attendance_code;

create table race as
select regexp_extract(filename, '(\d{4}-\d{2})', 1) as school_year, replace(sourcedId, 'stu-', '') as student_number,
       case when hispanicOrLatinoEthnicity = 'true' then 'Hispanic/Latino'
            when demographicRaceTwoOrMoreRaces = 'true' then 'Two or More Races'
            when americanIndianOrAlaskaNative = 'true' then 'American Indian or Alaska Native'
            when asian = 'true' then 'Asian'
            when blackOrAfricanAmerican = 'true' then 'Black or African American'
            when nativeHawaiianOrOtherPacificIslander = 'true' then 'Native Hawaiian or Other Pacific Islander'
            else 'White' end as race
from read_csv(getvariable('roster') || '/*/demographics.csv', all_varchar = true, filename = true);

create table el as
select distinct regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, student_number
from read_csv(getvariable('night') || '/sis-programs-*.csv', all_varchar = true, filename = true)
where program = 'EL';

create table org_days as
with school as (select school_year, school_number, sum(member_units) as units from cal group by all)
select * from school
union all
select school_year, 'district', mode(units) from school group by all;

-- One row per student, year and place: each school, and the district.
create table student_place as
with placed as (
    select school_year, student_number, school_number as place, member_units, absent_units from days
    union all
    select school_year, student_number, 'district', member_units, absent_units from days),
units as (
    select school_year, student_number, place, sum(member_units)::bigint as enrolled, sum(absent_units)::bigint as absent,
           sum(case when absent_units * 2 < member_units then member_units else 0 end)::bigint as by_rule
    from placed group by all),
grade as (select school_year, student_number, arg_max(grade_level, entry) as grade from stint group by all)
select u.*, o.units as instructional, g.grade, r.race, (e.student_number is not null)::varchar as el
from units u
join org_days o on o.school_year = u.school_year and o.school_number = u.place
join grade g on g.school_year = u.school_year and g.student_number = u.student_number
join race r on r.school_year = u.school_year and r.student_number = u.student_number
left join el e on e.school_year = u.school_year and e.student_number = u.student_number;

create table version (metric varchar, authority varchar, version int, first_year int, last_year int);
insert into version values
    ('enrollment', 'district', 1, 2015, 2023), ('enrollment', 'district', 2, 2024, 9999),
    ('average_daily_attendance', 'district', 1, 2015, 2022), ('average_daily_attendance', 'district', 2, 2023, 9999),
    ('chronic_absence_rate', 'district', 1, 2015, 2023), ('chronic_absence_rate', 'district', 2, 2024, 9999),
    ('chronic_absence_rate', 'state', 1, 2015, 2022), ('chronic_absence_rate', 'state', 2, 2023, 9999),
    ('chronic_absence_rate', 'federal', 1, 2015, 9999),
    ('teacher_retention_rate', 'district', 1, 2015, 2023), ('teacher_retention_rate', 'district', 2, 2024, 9999),
    ('account_removal_on_time', 'district', 1, 2015, 2024), ('account_removal_on_time', 'district', 2, 2025, 9999),
    ('cost_per_active_app_user', 'district', 1, 2015, 2023), ('cost_per_active_app_user', 'district', 2, 2024, 9999),
    ('suspension_rate', 'state', 1, 2015, 9999), ('suspension_rate', 'federal', 1, 2015, 9999),
    ('in_school_suspension_rate', 'federal', 1, 2015, 9999),
    ('mobility_rate', 'district', 1, 2015, 9999), ('mobility_rate', 'state', 1, 2017, 9999),
    ('proficiency_rate_math', 'federal', 1, 2015, 9999), ('proficiency_rate_reading', 'federal', 1, 2015, 9999),
    ('proficiency_rate_math', 'state', 1, 2015, 2023), ('proficiency_rate_math', 'state', 2, 2024, 9999),
    ('proficiency_rate_reading', 'state', 1, 2015, 2023), ('proficiency_rate_reading', 'state', 2, 2024, 9999),
    ('course_failure_rate', 'district', 1, 2015, 9999), ('ninth_grade_on_track', 'district', 1, 2015, 9999),
    ('ninth_grade_on_track', 'state', 1, 2015, 9999), ('early_literacy', 'district', 1, 2015, 9999), ('staff_turnover', 'district', 1, 2015, 9999),
    ('staff_absence_rate', 'district', 1, 2015, 9999), ('teachers_often_absent', 'federal', 1, 2015, 9999),
    ('forms_digital_share', 'district', 1, 2015, 9999), ('form_turnaround_days', 'district', 1, 2015, 9999),
    ('forms_done_in_a_week', 'district', 1, 2015, 9999), ('it_training_hours', 'district', 1, 2015, 9999),
    ('unapproved_app_use', 'district', 1, 2015, 9999), ('privacy_agreement_coverage', 'district', 1, 2015, 9999),
    ('unused_licence_share', 'district', 1, 2015, 9999), ('per_pupil_expenditure', 'federal', 1, 2015, 9999),
    ('per_pupil_federal_personnel', 'federal', 1, 2015, 9999), ('per_pupil_federal_other', 'federal', 1, 2015, 9999),
    ('per_pupil_state_local_personnel', 'federal', 1, 2015, 9999),
    ('per_pupil_state_local_other', 'federal', 1, 2015, 9999);

create table counted (metric varchar, authority varchar, version int, school_year varchar, place varchar,
                      dimension varchar, value varchar, numerator decimal(18, 2), denominator decimal(18, 2));

insert into counted
with on_day as (
    select distinct school_year, student_number, school_number as place, grade_level from stint
    where not no_show and make_date(left(school_year, 4)::int, 10, 1) between entry and leaves),
both_places as (
    select * from on_day union select school_year, student_number, 'district', grade_level from on_day),
places as (select distinct school_year, school_number as place from org_days)
select 'enrollment', 'district', v.version, p.school_year, p.place, 'all', 'all',
       count(b.student_number) filter (where v.version = 1 or b.grade_level <> 'PK'), null
from places p
cross join (values (1), (2)) v(version)
left join both_places b on b.school_year = p.school_year and b.place = p.place
group by all;

insert into counted
select 'average_daily_attendance', 'district', v.version, school_year, place, 'all', 'all',
       sum(case when v.version = 1 then by_rule else enrolled - absent end), sum(enrolled)
from student_place cross join (values (1), (2)) v(version)
group by all;

insert into counted
with judged as (
    select 'district' as authority, 1 as version, *, absent * 10 > enrolled as hit from student_place where enrolled >= 2520
    union all
    select 'district', 2, *, absent * 10 >= enrolled from student_place where enrolled >= 10 * 2520
    union all
    select 'state', 1, *, absent * 10 >= enrolled from student_place where enrolled * 2 >= instructional
    union all
    select 'state', 2, *, absent * 10 >= enrolled from student_place where enrolled >= 45 * 2520
    union all
    select 'federal', 1, *, absent * 10 >= enrolled from student_place where enrolled >= 10 * 2520 and grade <> 'PK'),
grouped as (
    select *, unnest([{'d': 'all', 'v': 'all'}, {'d': 'grade_level', 'v': grade},
                      {'d': 'race_ethnicity', 'v': race}, {'d': 'el', 'v': el}]) as g
    from judged)
select 'chronic_absence_rate', authority, version, school_year, place, g.d, g.v, count(*) filter (where hit), count(*)
from grouped group by all;

create table held as
select employee_id, staff_classification, school_number, begin_date::date as begins,
       coalesce(end_date::date, date '9999-12-31') as ends
from read_csv(getvariable('night') || '/hr-assignments.csv', all_varchar = true);

insert into counted
with years as (select distinct school_year, make_date(left(school_year, 4)::int, 10, 1) as count_day from cal),
fall as (
    select y.school_year, y.count_day, h.employee_id, h.school_number
    from years y join held h on h.staff_classification = 'Teacher' and y.count_day between h.begins and h.ends),
pair as (
    select n.school_year, b.employee_id, b.school_number as place, f.employee_id is not null as teaches,
           coalesce(f.school_number = b.school_number, false) as same_school
    from years n
    join fall b on b.count_day = n.count_day - interval 1 year
    left join fall f on f.count_day = n.count_day and f.employee_id = b.employee_id),
placed as (select * from pair union all select school_year, employee_id, 'district', teaches, same_school from pair)
select 'teacher_retention_rate', 'district', v.version, school_year, place, 'all', 'all',
       count(*) filter (where case when v.version = 1 then same_school else teaches end), count(*)
from placed cross join (values (1), (2)) v(version)
group by all;

insert into counted
with gone as (
    select s.employee_id, s.separation_date::date as gone_on, d.SamAccountName as account
    from read_csv(getvariable('night') || '/hr-staff.csv', all_varchar = true) s
    join read_csv(getvariable('night') || '/directory-accounts.csv', all_varchar = true) d on d.EmployeeID = s.employee_id
    where s.separation_date is not null),
closed as (
    select account, min(occurred_at::timestamp)::date as closed_on
    from read_csv(getvariable('night') || '/identity-events-*.csv', all_varchar = true)
    where action = 'disabled' group by all),
timed as (
    select g.*, closed_on, v.version,
           case when v.version = 1 and dayofweek(gone_on) = 5 then gone_on + 3
                when v.version = 1 and dayofweek(gone_on) = 6 then gone_on + 2
                else gone_on + 1 end as due_on,
           (year(gone_on) - (month(gone_on) < 7)::int) as starts
    from gone g left join closed c using (account) cross join (values (1), (2)) v(version)),
place as (
    select t.*, h.school_number as place from timed t
    left join held h on h.employee_id = t.employee_id and gone_on between h.begins and h.ends),
placed as (select * from place where place is not null union all select * exclude (place), 'district' from place)
select 'account_removal_on_time', 'district', version, starts || '-' || right((starts + 1)::varchar, 2), place, 'all', 'all',
       count(*) filter (where coalesce(closed_on <= due_on, false)), count(*)
from placed where due_on <= getvariable('as_of')::date
group by all;

insert into counted
with paid as (
    select school_year, application_id, replace(annual_cost, ',', '')::decimal(18, 2) as cost
    from read_csv(getvariable('night') || '/apps-contracts.csv', all_varchar = true)),
uses as (
    select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, application_id, user_kind, user_id,
           count(distinct month) as months
    from read_csv(getvariable('night') || '/apps-usage-*.csv', all_varchar = true, filename = true)
    where logins::int > 0 group by all)
select 'cost_per_active_app_user', 'district', v.version, c.school_year, 'district', 'all', 'all', c.cost,
       count(u.user_id) filter (where u.months >= v.version)
from (select school_year, sum(cost) as cost from paid group by all) c
cross join (values (1), (2)) v(version)
join paid p on p.school_year = c.school_year
join uses u on u.school_year = p.school_year and u.application_id = p.application_id
group by all;

-- Suspensions and moves, of everybody who was on the rolls at a place.
create table member as
select distinct school_year, student_number, place, grade_level
from (select school_year, student_number, school_number as place, grade_level from stint where not no_show
      union all select school_year, student_number, 'district', grade_level from stint where not no_show);

insert into counted
with action as (
    select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, student_number, school_number,
           action = 'Out-of-school suspension' as outside, action_days::int as days
    from read_csv(getvariable('night') || '/sis-discipline-*.csv', all_varchar = true, filename = true)
    where action like '%suspension'),
placed as (
    select school_year, student_number, school_number as place, outside, days from action
    union all select school_year, student_number, 'district', outside, days from action),
each as (
    select m.*, coalesce(sum(days), 0) as days, coalesce(bool_or(outside), false) as outside,
           coalesce(bool_or(not outside), false) as inside
    from member m left join placed p using (school_year, student_number, place) group by all)
select 'suspension_rate', 'state', 1, school_year, place, 'all', 'all', count(*) filter (where days >= 1), count(*)
from each group by all
union all
select 'suspension_rate', 'federal', 1, school_year, place, 'all', 'all', count(*) filter (where outside), count(*)
from each where grade_level <> 'PK' group by all
union all
select 'in_school_suspension_rate', 'federal', 1, school_year, place, 'all', 'all', count(*) filter (where inside), count(*)
from each where grade_level <> 'PK' group by all;

insert into counted
with span as (select school_year, min(day) as first_day, max(day) as last_day from cal group by all),
delivered as (
    select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, student_number, school_number,
           entry_date::date as entry, exit_date::date as exit, exit_code
    from read_csv(getvariable('night') || '/sis-enrollments-*.csv', all_varchar = true, filename = true)
    where entry_code <> 'NS'),
on_rolls as (
    select school_year, student_number, place, d::date as day, bool_or(d::date = exit and exit_code not in ('EOY', 'GRAD')) as leaves
    from (select *, school_number as place from delivered union all select *, 'district' from delivered) s
    cross join lateral generate_series(entry, coalesce(exit, make_date(left(school_year, 4)::int + 1, 6, 30)), interval 1 day) g(d)
    group by all),
neighbours as (
    select *, lag(day) over w as day_before, lead(day) over w as day_after
    from on_rolls window w as (partition by school_year, student_number, place order by day)),
move as (
    select n.*, make_date(left(n.school_year, 4)::int, 10, 1) as count_day,
           n.day > s.first_day and (day_before is null or n.day - day_before > 11) as came,
           leaves and n.day < s.last_day and (day_after is null or day_after - n.day > 11) as went
    from neighbours n join span s using (school_year)),
each as (
    select m.school_year, m.place, m.student_number, m.grade_level,
           count(*) filter (where came) + count(*) filter (where went) as moves,
           count(*) filter (where came and day > count_day) + count(*) filter (where went and day >= count_day) as late
    from member m left join move v using (school_year, student_number, place) group by all)
select 'mobility_rate', 'district', 1, school_year, place, 'all', 'all', sum(moves), count(*) from each group by all
union all
select 'mobility_rate', 'state', 1, school_year, place, 'all', 'all', count(*) filter (where late > 0), count(*)
from each where grade_level <> 'PK' group by all;

insert into counted
with result as (
    select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, school_number, subject, grade_level,
           performance_level::int >= 3 as good
    from read_csv(getvariable('night') || '/sis-assessments-*.csv', all_varchar = true, filename = true)),
placed as (select *, school_number as place from result union all select *, 'district' from result)
select if(subject = 'ELA', 'proficiency_rate_reading', 'proficiency_rate_math'), 'federal', 1, school_year, place, 'all', 'all',
       count(*) filter (where good), count(*)
from placed group by all
union all
select 'early_literacy', 'district', 1, school_year, place, 'all', 'all', count(*) filter (where good), count(*)
from placed where subject = 'ELA' and grade_level = '03' group by all;

-- Each score against the lowest proficient score of its subject and grade, of its own year and of 2024-25.
insert into counted
with result as (
    select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, school_number, subject, grade_level,
           scale_score::int as score
    from read_csv(getvariable('night') || '/sis-assessments-*.csv', all_varchar = true, filename = true)),
bar as (
    select subject, grade_level, from_school_year, coalesce(to_school_year, '9999-99') as to_school_year,
           min(lowest_score::int) as bar
    from read_csv(getvariable('home') || '/cut-scores/*.csv', all_varchar = true)
    where proficient = 'yes' group by all),
judged as (
    select r.*, v.version, score >= bar as good
    from result r cross join (values (1), (2)) v(version)
    join bar b on b.subject = r.subject and b.grade_level = r.grade_level
     and if(v.version = 1, r.school_year, '2024-25') between b.from_school_year and b.to_school_year),
placed as (select *, school_number as place from judged union all select *, 'district' from judged)
select if(subject = 'ELA', 'proficiency_rate_reading', 'proficiency_rate_math'), 'state', version, school_year, place, 'all',
       'all', count(*) filter (where good), count(*)
from placed group by all;

-- Marks: who failed anything, and which ninth graders have the credit.
create table mark as
select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, student_number, school_number, course_code, mark,
       credit_earned::decimal(4, 2) as earned
from read_csv(getvariable('night') || '/sis-course-results-*.csv', all_varchar = true, filename = true);

insert into counted
with placed as (select *, school_number as place from mark union all select *, 'district' from mark)
select 'course_failure_rate', 'district', 1, school_year, place, 'all', 'all',
       count(distinct student_number) filter (where mark = 'F'), count(distinct student_number)
from placed group by all;

insert into counted
with last_day as (select school_year, max(day) as day from cal group by all),
ninth as (
    select s.school_year, s.student_number, s.school_number
    from stint s join last_day l using (school_year)
    where not no_show and grade_level = '09' and l.day between entry and leaves),
credit as (
    select school_year, student_number, sum(earned) as earned,
           count(*) filter (where mark = 'F' and left(course_code, 2) in ('51', '52', '53', '54')) as core
    from mark group by all),
placed as (select *, school_number as place from ninth union all select *, 'district' from ninth)
select 'ninth_grade_on_track', authority, 1, school_year, place, 'all', 'all',
       count(*) filter (where if(authority = 'state', earned >= 6, earned >= 5 and core < 2)), count(*)
from placed left join credit using (school_year, student_number) cross join (values ('district'), ('state')) a(authority)
group by all;

-- Staff: who worked where on which day, no further than the night.
create table at_work as
select school_year, employee_id, school_number, staff_classification as kind, d::date as day, begins
from (select *, year(d) - (month(d) < 7)::int as starts, starts || '-' || right((starts + 1)::varchar, 2) as school_year
      from held cross join lateral generate_series(begins, least(ends, getvariable('as_of')::date), interval 1 day) g(d))
where school_year in (select school_year from cal);

insert into counted
with fall as (select distinct school_year, employee_id, school_number from at_work where month(day) = 10 and day(day) = 1),
pair as (
    select distinct (left(b.school_year, 4)::int + 1) || '-' || right((left(b.school_year, 4)::int + 2)::varchar, 2) as school_year,
           b.employee_id, b.school_number
    from fall b),
placed as (
    select school_year, employee_id, school_number as place from pair where school_number is not null
    union select school_year, employee_id, 'district' from pair)
select 'staff_turnover', 'district', 1, p.school_year, place, 'all', 'all',
       count(*) filter (where f.employee_id is null), count(*)
from placed p left join (select distinct school_year, employee_id from fall) f using (school_year, employee_id)
where p.school_year in (select school_year from cal) group by all;

insert into counted
with school_day as (select distinct school_year, school_number, day from cal),
expected as (
    select distinct w.school_year, w.employee_id, w.school_number, w.day
    from at_work w join school_day s on s.day = w.day and (w.school_number is null or s.school_number = w.school_number)),
away as (
    select employee_id, absence_date::date as day, days::decimal(4, 2) as part
    from read_csv(getvariable('night') || '/hr-absences-*.csv', all_varchar = true)
    where reason <> 'Professional development'),
placed as (
    select school_year, employee_id, school_number as place, day from expected where school_number is not null
    union select school_year, employee_id, 'district', day from expected),
each as (
    select school_year, place, employee_id, count(*) as days, coalesce(sum(part), 0) as absent
    from placed left join away using (employee_id, day) group by all),
teaching as (
    select w.school_year, w.employee_id, w.school_number
    from at_work w join school_day s on s.day = w.day and (w.school_number is null or s.school_number = w.school_number)
    where w.kind = 'Teacher'),
teacher as (
    select school_year, employee_id, school_number as place from teaching where school_number is not null
    union select school_year, employee_id, 'district' from teaching)
select 'staff_absence_rate', 'district', 1, school_year, place, 'all', 'all', sum(absent), sum(days) from each group by all
union all
select 'teachers_often_absent', 'federal', 1, school_year, place, 'all', 'all', count(*) filter (where absent > 10), count(*)
from each join teacher using (school_year, employee_id, place) group by all;

insert into counted
with course as (
    select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, employee_id, hours::decimal(6, 2) as hours
    from read_csv(getvariable('night') || '/trainings-*.csv', all_varchar = true, filename = true)),
it as (select distinct school_year, employee_id from at_work where kind = 'IT')
select 'it_training_hours', 'district', 1, school_year, 'district', 'all', 'all',
       coalesce((select sum(hours) from course c
                 where c.school_year = i.school_year
                   and c.employee_id in (select employee_id from it t where t.school_year = i.school_year)), 0), count(*)
from it i group by all;

-- Forms, money, apps.
insert into counted
with form as (
    select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, channel, school_number,
           submitted_at::timestamp::date as came, completed_at::timestamp::date as done
    from read_csv(getvariable('night') || '/forms-*.csv', all_varchar = true, filename = true)),
placed as (select *, school_number as place from form union all select *, 'district' from form)
select 'forms_digital_share', 'district', 1, school_year, place, 'all', 'all', count(*) filter (where channel = 'digital'), count(*)
from placed group by all
union all
select 'form_turnaround_days', 'district', 1, school_year, place, 'all', 'all', sum(done - came), count(*)
from placed where done is not null group by all
union all
select 'forms_done_in_a_week', 'district', 1, school_year, place, 'all', 'all', count(*) filter (where done - came <= 7), count(*)
from placed where done is not null or getvariable('as_of')::date - came > 7 group by all;

insert into counted
with book as (
    select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, school_number, fund_source, kind,
           replace(amount, ',', '')::decimal(18, 2) as amount
    from read_csv(getvariable('night') || '/finance-expenditures-*.csv', all_varchar = true, filename = true)),
placed as (select *, school_number as place from book union all select *, 'district' from book),
rolls as (select school_year, place, numerator as students from counted where metric = 'enrollment' and version = 1)
select case when kind is null then 'per_pupil_expenditure'
            else 'per_pupil_' || fund_source || if(kind = 'personnel', '_personnel', '_other') end,
       'federal', 1, school_year, place, 'all', 'all', sum(amount), students
from (select * from placed union all select * replace (null as kind, null as fund_source) from placed)
join rolls using (school_year, place) group by school_year, place, fund_source, kind, students;

insert into counted
with uses as (
    select regexp_extract(filename, '(\d{4}-\d{2})\.csv', 1) as school_year, application_id,
           count(distinct (user_kind, user_id)) as people, count(*) filter (where user_kind = 'student') > 0 as students
    from read_csv(getvariable('night') || '/apps-usage-*.csv', all_varchar = true, filename = true)
    where logins::int > 0 group by all),
app as (select * from read_csv(getvariable('night') || '/apps-inventory.csv', all_varchar = true)),
judged as (select u.*, a.status, a.privacy_agreement from uses u left join app a using (application_id)),
paid as (
    select school_year, application_id, licences::int as licences
    from read_csv(getvariable('night') || '/apps-contracts.csv', all_varchar = true))
select 'unapproved_app_use', 'district', 1, school_year, 'district', 'all', 'all',
       count(*) filter (where status is distinct from 'approved'), count(*)
from judged group by all
union all
select 'privacy_agreement_coverage', 'district', 1, school_year, 'district', 'all', 'all',
       count(*) filter (where privacy_agreement is not distinct from 'signed'), count(*)
from judged where students group by all
union all
select 'unused_licence_share', 'district', 1, p.school_year, 'district', 'all', 'all',
       sum(greatest(licences - coalesce(people, 0), 0)), sum(licences)
from paid p left join uses u using (school_year, application_id) group by all;

create table truth as
select metric, authority, version::int as version, policy, school_year, organization_id as place, group_dimension as dimension,
       group_value as value, numerator::decimal(18, 2) as numerator, denominator::decimal(18, 2) as denominator
from read_csv(getvariable('truth'), all_varchar = true);

create table expected as
select c.metric, c.authority, c.version,
       case when left(c.school_year, 4)::int between v.first_year and v.last_year then 'in_force' else 'restated' end as policy,
       c.school_year, c.place, c.dimension, c.value, c.numerator, c.denominator
from counted c join version v using (metric, authority, version)
where left(c.school_year, 4)::int <= v.last_year and (c.denominator is null or c.denominator > 0);

create table difference as
select 'only counted' as side, * from (from expected except from truth)
union all
select 'only in truth', * from (from truth except from expected);
