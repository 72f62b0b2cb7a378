-- The metrics counted again from the rows of the lake, in plain SQL written by hand for this test: it shares nothing with
-- the definitions, the entity tables or the engine. The night is 2026-04-15; years of work begin on July 1.
create macro year_of_day(d) as
    case when month(d) >= 7 then year(d) || '-' || right((year(d) + 1)::varchar, 2)
         else (year(d) - 1) || '-' || right(year(d)::varchar, 2) end;
create macro night() as date '2026-04-15';

create table year as
select *, least(night(), closes) as through
from (values ('2022-23', date '2022-10-01', date '2022-07-01', date '2023-06-30'),
             ('2023-24', date '2023-10-01', date '2023-07-01', date '2024-06-30'),
             ('2024-25', date '2024-10-01', date '2024-07-01', date '2025-06-30'),
             ('2025-26', date '2025-10-01', date '2025-07-01', date '2026-06-30')) t(school_year, count_day, opens, closes);

create table place as select * from (values ('0101'), ('0201'), ('0301')) t(school);

-- Students: one row for each, year and place, with the groups that are compared.
create table pupil as
with stay as (select * from school_enrollment where entry_code <> 'NS' and entry_date <= night()),
at_place as (
    select school_year, student_number, school_number as site, grade_level from stay
    union select school_year, student_number, 'district', grade_level from stay),
program as (
    select school_year, student_number, bool_or(program = 'EL') as el, bool_or(program = 'SWD') as swd,
           bool_or(program = 'ECODIS') as econ
    from student_program group by all)
select a.*, case when a.school_year = '2023-24' then null else coalesce(p.el, false) end as el,
       case when a.school_year = '2023-24' then null else coalesce(p.swd, false) end as swd,
       case when a.school_year = '2023-24' then null else coalesce(p.econ, false) end as econ
from at_place a left join program p on p.school_year = a.school_year and p.student_number = a.student_number;

create macro groups_of(grade, el, swd, econ) as [
    {'d': 'all', 'g': 'all'}, {'d': 'grade_level', 'g': coalesce(grade, 'Not reported')},
    {'d': 'el', 'g': coalesce(el::varchar, 'Not reported')}, {'d': 'swd', 'g': coalesce(swd::varchar, 'Not reported')},
    {'d': 'econ_disadvantaged', 'g': coalesce(econ::varchar, 'Not reported')}];

create table counted(metric varchar, authority varchar, school_year varchar, site varchar, d varchar, g varchar,
                     numerator decimal(18, 4), denominator decimal(18, 4), n bigint);

-- Suspensions.
create table suspended as
with one as (
    select school_year, student_number, school_number,
           action not in ('In-school suspension', 'ISS') as outside, ifnull(action_days, 1) as days
    from discipline_incident
    where action in ('Out-of-school suspension', 'OSS', 'Suspended out of school', 'In-school suspension', 'ISS',
                     'Suspension in lieu of expulsion'))
select school_year, student_number, site, sum(days) as days, sum(case when outside then days else 0 end) as days_out,
       sum(case when outside and days >= 0.5 then 1 else 0 end) as outside,
       sum(case when not outside and days >= 0.5 then 1 else 0 end) as inside
from (select school_year, student_number, school_number as site, outside, days from one
      union all select school_year, student_number, 'district', outside, days from one)
group by all;

insert into counted
with joined as (
    select p.*, ifnull(s.days, 0) as days, ifnull(s.outside, 0) as outside, ifnull(s.inside, 0) as inside,
           unnest(groups_of(grade_level, el, swd, econ)) as x
    from pupil p
    left join suspended s on s.school_year = p.school_year and s.student_number = p.student_number and s.site = p.site
    where p.school_year <> '2023-24'),
