-- Rows as a night leaves them in the lake, with every awkward case of the metrics that read them. One table for each
-- entity. The same rows on every run: hashes of the keys, no chance. The night is 2026-04-15, schools are 0101, 0201, 0301.
create macro luck(key) as (hash(key) % 1000003)::bigint;

create table calendar_day as
select y.school_year, s.school as school_number, d::date as calendar_date,
       dayofweek(d) between 1 and 5 and luck(('holiday', d)) % 15 <> 0 as in_session, 2520 as member_units
from (values ('2023-24', 2023), ('2024-25', 2024), ('2025-26', 2025)) y(school_year, starts)
cross join (values ('0101', 18), ('0201', 20), ('0301', 20)) s(school, first)
cross join lateral generate_series(make_date(y.starts, 8, s.first), make_date(y.starts + 1, 6, 4), interval 1 day) g(d);

-- Stays of all kinds; c says which.
create table stay_plan as
select y.school_year, y.starts, p.i as pupil, luck((y.school_year, p.i, 'case')) % 14 as c,
       ['0101', '0201', '0301'][1 + p.i % 3] as home, ['0201', '0301', '0101'][1 + p.i % 3] as other,
       case p.i % 3 when 0 then ['PK', 'KG', '03', '03'][1 + p.i % 4] when 1 then ['06', '07', '08', null][1 + p.i % 4]
                    else ['09', '10', 'UG', 'AE'][1 + p.i % 4] end as grade
from (values ('2023-24', 2023), ('2024-25', 2024), ('2025-26', 2025)) y(school_year, starts)
cross join range(1, 211) p(i);

create table school_enrollment as
with stays as (
    -- all year, and closed at its end
    select *, home as school, make_date(starts, 8, 10) as came, null::date as went, null as why from stay_plan where c in (0, 1, 2)
    union all select *, home, make_date(starts, 8, 20), make_date(starts + 1, 6, 4), 'EOY' from stay_plan where c = 3
    union all select *, home, make_date(starts, 8, 10), make_date(starts + 1, 3, 1), 'GRAD' from stay_plan where c = 4
    -- late by a day, by months, and on the count day
    union all select *, home, make_date(starts, 8, 21), null, null from stay_plan where c = 5
    union all select *, home, make_date(starts + 1, 1, 8), null, null from stay_plan where c = 6
    union all select *, home, make_date(starts, 10, 1), null, null from stay_plan where c = 7
    -- gone before, on and after the count day
    union all select *, home, make_date(starts, 8, 10), make_date(starts, 9, 20) + (luck(('went', pupil)) % 12)::integer, 'W2'
    from stay_plan where c = 8
    -- away for ten days, and for eleven
    union all select *, home, make_date(starts, 8, 10), make_date(starts, 11, 10), 'W3' from stay_plan where c in (9, 10)
    union all select *, home, make_date(starts, 11, 21), null, null from stay_plan where c = 9
    union all select *, home, make_date(starts, 11, 22), null, null from stay_plan where c = 10
    -- moved to another school the next day, and back
    union all select *, home, make_date(starts, 8, 10), make_date(starts, 12, 1), 'W1' from stay_plan where c in (11, 12)
    union all select *, other, make_date(starts, 12, 2), case when c = 12 then make_date(starts + 1, 2, 2) end,
                     case when c = 12 then 'W1' end from stay_plan where c in (11, 12)
    union all select *, home, make_date(starts + 1, 2, 3), null, null from stay_plan where c = 12
    -- never came
    union all select *, home, make_date(starts, 8, 10), null, null from stay_plan where c = 13)
select school_year, pupil::varchar as student_number, school as school_number, grade as grade_level, came as entry_date,
       case when c = 13 then 'NS' else 'R1' end as entry_code, went as exit_date, why as exit_code
from stays;

-- Attendance of the first autumn days, for as long as a stay lasts; one student is there for half days alone.
create table student_attendance as
select e.school_year, e.student_number, e.school_number, c.calendar_date as attendance_date, 'P' as attendance_code,
       case when luck((e.student_number, 'half')) % 5 = 0 then 1260 else 2520 end::integer as member_units, 0::integer as absent_units