k12 as (select * from joined where grade_level is null or grade_level not in ('PK', 'AE'))
select 'suspension_rate', 'state', school_year, site, x.d, x.g, count(*) filter (where days >= 1), count(*), count(*)
from joined group by all
union all
select 'suspension_rate', 'federal', school_year, site, x.d, x.g, count(*) filter (where outside > 0), count(*), count(*)
from k12 group by all
union all
select 'in_school_suspension_rate', 'federal', school_year, site, x.d, x.g, count(*) filter (where inside > 0), count(*), count(*)
from k12 group by all;

create table expelled as
select school_year, student_number, site, count(*) as times
from (select *, unnest([school_number, 'district']) as site from discipline_incident
      where action in ('Expelled', 'Expulsion with services')) t
group by all;

insert into counted
with joined as (
    select p.*, ifnull(s.days_out, 0) as days_out, ifnull(s.outside, 0) as outside, ifnull(s.inside, 0) as inside,
           ifnull(e.times, 0) as expelled, unnest(groups_of(grade_level, el, swd, econ)) as x
    from pupil p
    left join suspended s on s.school_year = p.school_year and s.student_number = p.student_number and s.site = p.site
    left join expelled e on e.school_year = p.school_year and e.student_number = p.student_number and e.site = p.site
    where p.school_year <> '2023-24'),
k12 as (select * from joined where grade_level is null or grade_level not in ('PK', 'AE'))
select 'exclusion_rate', 'district', school_year, site, x.d, x.g, count(*) filter (where outside > 0 or inside > 0 or expelled > 0),
       count(*), count(*)
from joined group by all
union all
select 'expulsion_rate', 'federal', school_year, site, x.d, x.g, count(*) filter (where expelled > 0), count(*), count(*)
from k12 group by all
union all
select 'suspension_days_missed', 'federal', school_year, site, x.d, x.g, sum(days_out), count(*), count(*) from k12 group by all
union all
select 'repeat_suspension_rate', 'federal', school_year, site, x.d, x.g, count(*) filter (where outside > 1), count(*), count(*)
from k12 where outside > 0 group by all;

-- Membership: days on the rolls, out of the days on which the calendar has school, until the last one that was recorded.
insert into counted
with kept as (
    select school_year, school_number, student_number, attendance_date, member_units from student_attendance),
until as (select school_year, school_number, max(attendance_date) as last_day from kept group by all),
session as (
    select u.school_year, u.school_number, count(*) * 2520 as units
    from until u
    join calendar_day c on c.school_year = u.school_year and c.school_number = u.school_number
     and c.in_session and c.calendar_date <= u.last_day
    group by all),
shared as (select school_year, units, count(*) as schools, min(school_number) as first from session group by all),
usual as (
    select school_year, units from shared m
    where not exists (from shared o where o.school_year = m.school_year
                        and (o.schools > m.schools or (o.schools = m.schools and o.first < m.first))))
select 'average_daily_membership', 'district', k.school_year, k.school_number, 'all', 'all', sum(member_units), any_value(s.units),
       count(distinct student_number)
from kept k join session s using (school_year, school_number) group by all
union all
select 'average_daily_membership', 'district', k.school_year, 'district', 'all', 'all', sum(member_units), any_value(u.units),
       count(distinct student_number)
from kept k join usual u using (school_year) group by all;

-- Moves, told day by day: the days on which a student is on the rolls, and the gaps between them.
create table moved as
with span as (
    select school_year, school_number as site, min(calendar_date) as first_day, max(calendar_date) as last_day
    from calendar_day where in_session group by all
    union all
    select school_year, 'district', min(calendar_date), max(calendar_date) from calendar_day where in_session group by all),
stay as (select * from school_enrollment where entry_code <> 'NS' and entry_date <= night()),
on_rolls as (
    select school_year, student_number, school_number, d::date as day,
           bool_or(d::date = exit_date and exit_code not in ('EOY', 'GRAD') and exit_date <= night()) as leaves
    from stay
    cross join lateral generate_series(entry_date, ifnull(exit_date, make_date(left(school_year, 4)::int + 1, 6, 30)), interval 1 day) g(d)
    group by all),
at_place as (
    select school_year, student_number, school_number as site, day, leaves from on_rolls
    union all
    select school_year, student_number, 'district', day, bool_or(leaves) from on_rolls group by all),
neighbours as (
    select *, lag(day) over w as day_before, lead(day) over w as day_after
    from at_place window w as (partition by school_year, student_number, site order by day)),
move as (
    select n.school_year, n.student_number, n.site, n.day, 'came' as what
    from neighbours n join span s using (school_year, site)
    where n.day > s.first_day and (day_before is null or n.day - day_before > 11)
    union all
    select n.school_year, n.student_number, n.site, n.day, 'went'
    from neighbours n join span s using (school_year, site)
    where n.leaves and n.day < s.last_day and (day_after is null or day_after - n.day > 11))
select p.school_year, p.student_number, p.site, count(m.what) as moves,
       count(*) filter (where m.what = 'came' and m.day > y.count_day or m.what = 'went' and m.day >= y.count_day) as late_moves
from pupil p
join year y on y.school_year = p.school_year
left join move m on m.school_year = p.school_year and m.student_number = p.student_number and m.site = p.site
group by all;

insert into counted
with joined as (
    select p.*, m.moves, m.late_moves, unnest(groups_of(grade_level, el, swd, econ)) as x
    from pupil p join moved m using (school_year, student_number, site))
select 'mobility_rate', 'district', school_year, site, x.d, x.g, sum(moves), count(*), count(*) from joined group by all
union all
select 'mobility_rate', 'state', school_year, site, x.d, x.g, count(*) filter (where late_moves > 0), count(*), count(*)
from joined where grade_level is null or grade_level not in ('PK', 'AE') group by all;

-- Tests of the state: the latest result of each student, test and subject; of a student the best. The cut scores are
-- those that the test lays into the home: lowest scores of levels 2, 3 and 4, raised for 2024-25.
create macro bars(school_year) as if(school_year <= '2023-24', [2350, 2400, 2450], [2360, 2420, 2470]);
create macro level_by(score, bars) as
    case when score is not null then 1 + (score >= bars[1])::int + (score >= bars[2])::int + (score >= bars[3])::int end;
create table tested as
with ranked as (
    select a.*, row_number() over (partition by school_year, student_number, test, subject
                                   order by test_date desc, performance_level desc nulls last) as place
    from assessment_result a)
select r.school_year, r.student_number, r.school_number as school, r.subject, r.scale_score,
       r.performance_level as delivered,
       coalesce(r.performance_level, if(subject = 'Science', null, ['Not proficient', '2', 'Proficient', 'Exceeds']
           [level_by(r.scale_score, bars(r.school_year))])) as performance_level,
       coalesce(r.grade_level, p.grade_level) as grade_level, p.el, p.swd, p.econ
from ranked r
join (select school_year, pupil::varchar as student_number, grade as grade_level,
             case when school_year = '2023-24' then null else pupil % 5 = 0 end as el,
             case when school_year = '2023-24' then null else pupil % 7 = 0 end as swd,
             case when school_year = '2023-24' then null else pupil % 2 = 0 end as econ
      from stay_plan) p using (school_year, student_number)
where place = 1 and (r.performance_level is not null or r.scale_score is not null)
  and test in ('State test', 'State test in Spanish');

insert into counted
with judged as (
    select *, performance_level in ('3', '4', 'Proficient', 'Level 3', 'EXCEEDS', 'Exceeds') as good,
           unnest(groups_of(grade_level, el, swd, econ)) as x
    from (select * replace (school as school), school as site from tested
          union all select *, 'district' from tested) t
    where performance_level is not null),
kind as (
    select *, 'proficiency_rate_math' as metric, 'federal' as authority from judged where subject in ('Mathematics', 'math')
    union all
    select *, 'proficiency_rate_reading', 'federal' from judged where subject in ('ELA', 'Reading', 'English Language Arts')
    union all
    select *, 'early_literacy', 'district' from judged
    where subject in ('ELA', 'Reading', 'English Language Arts') and grade_level = '03')