from school_enrollment e
join calendar_day c
    on c.school_year = e.school_year and c.school_number = e.school_number and c.in_session
   and c.calendar_date between e.entry_date and coalesce(e.exit_date, date '9999-12-31')
where e.entry_code <> 'NS' and e.school_year >= '2024-25' and month(c.calendar_date) in (9, 10) and day(c.calendar_date) between 20 and 30;

create table student_program as
select school_year, pupil::varchar as student_number, program, make_date(starts, 9, 1) as begin_date, null::date as end_date
from stay_plan cross join (values ('EL', 5), ('SWD', 7), ('ECODIS', 2)) p(program, every)
where pupil % every = 0 and school_year <> '2023-24';

create table discipline_incident as
select school_year, 'D' || pupil || '-' || n as incident_id, pupil::varchar as student_number,
       case when luck((pupil, n, 'where')) % 9 = 0 then other else home end as school_number,
       make_date(starts, 11, 20) as incident_date, 'Fighting' as behavior,
       ['Out-of-school suspension', 'OSS', 'In-school suspension', 'ISS', 'Bus suspension', 'Detention', null,
        'Suspended out of school', 'Expelled', 'Expulsion with services', 'Expulsion hearing', 'Suspension in lieu of expulsion']
        [1 + luck((school_year, pupil, n)) % 12] as action,
       make_date(starts, 11, 21) as action_begin_date,
       [0.25, 0.5, 1, 3, null, 0][1 + luck((school_year, pupil, n, 'days')) % 6]::decimal(18, 4) as action_days
from stay_plan cross join range(1, 6) t(n)
where luck((school_year, pupil, n, 'any')) % 4 = 0 and school_year <> '2023-24';

create table assessment_result as
select school_year, pupil::varchar as student_number, home as school_number,
       ['State test', 'State test', 'i-Ready Diagnostic', 'State test in Spanish', 'DIBELS 8'][t.n] as test,
       ['ELA', 'Mathematics', 'Reading', 'Science', 'math', 'English Language Arts'][1 + (luck((pupil, t.n, 's')) % 6)] as subject,
       case when luck((pupil, t.n, 'g')) % 5 = 0 then null else grade end as grade_level,
       make_date(starts + 1, 3, 1) + t.n::integer as test_date, 
       case when luck((pupil, t.n, 'sc')) % 6 = 0 and home = '0201' then null
            else 2300 + luck((school_year, pupil, t.n, 'score')) % 200 end::decimal(18, 4) as scale_score,
       ['1', '2', '3', '4', 'Proficient', 'Not proficient', 'Level 3', null, 'EXCEEDS'][1 + luck((school_year, pupil, t.n)) % 9]
           as performance_level
from stay_plan cross join range(1, 6) t(n)
where luck((pupil, t.n, 'took')) % 3 <> 0;

create table course_result as
select school_year, pupil::varchar as student_number, home as school_number, 'C' || t.n as course_code,
       'Course ' || t.n as course_title, 'S' || (1 + t.n % 2) as term, null as grade_level,
       [' f', 'D', 'A', 'W', 'INC', null, 'U', '57'][1 + luck((school_year, pupil, t.n, 'm')) % 8] as mark,
       null::decimal(18, 4) as points,
       [0, 0.5, 0.5, null, 0.5][1 + luck((school_year, pupil, t.n, 'e')) % 5]::decimal(18, 4) as credit_earned,
       [0.5, 0.5, null, 0.5][1 + luck((school_year, pupil, t.n, 'c')) % 4]::decimal(18, 4) as credit_attempted
from stay_plan cross join range(1, 4) t(n)
where pupil % 3 = 2 and luck((pupil, t.n)) % 5 <> 0;