select metric, authority, school_year, site, x.d, x.g, count(distinct case when good then student_number end),
       count(distinct student_number), count(distinct student_number)
from kind group by all;

-- The same by cut scores: by those of the year, the level that was delivered holds; by those of 2024-25 in an earlier year
-- the score alone. Where one result of a number cannot be judged there is none.
create table counted_by_cut as
with spread as (
    select t.*, v.version, unnest(groups_of(grade_level, el, swd, econ)) as x,
           case when delivered is not null and (v.version = 1 or school_year >= '2024-25')
                then map_extract_value(map {'1': 1, '2': 2, '3': 3, '4': 4, 'Proficient': 3, 'Not proficient': 1, 'Level 3': 3,
                                            'EXCEEDS': 4}, delivered)
                else level_by(scale_score, bars(if(v.version = 1, school_year, '2024-25'))) end as level
    from (select * replace (school as school), school as site from tested
          union all select *, 'district' from tested) t
    cross join (values (1), (2)) v(version)
    where v.version = 2 or school_year <= '2023-24'),
kind as (
    select *, 'proficiency_rate_math' as metric from spread where subject in ('Mathematics', 'math')
    union all
    select *, 'proficiency_rate_reading' from spread where subject in ('ELA', 'Reading', 'English Language Arts'))
select metric, 'state' as authority, version, school_year, site, x.d as d, x.g as g,
       count(distinct case when level >= 3 then student_number end) as numerator,
       count(distinct student_number) as denominator, count(distinct student_number) as n
from kind group by all having count(*) = count(level);

-- Courses.
insert into counted
with marked as (
    select c.school_year, c.student_number, c.school_number as school, upper(trim(c.mark)) as mark, credit_earned, credit_attempted,
           p.grade as grade_level, case when c.school_year = '2023-24' then null else pupil % 5 = 0 end as el,
           case when c.school_year = '2023-24' then null else pupil % 7 = 0 end as swd,
           case when c.school_year = '2023-24' then null else pupil % 2 = 0 end as econ
    from course_result c join stay_plan p on p.school_year = c.school_year and p.pupil::varchar = c.student_number),
judged as (
    select *, ifnull(mark in ('W', 'INC'), false) as pending,
           not ifnull(mark in ('W', 'INC'), false) and (mark is not null or credit_earned is not null) as final,
           ifnull(mark in ('F', 'U'), false)
               or (not ifnull(mark in ('W', 'INC'), false) and ifnull(credit_attempted > 0 and credit_earned = 0, false)) as failed
    from marked),
spread as (
    select *, unnest(groups_of(grade_level, el, swd, econ)) as x
    from (select *, school as site from judged union all select *, 'district' from judged) t)
select 'course_failure_rate', 'district', school_year, site, x.d, x.g, count(distinct case when failed then student_number end),
       count(distinct case when final then student_number end), count(distinct case when final then student_number end)
from spread group by all having count(*) filter (where final) > 0;

-- Who worked where on which day: one row for each employee, place and day of work.
create table at_work as
select distinct y.school_year, a.employee_id, a.school_number as school, a.staff_classification as kind, d::date as day, a.begin_date
from staff_assignment a
join year y on a.begin_date <= y.through and ifnull(a.end_date, y.through) >= y.opens
cross join lateral generate_series(greatest(a.begin_date, y.opens), least(ifnull(a.end_date, y.through), y.through), interval 1 day) g(d);

-- Each employee's last job of the year at each place; of two at once, the one that began later, then the later word.
create table worker as
with placed as (
    select school_year, employee_id, school, school as site, kind, day, begin_date from at_work where school is not null
    union all select school_year, employee_id, school, 'district', kind, day, begin_date from at_work),
began as (
    select p.*, min(day) over (partition by school_year, employee_id, site, kind, begin_date) as begins from placed p)
select school_year, employee_id, site, arg_max(kind, (begins, day, kind)) as kind,
       bool_or(kind = 'Teacher' and day = (select count_day from year y where y.school_year = b.school_year)) as taught_in_fall,
       bool_or(kind = 'IT') as in_it,
       bool_or(kind = 'Teacher' and exists (from calendar_day c where c.in_session and c.calendar_date = b.day
                                              and (b.school is null or c.school_number = b.school))) as taught
from began b group by all;

-- Absences on days with school.
create table absent as
with work_day as (
    select distinct w.school_year, w.employee_id, w.school, w.day
    from at_work w
    where exists (from calendar_day c where c.in_session and c.calendar_date = w.day
                    and (w.school is null or c.school_number = w.school))),
gone as (
    select employee_id, absence_date as day, least(1, sum(days)) as part from staff_absence
    where reason is null or reason in ('Sick', 'Personal')
    group by all)
select school_year, employee_id, school as site, count(*) as expected, sum(ifnull(part, 0)) as away
from work_day left join gone using (employee_id, day) where school is not null group by all
union all
select school_year, employee_id, 'district', count(*), sum(ifnull(part, 0))
from (select distinct school_year, employee_id, day from work_day) left join gone using (employee_id, day) group by all;

insert into counted
with joined as (
    select w.*, a.expected, a.away, unnest([{'d': 'all', 'g': 'all'}, {'d': 'staff_classification', 'g': w.kind}]) as x
    from worker w join absent a using (school_year, employee_id, site) where school_year = '2025-26')
select 'staff_absence_rate', 'district', school_year, site, x.d, x.g, sum(away), sum(expected), count(*) from joined group by all
union all
select 'teachers_often_absent', 'federal', school_year, site, 'all', 'all', count(*) filter (where away > 10), count(*), count(*)
from joined where x.d = 'all' and taught group by all;

insert into counted
with last_fall as (
    select distinct y.school_year, w.employee_id, w.school, w.kind
    from year y join at_work w on w.day = y.count_day - interval 1 year and y.school_year > '2022-23'),
this_fall as (select distinct y.school_year, w.employee_id from year y join at_work w on w.day = y.count_day),
followed as (
    select l.school_year, l.employee_id, l.school, l.kind, t.employee_id is null as gone
    from last_fall l left join this_fall t using (school_year, employee_id)),
placed as (
    select school_year, employee_id, school as site, min(kind) as kind, bool_or(gone) as gone from followed where school is not null group by all
    union all
    select school_year, employee_id, 'district', min(kind), bool_or(gone) from followed group by all),
spread as (select *, unnest([{'d': 'all', 'g': 'all'}, {'d': 'staff_classification', 'g': kind}]) as x from placed)
select 'staff_turnover', 'district', school_year, site, x.d, x.g, count(*) filter (where gone), count(*), count(*) from spread group by all;

-- Who came back: one row for each day of work, whatever the year, and the days of each window.
create table window_day as
select y.school_year, n.name, d::date as day, n.back
from year y
cross join lateral (values
    ('staff_retention_school_year', make_date(left(school_year, 4)::int - 1, 9, 1), make_date(left(school_year, 4)::int, 4, 30), make_date(left(school_year, 4)::int, 9, 1)),
    ('staff_retention_fiscal_year', make_date(left(school_year, 4)::int - 1, 7, 1), make_date(left(school_year, 4)::int, 6, 30), make_date(left(school_year, 4)::int, 7, 1)),
    ('staff_retention_recruitment_year', make_date(left(school_year, 4)::int - 1, 9, 1), make_date(left(school_year, 4)::int, 8, 31), make_date(left(school_year, 4)::int, 9, 1)))
    n(name, opens, closes, back)
cross join lateral generate_series(n.opens, n.closes, interval 1 day) g(d)
where y.school_year > '2022-23';

insert into counted
with job_day as (
    select employee_id, school_number as school, staff_classification as kind, job_title like '%Intern' as intern, begin_date, d::date as day
    from staff_assignment
    cross join lateral generate_series(greatest(begin_date, date '2022-07-01'), ifnull(end_date, date '2026-06-30'), interval 1 day) g(d)),