-- Staff: hired and gone at awkward times, working at one school, at two, in the central office.
create table staff as
select i::varchar as employee_id,
       case luck((i, 'hired')) % 6 when 0 then date '2023-08-07' when 1 then date '2025-08-04' when 2 then date '2025-10-01'
                                   when 3 then date '2024-11-12' else date '2015-08-10' end as hire_date,
       case luck((i, 'left')) % 7 when 0 then date '2025-06-30' when 1 then date '2025-12-19' when 2 then date '2026-04-16' end
           as separation_date,
       'active' as status
from range(1, 181) t(i);

create table staff_assignment as
with job as (
    select employee_id, employee_id::integer as i, hire_date, separation_date,
           ['Teacher', 'Teacher', 'Teacher', 'Support', 'IT', 'Principal'][1 + employee_id::integer % 6] as kind,
           ['0101', '0201', '0301', null][1 + luck((employee_id, 'place')) % 4] as place
    from staff),
held as (
    select *, place as site, hire_date as begins, separation_date as ends, 1.0 as part from job where i % 10 not in (3, 4, 5, 7)
    -- moved, promoted, and at two schools at once
    union all select *, place, hire_date, date '2025-01-17', 1.0 from job where i % 10 = 3
    union all select *, '0301', greatest(hire_date, date '2025-01-18'), separation_date, 0.5 from job where i % 10 = 3
    union all select *, '0101', hire_date, separation_date, 0.5 from job where i % 10 = 4
    union all select *, '0201', hire_date, separation_date, null from job where i % 10 = 4
    union all select * replace ('Teacher' as kind), '0101', hire_date, date '2025-06-30', 1.0 from job where i % 10 = 5
    union all select * replace ('IT' as kind), null, greatest(hire_date, date '2025-07-01'), separation_date, 1.0
              from job where i % 10 = 5
    -- in January an aide becomes a teacher, a teacher is promoted, and one of IT leaves it, each at one place
    union all select * replace (['Support', 'Teacher', 'IT'][1 + i % 3] as kind), place, hire_date,
                     least(date '2026-01-04', separation_date), 1.0 from job where i % 10 = 7
    union all select * replace (['Teacher', 'Principal', 'Support'][1 + i % 3] as kind), place, date '2026-01-05',
                     separation_date, 1.0 from job where i % 10 = 7)
select employee_id, 'P' || row_number() over (order by i, begins, site) as position_id, kind as job_code,
       case when i % 23 = 0 then kind || ' Intern' else kind end as job_title,
       kind as staff_classification, site as school_number, part::decimal(18, 4) as fte, begins as begin_date, ends as end_date
from held
where ends is null or ends >= begins;

create table staff_absence as
select '2025-26' as school_year, i::varchar as employee_id, date '2025-08-25' + (n * 4)::integer as absence_date,
       [1, 0.5, 1, 0.25][1 + luck((i, n)) % 4]::decimal(18, 4) as days,
       ['Sick', 'Personal', 'Professional development', null, 'Field trip with class'][1 + luck((i, n, 'why')) % 5] as reason
from range(1, 181) t(i) cross join range(1, 41) u(n)
where luck((i, n, 'gone')) % 100 < i % 100
union all -- two halves of one day, and more than the day has
select '2025-26', i::varchar, date '2025-09-03', 0.75, 'Sick' from range(1, 181) t(i) cross join range(1, 3) u(n) where i % 17 = 0;

create table training as
select school_year, i::varchar as employee_id, 'Course ' || n as course, 'SkillLadder' as provider,
       make_date(starts, 9 + n::integer, 15) as completed_on, [1.5, 8, 0.25, null][1 + luck((i, n, starts)) % 4]::decimal(18, 4) as hours,
       [null, 'Network certificate', ' network Certificate ', ''][1 + luck((i, n, starts, 'c')) % 4] as certification
from range(1, 181) t(i) cross join range(1, 3) u(n) cross join (values ('2024-25', 2024), ('2025-26', 2025)) y(school_year, starts)
where luck((i, n, starts, 'took')) % 3 = 0;