there as (
    select w.name, w.school_year, w.back, j.*
    from window_day w join job_day j using (day) where not j.intern),
placed as (
    select *, school as site from there where school is not null union all select *, 'district' from there),
last_job as (
    select name, school_year, back, employee_id, site, arg_max(kind, (begin_date, day, kind)) as kind
    from placed group by all),
judged as (
    select l.*, exists (from job_day j where j.employee_id = l.employee_id and j.day = l.back) as came_back,
           unnest([{'d': 'all', 'g': 'all'}, {'d': 'staff_classification', 'g': kind}]) as x
    from last_job l)
select name, case when name like '%fiscal%' then 'state' else 'district' end, school_year, site, x.d, x.g,
       count(*) filter (where came_back), count(*), count(*)
from judged group by all;

insert into counted
with taught_then as (
    select distinct y.school_year, w.employee_id, w.school
    from year y join at_work w on w.day = y.count_day - interval 1 year and w.kind = 'Teacher' and y.school_year > '2022-23'),
placed as (
    select *, school as site from taught_then where school is not null union all select *, 'district' from taught_then),
followed as (
    select p.school_year, p.employee_id, p.site,
           bool_or(exists (from at_work n join year y on y.count_day = n.day and y.school_year = p.school_year
                            where n.employee_id = p.employee_id and n.kind = 'Teacher' and n.school is not distinct from p.school)) as back
    from placed p group by all)
select 'teachers_back_at_school', 'district', school_year, site, 'all', 'all', count(*) filter (where back), count(*), count(*)
from followed group by all;

-- Credentials and training.
create table skill as
with day as (select school_year, through from year),
paper as (
    select d.school_year, c.employee_id, c.credential_id as what, true as license
    from day d join credential c on (c.issued_on is null or c.issued_on <= d.through) and (c.expires_on is null or c.expires_on >= d.through)
    union
    select d.school_year, t.employee_id, lower(trim(certification)), false
    from day d join training t on t.completed_on <= d.through where trim(ifnull(certification, '')) <> '')
select school_year, employee_id, count(*) filter (where license) as licenses, count(*) as any_paper from paper group by all;

insert into counted
with joined as (
    select w.*, ifnull(s.licenses, 0) as licenses, ifnull(s.any_paper, 0) as any_paper,
           ifnull((select sum(hours) from training t where t.school_year = w.school_year and t.employee_id = w.employee_id), 0) as hours
    from worker w left join skill s using (school_year, employee_id))
select 'teacher_credential_coverage', 'district', school_year, site, 'all', 'all', count(*) filter (where licenses > 0), count(*), count(*)
from joined where taught_in_fall group by all
union all
select 'certification_coverage', 'district', school_year, site, 'all', 'all', count(*) filter (where any_paper > 0), count(*), count(*)
from joined where in_it group by all
union all
select 'it_training_hours', 'district', school_year, site, 'all', 'all', sum(hours), count(*), count(*)
from joined where in_it and school_year in (select school_year from training) group by all;

-- Positions: the last roster of each year.
insert into counted
with listed as (
    select year_of_day(as_of) as school_year, department_id, ifnull(fte, 1) as fte,
           employee_id is null and (incumbent_name is null or incumbent_name like 'VACANT%' or incumbent_name like 'Vacancy%') as vacant
    from position where as_of in (date '2025-05-01', date '2026-04-01'))
select 'position_vacancy_rate', 'district', school_year, site, 'all', 'all', ifnull(sum(fte) filter (where vacant), 0), sum(fte), null
from (select *, department_id as site from listed where department_id in (select school from place)
      union all select *, 'district' from listed) t
group by all;

-- Day one.
insert into counted
with made as (
    select employee_id, min(day) as day from (
        select employee_id, created_at::date as day from account
        union all
        select employee_id, occurred_at::date from account_event join account using (account_name) where action = 'created') m
    group by all),