create table credential as
select 'all' as school_year, i::varchar as employee_id, 'CR' || i || '-' || n as credential_id, 'license' as credential_type,
       'Teaching license' as credential_name,
       [date '2015-07-01', date '2025-07-01', date '2026-04-15', date '2026-04-16', null][1 + luck((i, n, 'from')) % 5] as issued_on,
       [date '2025-06-30', date '2026-04-14', date '2026-04-15', date '2030-06-30', null][1 + luck((i, n, 'to')) % 5] as expires_on
from range(1, 181) t(i) cross join range(1, 3) u(n) where luck((i, n, 'has')) % 3 <> 0;

create table position as
select 'all' as school_year, 'P' || i as position_id, ['0101', '0201', '900', null][1 + i % 4] as department_id,
       [1, 0.5, 0.25, null][1 + luck((i, 'fte')) % 4]::decimal(18, 4) as fte, 'Teacher' as job_title,
       case when luck((i, 'held')) % 6 in (0, 1) then null else i::varchar end as employee_id,
       case luck((i, 'held')) % 6 when 0 then null when 1 then ['VACANT', 'Vacancy 12', 'Pat Doe', 'Opening'][1 + i % 4] else 'Somebody' end
           as incumbent_name,
       d.as_of
from range(1, 161) t(i) cross join (values (date '2025-05-01'), (date '2025-09-01'), (date '2026-04-01')) d(as_of);

create table onboarding_task as
select '2025-26' as school_year, 'T' || i as task_id, (1 + i % 180)::varchar as employee_id,
       case when i % 3 = 0 then 'offboarding' else 'onboarding' end as kind, 'task' as task, 'Accounts' as system,
       [date '2025-08-11', date '2026-04-15', date '2026-04-16', null][1 + luck((i, 'due')) % 4] as due_on,
       [date '2025-08-11', date '2025-08-12', date '2026-04-15', null][1 + luck((i, 'done')) % 4] as completed_on,
       ['done', 'open', 'Cancelled', null, 'not applicable'][1 + luck((i, 'status')) % 5] as status
from range(1, 401) t(i);

create table account as
select 'all' as school_year, 'acc' || i as account_name, i::varchar as employee_id, 'acc' || i || '@mail.example' as email,
       true as enabled,
       case when luck((i, 'made')) % 9 = 0 then null
            else (hire_date + (luck((i, 'made')) % 5 - 2)::integer)::timestamp + interval 15 hour end as created_at
from staff s join range(1, 181) t(i) on i::varchar = employee_id
where luck((i, 'account')) % 8 <> 0
union all -- accounts that the directory gives no number, and closed ones
select 'all', 'svc' || i, null, 'svc' || i || '@mail.example', [true, false, null][1 + i % 3], null from range(1, 25) t(i);

create table account_event as
select '2024-25' as school_year, 'E' || i as event_id, (hire_date + 1)::timestamp + interval 9 hour as occurred_at,
       'acc' || i as account_name, 'created' as action
from staff s join range(1, 181) t(i) on i::varchar = employee_id
where i % 4 = 0 and hire_date >= date '2024-07-01'
union all select '2024-25', 'E0', timestamp '2024-07-03 10:00:00', 'acc1', 'enabled';

create table application as
select 'all' as school_year, 'A' || i as application_id, 'App ' || i as product_name,
       ['approved', 'under review', 'not approved', 'approved'][1 + i % 4] as status,
       ['signed', 'none', 'expired', 'signed', null][1 + i % 5] as privacy_agreement,
       [date '2026-04-15', date '2026-04-14', date '2028-06-30', null, date '2025-06-30', date '2026-07-14',
        date '2026-07-15'][1 + luck((i, 'until')) % 7] as agreement_expires,
       ['SAML', 'None', 'Clever', ' no', null, ' ', 'Google'][1 + luck((i, 'sso')) % 7] as sso
from range(1, 41) t(i) where i % 9 <> 0;