new as (
    select s.employee_id, hire_date, a.employee_id is not null as has_account, m.day as made_on
    from staff s left join account a using (employee_id) left join made m using (employee_id)
    where hire_date between date '2024-07-01' and night()
      and (a.employee_id is not null or separation_date is null or separation_date > night()
           or separation_date < hire_date)),
placed as (
    select n.*, w.school as site from new n join at_work w on w.employee_id = n.employee_id and w.day = n.hire_date and w.school is not null
    group by all
    union all select *, 'district' from new)
select 'account_ready_on_day_one', 'district', year_of_day(hire_date), site, 'all', 'all', count(*) filter (where made_on <= hire_date),
       count(*), count(*)
from placed group by all;

-- Tasks.
insert into counted
with due as (
    select *, year_of_day(due_on) as y from onboarding_task
    where due_on <= night() and (status is null or status not in ('Cancelled', 'not applicable'))),
placed as (
    select d.*, a.school_number as site from due d
    join (select distinct employee_id, school_number, begin_date, end_date from staff_assignment) a
      on a.employee_id = d.employee_id and a.school_number is not null and d.due_on >= a.begin_date
     and (a.end_date is null or d.due_on <= a.end_date)
    union all select *, 'district' from due)
select kind || '_on_time', 'district', '2025-26', site, 'all', 'all', count(distinct task_id) filter (where completed_on <= due_on),
       count(distinct task_id), count(distinct employee_id)
from placed group by all;

-- Forms.
insert into counted
with told as (
    select form_id, channel, school_number, submitted_at::date as came, completed_at::date as done, status from workflow_item),
placed as (
    select *, school_number as site from told where school_number in (select school from place)
    union all select *, 'district' from told),
timed as (select *, ifnull(done, night()) - came as days from placed)
select 'forms_digital_share', 'district', '2025-26', site, 'all', 'all', count(*) filter (where channel = 'digital'), count(*), null
from timed group by all
union all
select 'form_turnaround_days', 'district', '2025-26', site, 'all', 'all', sum(done - came), count(*), null
from timed where done is not null group by all
union all
select 'forms_done_in_a_week', 'district', '2025-26', site, 'all', 'all', count(*) filter (where done - came <= 7), count(*), null
from timed
where done is not null or (days >= 8 and status in ('completed', 'in progress'))
group by all;

-- Applications.
create table app_use as
select school_year, application_id, kind, user_id, sum(n) as opened from (
    select school_year, application_id, user_kind as kind, user_id, logins as n from app_usage
    union all
    select if(school_year = 'all', year_of_day(usage_date), school_year), application_id, ifnull(user_kind, 'user'), user_id, accesses
    from app_usage_day) t
where user_id is not null group by all having sum(n) > 0;

insert into counted
with used as (
    select school_year, application_id, count(*) as people, count(*) filter (where kind = 'student') as students
    from app_use group by all),
judged as (
    select u.*, ifnull(a.status = 'approved', false) as approved,
           ifnull(a.privacy_agreement = 'signed' and (a.agreement_expires is null or a.agreement_expires >= y.through), false) as agreed
    from used u join year y using (school_year) left join application a using (application_id))
select 'unapproved_app_use', 'district', school_year, 'district', 'all', 'all', count(*) filter (where not approved), count(*), null
from judged group by all
union all
select 'privacy_agreement_coverage', 'district', school_year, 'district', 'all', 'all', count(*) filter (where agreed), count(*), null
from judged where students > 0 group by all
union all
select 'unused_licence_share', 'district', l.school_year, 'district', 'all', 'all', sum(greatest(l.licences - ifnull(u.people, 0), 0)),
       sum(l.licences), null
from license_contract l left join used u using (school_year, application_id)
where l.licences is not null and l.school_year in (select school_year from app_use) group by all;

insert into counted
with used as (
    select school_year, application_id, count(*) as people from app_use group by all),
there as (
    select school_year, application_id from used union select school_year, application_id from license_contract),
judged as (
    select t.*, ifnull(u.people, 0) as people, ifnull(trim(a.sso) in ('SAML', 'Clever', 'Google'), false) as single,
           ifnull(a.privacy_agreement = 'signed' and (a.agreement_expires is null or a.agreement_expires >= y.through), false) as agreed,
           ifnull(a.agreement_expires <= y.through + interval 90 day, false) as soon
    from there t join year y using (school_year) left join used u using (school_year, application_id)
    left join application a using (application_id))
select 'single_sign_on_coverage', 'district', school_year, 'district', 'all', 'all', count(*) filter (where single), count(*), null
from judged where people > 0 group by all
union all
select 'agreements_expiring', 'district', school_year, 'district', 'all', 'all', count(*) filter (where soon), count(*), null
from judged where agreed group by all
union all
select 'accounts_without_person', 'district', '2025-26', 'district', 'all', 'all', count(*) filter (where employee_id is null), count(*), null
from account where enabled is null or enabled;

insert into counted
with told as (
    select 'pluralsight' as service, lower(account_name) as account, last_activity_on, report_date, licensed, deleted from app_activity
    where report_date = date '2026-04-01'
    union all select 'exchange', account_name, exchange_last_activity_on, report_date, has_exchange_license, deleted from productivity_usage
    union all select 'onedrive', account_name, onedrive_last_activity_on, report_date, has_onedrive_license, deleted from productivity_usage
    union all select 'teams', account_name, teams_last_activity_on, report_date, has_teams_license, deleted from productivity_usage)
select 'licensed_accounts_in_use', 'district', '2025-26', 'district', 'all', 'all',
       count(*) filter (where report_date - last_activity_on <= 30), count(*), count(distinct account)
from told where licensed and not deleted;

-- Students, teachers and money.
create table rolls as
select p.school_year, p.site, count(*) as students
from (select distinct e.school_year, e.student_number, u.site
      from school_enrollment e join year y using (school_year)
      cross join lateral (select unnest([e.school_number, 'district']) as site) u
      where e.entry_code <> 'NS' and y.count_day >= e.entry_date and y.count_day <= ifnull(e.exit_date, date '2099-01-01')) p
group by all;

insert into counted
with held as (
    select y.school_year, a.school_number, ifnull(a.fte, 1) as fte
    from staff_assignment a join year y on y.count_day >= a.begin_date and (a.end_date is null or y.count_day <= a.end_date)
    where a.staff_classification = 'Teacher'),
teachers as (
    select school_year, site, sum(fte) as fte
    from (select school_year, school_number as site, fte from held where school_number is not null
          union all select school_year, 'district', fte from held) t group by all)
select 'student_teacher_ratio', 'federal', school_year, site, 'all', 'all', students, fte, students from rolls join teachers using (school_year, site);

insert into counted
with booked as (
    select school_year, site, fund_source, kind, amount_cents
    from (select *, school_number as site from expenditure where school_number in (select school from place)
          union all select *, 'district' from expenditure) t),
part(metric, fund, what) as (values
    ('per_pupil_expenditure', null, null), ('per_pupil_federal_personnel', 'federal', 'personnel'),
    ('per_pupil_federal_other', 'federal', 'non_personnel'), ('per_pupil_state_local_personnel', 'state_local', 'personnel'),
    ('per_pupil_state_local_other', 'state_local', 'non_personnel'))
select p.metric, 'federal', b.school_year, b.site, 'all', 'all',
       ifnull(sum(amount_cents) filter (where p.fund is null or (fund_source = p.fund and kind = p.what)), 0)::decimal(18, 0) / 100,
       any_value(r.students), any_value(r.students)
from booked b cross join part p join rolls r on r.school_year = b.school_year and r.site = b.site
group by all;

create table recount as
select metric, authority, 1 as version, school_year, if(site = 'district', '3100042', site) as organization_id, d as group_dimension,
       g as group_value, numerator, denominator, n
from counted where denominator > 0
union all
select metric, authority, version, school_year, if(site = 'district', '3100042', site), d, g, numerator, denominator, n
from counted_by_cut;