create table license_contract as
select y.school_year, 'K' || i || y.school_year as contract_id, 'A' || i as application_id, 100000::bigint as annual_cost_cents,
       [10, 3, 500, null, 0][1 + luck((i, 'seats')) % 5]::bigint as licences
from range(1, 56) t(i) cross join (values ('2024-25'), ('2025-26'), ('2022-23')) y(school_year) where i % 3 <> 0;

create table app_usage as
select '2025-26' as school_year, 'A' || (i % 50) as application_id, '2025-' || lpad((9 + n)::varchar, 2, '0') as month,
       case when i % 4 = 0 then 'staff' else 'student' end as user_kind, (1 + i % 140)::varchar as user_id,
       (luck((i, n, 'logins')) % 4)::bigint as logins
from range(1, 301) t(i) cross join range(0, 2) u(n);

create table app_usage_day as
select s as school_year, 'A' || (45 + i % 12) as application_id, (d::date + (i % 20)::integer) as usage_date,
       case when i % 3 = 0 then 'staff' when i % 11 = 0 then null else 'student' end as user_kind,
       case when i % 13 = 0 then null else (1 + i % 90)::varchar end as user_id, '0101' as school_number,
       (luck((i, 'opens', s)) % 3)::bigint as accesses
from range(1, 201) t(i) cross join (values ('2025-26', '2025-11-03'), ('all', '2024-10-07')) y(s, d);

create table app_activity as
select '2025-26' as school_year, 'acc' || i as account_name, null as employee_id, 'pluralsight' as application_id, r.day as report_date,
       [r.day, r.day - 30, r.day - 31, null][1 + luck((i, r.day)) % 4]::date as last_activity_on,
       luck((i, 'licensed')) % 5 <> 0 as licensed, luck((i, 'deleted')) % 7 = 0 as deleted
from range(1, 101) t(i) cross join (values (date '2025-12-01'), (date '2026-04-01')) r(day);

create table productivity_usage as
select 'all' as school_year, upper('acc' || i) || '@mail.example' as account_name, date '2026-03-31' as report_date, i % 9 = 0 as deleted,
       i % 2 = 0 as has_exchange_license, date '2026-03-31' - (i % 60)::integer as exchange_last_activity_on,
       true as has_onedrive_license, case when i % 5 <> 0 then date '2026-03-01' end as onedrive_last_activity_on,
       null::boolean as has_sharepoint_license, date '2026-03-31' as sharepoint_last_activity_on,
       i % 3 <> 0 as has_teams_license, date '2026-03-31' - 31 + (i % 3)::integer as teams_last_activity_on
from range(1, 81) t(i);

create table workflow_item as
select '2025-26' as school_year, 'F' || i as form_id, 'Leave request' as form_name,
       ['paper', 'digital', 'digital', null][1 + luck((i, 'channel')) % 4] as channel,
       date '2026-04-15' - (luck((i, 'when')) % 30)::integer + time '16:00:00' as submitted_at,
       case when luck((i, 'open')) % 3 = 0 then null
            else least(date '2026-04-15' - (luck((i, 'when')) % 30)::integer + (luck((i, 'took')) % 11)::integer, date '2026-04-15')
                 + time '17:00:00' end as completed_at,
       ['completed', 'in progress', 'Voided', 'submitted', null, 'Declined by signer'][1 + luck((i, 'status')) % 6] as status,
       ['0101', '0201', null, '9999'][1 + i % 4] as school_number
from range(1, 601) t(i);

create table expenditure as
select y.school_year, s.school as school_number, f.fund as fund_source, k.kind,
       (luck((y.school_year, s.school, f.fund, k.kind)) * 137 + 1)::bigint as amount_cents
from (values ('2023-24'), ('2025-26')) y(school_year)
cross join (values ('0101'), ('0201'), ('0301'), ('0900'), (null)) s(school)
cross join (values ('federal'), ('state_local'), ('grants')) f(fund)
cross join (values ('personnel'), ('non_personnel')) k(kind)
where luck((y.school_year, s.school, f.fund, k.kind, 'booked')) % 4 <> 0;
