-- The star schema that internal and analysts share: keys instead of numbers, no direct identifier. The default
-- database is the shared file; what is temporary stays out of it.
create temp table student_key as select number, key from pseudonym where kind = 'student';
create temp table staff_key as select number, key from pseudonym where kind = 'staff';

create table fact_student_attendance as
select a.school_year, k.key as student_key, a.school_number, a.attendance_date, a.attendance_code,
       a.member_units, a.absent_units, a.derived
from attendance_day a
left join student_key k on k.number = a.student_number;

create table fact_student_enrollment as
select s.school_year, k.key as student_key, s.school_number, s.grade_level, s.entry_date, s.entry_code, s.exit_date,
       s.exit_code, s.no_show, s.origin, s.primary_enrollment
from stint s left join student_key k on k.number = s.student_number
order by s.school_year, s.school_number, k.key, s.entry_date;

create table dim_student as
select i.school_year, k.key as student_key, i.grade_level, i.race_ethnicity, i.race_ethnicity_1997, i.sex, i.el, i.swd, i.econ_disadvantaged,
       i.homeless, i.foster, i.migrant, i.military
from student_identity i join student_key k on k.number = i.student_number
order by i.school_year, k.key;

create table fact_student_program as
select p.school_year, k.key as student_key, p.program, p.begin_date, p.end_date
from lake_student_program p left join student_key k on k.number = p.student_number
order by all;

create table fact_discipline_incident as
select d.school_year, r.key as incident_key, k.key as student_key, d.school_number, d.incident_date, d.behavior,
       d.action, d.action_begin_date, d.action_days
from lake_discipline_incident d
left join student_key k on k.number = d.student_number
left join pseudonym r on r.kind = 'incident' and r.number = d.incident_id
order by all;

create table fact_assessment_result as
select a.school_year, k.key as student_key, a.school_number, a.test, a.subject, a.grade_level, a.test_date,
       a.scale_score, a.performance_level
from lake_assessment_result a left join student_key k on k.number = a.student_number
order by all;

-- From which score on a student has reached which level of a test, as people said; one row for each name of a test.
create table dim_cut_score as
from lake_cut_score
order by all;

create table dim_calendar_day as
select school_year, school_number, calendar_date, coalesce(in_session, false) as in_session, member_units
from lake_calendar_day
order by all;

create table dim_attendance_code as
select school_year, attendance_code, description, absent_units, excused from lake_attendance_code order by all;

create table dim_staff as
with current as (
    select employee_id,
           arg_max(staff_classification, (begin_date, staff_classification)) as staff_classification
    from lake_staff_assignment
    where begin_date <= getvariable('as_of')
    group by all),
known as (
    select record_number as employee_id, min(person_number) as person_number
    from linked where entity = 'staff' and record_kind = 'staff' group by all)
select k.key as staff_key, n.key as person_key, greatest(s.hire_date, s.rehire_date) as hire_date, s.separation_date, s.status, c.staff_classification
from staff_key k
left join lake_staff s on s.employee_id = k.number
left join current c on c.employee_id = k.number
left join known p on p.employee_id = k.number
left join pseudonym n on n.kind = 'person' and n.number = p.person_number
order by k.key;

create table fact_staff_assignment as
select k.key as staff_key, p.key as position_key, a.job_code, a.job_title, a.staff_classification, a.school_number,
       a.fte, a.begin_date, a.end_date
from lake_staff_assignment a
left join staff_key k on k.number = a.employee_id
left join pseudonym p on p.kind = 'position' and p.number = a.position_id
order by all;

create table fact_staff_absence as
select a.school_year, k.key as staff_key, a.absence_date, a.days, district_business(a.reason) as on_district_business
from lake_staff_absence a left join staff_key k on k.number = a.employee_id
order by all;

create table fact_account_event as
select e.school_year, r.key as account_key, k.key as staff_key, e.occurred_at, e.action
from lake_account_event e
left join account_owner a on a.account_name = e.account_name
left join staff_key k on k.number = a.employee_id
left join pseudonym r on r.kind = 'account' and r.number = e.account_name
order by all;

-- A roster of positions states who holds each; a position that nobody holds has neither number nor name. What a single
-- person earns stays with the application, as does who is named.
create temp table position_row as
select year_or(p.school_year, coalesce(p.as_of, getvariable('as_of'))) as school_year, r.key as position_key,
       p.department_id, p.department, p.job_code, p.job_title, p.fte, k.key as staff_key,
       p.employee_id is null
           and (p.incumbent_name is null
                or regexp_matches(p.incumbent_name, '^\s*(?i:vacan|open\b|unfilled|tbd\b|n/a\b)')) as vacant,
       coalesce(p.as_of, getvariable('as_of')) as as_of, p.position_id, p.employee_id, p.incumbent_name,
       p.annual_salary_cents, p.annual_benefit_cents
from lake_position p
left join staff_key k on k.number = p.employee_id
left join pseudonym r on r.kind = 'position' and r.number = p.position_id;

create table fact_position as
select school_year, position_key, department_id, department, job_code, job_title, fte, staff_key, vacant, as_of
from position_row
order by all;

create table fact_credential as
select k.key as staff_key, r.key as credential_key, c.credential_type, c.credential_name, c.subject, c.issuer,
       c.issued_on, c.expires_on
from lake_credential c
left join staff_key k on k.number = c.employee_id
left join pseudonym r on r.kind = 'credential' and r.number = c.credential_id
order by all;

-- People write names into tasks.
create temp table task_row as
select year_or(t.school_year, coalesce(t.due_on, t.completed_on)) as school_year, r.key as task_key,
       k.key as staff_key, t.kind, t.system, t.due_on, t.completed_on, t.status, t.task_id, t.task, t.assigned_to
from lake_onboarding_task t
left join staff_key k on k.number = t.employee_id
left join pseudonym r on r.kind = 'task' and r.number = t.task_id;

create table fact_onboarding_task as
select school_year, task_key, staff_key, kind, system, due_on, completed_on, status from task_row
order by all;

create table dim_application as
select i.application_id, a.product_name, a.vendor, a.category, a.status, a.privacy_agreement, a.agreement_expires, a.sso
from (select application_id from lake_application
      union select application_id from lake_license_contract
      union select application_id from lake_app_usage
      union select application_id from lake_app_usage_day
      union select application_id from lake_app_activity
      union select unnest(['exchange', 'onedrive', 'sharepoint', 'teams']) where exists (from lake_productivity_usage)) i
left join lake_application a on a.application_id = i.application_id
where i.application_id is not null
order by i.application_id;

create table fact_license_contract as
select school_year, contract_id, application_id, annual_cost_cents, licences, begin_date, end_date
from lake_license_contract
order by all;

create table fact_app_usage_day as
select year_or(u.school_year, u.usage_date) as school_year, u.application_id, u.usage_date,
       coalesce(a.kind, u.user_kind) as user_kind, k.key as user_key, u.school_number, u.accesses
from lake_app_usage_day u
left join app_user a on a.user_kind = coalesce(u.user_kind, '') and a.user_id = u.user_id
left join pseudonym k
    on k.kind = coalesce(a.kind, u.user_kind, 'user') and k.number = coalesce(a.number, u.user_id);

-- Some systems tell each month, others each day.
create table fact_app_usage as
select u.school_year, u.application_id, u.month, coalesce(a.kind, u.user_kind) as user_kind, k.key as user_key,
       u.logins, 'month' as origin
from lake_app_usage u
left join app_user a on a.user_kind = coalesce(u.user_kind, '') and a.user_id = u.user_id
left join pseudonym k
    on k.kind = coalesce(a.kind, u.user_kind, 'user') and k.number = coalesce(a.number, u.user_id)
union all
select school_year, application_id, strftime(usage_date, '%Y-%m'), user_kind, user_key, sum(accesses)::bigint, 'day'
from fact_app_usage_day
group by all;

-- Microsoft reports one row an account with a column for each service; here each service has its row.
create table fact_app_activity as
with service as (
    select *, unnest([
        {'id': 'exchange', 'licensed': has_exchange_license, 'last': exchange_last_activity_on},
        {'id': 'onedrive', 'licensed': has_onedrive_license, 'last': onedrive_last_activity_on},
        {'id': 'sharepoint', 'licensed': has_sharepoint_license, 'last': sharepoint_last_activity_on},
        {'id': 'teams', 'licensed': has_teams_license, 'last': teams_last_activity_on}]) as s
    from lake_productivity_usage),
activity as (
    select school_year, application_id, account_name, employee_id, report_date, last_activity_on, licensed, deleted,
           'app_activity' as origin
    from lake_app_activity
    union all
    select school_year, s.id, account_name, null, report_date, s.last, s.licensed, deleted, 'productivity_usage'
    from service),
-- What an account is in these reports is its sign-in name: that of the directory, or the address it is reached under.
holder as (
    select lower(name) as name, min(employee_id) as employee_id
    from (select unnest([a.account_name, a.email]) as name, o.employee_id
          from lake_account a join account_owner o on o.account_name = a.account_name)
    where name is not null and employee_id is not null
    group by all having count(distinct employee_id) = 1)
select year_or(a.school_year, a.report_date) as school_year, a.application_id, r.key as account_key,
       k.key as staff_key, a.report_date, a.last_activity_on, a.licensed, coalesce(a.deleted, false) as deleted, a.origin
from activity a
left join pseudonym r on r.kind = 'account' and r.number = a.account_name
left join holder h on h.name = lower(a.account_name)
left join staff_key k on k.number = coalesce(a.employee_id, h.employee_id)
order by all;

create table fact_course_result as
select c.school_year, k.key as student_key, c.school_number, c.course_code, c.course_title, c.term, c.grade_level,
       c.mark, c.points, c.credit_earned, c.credit_attempted
from lake_course_result c left join student_key k on k.number = c.student_number
order by all;

-- Courses of the catalogue. English, mathematics, science and social studies are the core: by the subject area of the
-- course's SCED code (secondary 01 to 04, prior to secondary 51 to 54), else by the name of its subject, else as in another
-- year.
create table dim_course as
with listed as (
    select school_year, upper(trim(course_code)) as course_code, title,
           list_transform(list_filter(coalesce(subject_codes, []), lambda code : regexp_matches(code, '^\s*\d{2}')),
               lambda code : case when len(trim(code)) in (3, 4) then left(lpad(trim(code), 5, '0'), 2)
                                  else left(trim(code), 2) end) as areas,
           nullif(array_to_string(subject_codes, ', '), '') as subject_codes,
           array_to_string(subjects, ', ') as subjects
    from lake_course
    where trim(course_code) <> '' and coalesce(status, '') <> 'tobedeleted'),
told as (
    select *, case when len(areas) > 0 then list_has_any(areas, ['01', '02', '03', '04', '51', '52', '53', '54'])
                   when subjects <> '' then regexp_matches(
                       regexp_replace(subjects, 'computer science', '', 'gi'),
                       '(?i)english|language arts|math|science|social|history') end as core
    from listed),
course as (
    select school_year, course_code, min(title) as title, min(subject_codes) as subject_codes, bool_or(core) as core
    from told group by all)
select school_year, course_code, title, subject_codes,
       coalesce(core, bool_or(core) over (partition by course_code)) as core_subject
from course
order by all;

create table fact_workflow_item as
select w.school_year, k.key as form_key, w.form_name, w.channel, w.submitted_at, w.completed_at, w.status,
       w.school_number
from lake_workflow_item w left join pseudonym k on k.kind = 'form' and k.number = w.form_id
order by all;

create table fact_training as
select t.school_year, k.key as staff_key, t.course, t.provider, t.completed_on, t.hours, t.certification
from lake_training t left join staff_key k on k.number = t.employee_id
order by all;

create table fact_expenditure as
select school_year, school_number, fund_source, kind, amount_cents from lake_expenditure order by all;

-- School years that any table has rows of.
create temp table year_lived as
    select school_year from student_identity
    union select school_year from lake_calendar_day
    union select school_year from lake_account_event
    union select school_year from fact_app_usage
    union select school_year from lake_license_contract
    union select school_year from lake_workflow_item
    union select school_year from lake_training
    union select school_year from lake_staff_absence
    union select school_year from lake_expenditure
    union select school_year from fact_position
    union select school_year from fact_onboarding_task
    union select school_year from fact_app_activity;

-- A year runs by its academic session, else by its calendar, else by the day on which the district's years begin. The
-- current one is the latest that has begun and that somebody opened; before the first publication of a home
-- (latest_opened is null) every year that has begun is open.
create table dim_school_year as
with year as (
    select school_year from year_lived where is_school_year(school_year)
    union
    select school_year_of(getvariable('as_of'))
    where not exists (from year_lived where is_school_year(school_year))
      and exists (from lake_staff_assignment)),
session as (
    select school_year, min(start_date) as starts, max(end_date) - 1 as ends
    from lake_academic_session where session_type = 'schoolYear' group by all),
calendar as (
    select school_year, min(calendar_date) as starts, max(calendar_date) as ends
    from lake_calendar_day where in_session group by all),
spanned as (
    select y.school_year,
           coalesce(s.starts, c.starts,
               day_within(y.school_year, getvariable('first_month'), getvariable('first_day'))) as starts,
           coalesce(s.ends, c.ends,
               day_within(school_year_starting(start_year(y.school_year) + 1),
                   getvariable('first_month'), getvariable('first_day')) - 1) as ends
    from year y
    left join session s on s.school_year = y.school_year
    left join calendar c on c.school_year = y.school_year)
select school_year, starts, ends,
       school_year = coalesce(
           max(school_year) filter (
               where starts <= getvariable('as_of')
                 and (getvariable('latest_opened') is null or school_year <= getvariable('latest_opened'))) over (),
           min(school_year) over ()) as is_current,
       count_day_of(school_year) as count_day,
       case when race_question_combined(school_year) then 'combined' else 'two' end as race_question
from spanned
order by school_year;

create temp table school_spoken_of as
    select school_number from student_days
    union select school_number from stint
    union select school_number from lake_calendar_day
    union select school_number from lake_staff_assignment
    union select school_number from lake_assessment_result
    union select school_number from lake_discipline_incident
    union select school_number from lake_course_result;

-- Where schools are and what they are called, by what the district says itself, else by the federal directory. The
-- schools are those of the roster, and without one all that a row speaks of. A place more than 300 km from every other
-- school's is an error (rule SCH-02) and would make the map of all others a dot.
create temp table place_of_school as
with rostered as (
    select distinct coalesce(nullif(identifier, ''), sourced_id) as school_number from lake_organization
    where organization_type = 'school' and coalesce(status, '') <> 'tobedeleted'),
school as (
    from rostered
    union all
    select school_number from school_spoken_of where school_number is not null and not exists (from rostered)),
place as (
    select latitude::double as latitude, longitude::double as longitude, source is distinct from 'NCES' as by_district,
           nullif(trim(name), '') as name,
           -- Spreadsheets take the zero of the first states away.
           case when regexp_full_match(school_number, '\d{11}') then '0' || school_number else school_number end
               as number,
           case when regexp_full_match(nces_id, '\d{11}') then '0' || nces_id else nces_id end as nces_id
    from lake_school_place),
own as (
    select p.*, coalesce(
               (select any_value(s.school_number) from school s where s.school_number = p.number),
               (select any_value(s.school_number) from school s
                where ltrim(s.school_number, '0') = ltrim(p.number, '0') having count(*) = 1)) as school_number
    from place p),
named as (
    select nces_id, min(school_number) as school_number from own
    where nces_id is not null and school_number is not null group by all),
known as (
    select coalesce(o.school_number, n.school_number) as school_number, o.latitude, o.longitude,
           coalesce(o.nces_id, case when regexp_full_match(o.number, '\d{12}') then o.number end) as nces_id,
           o.name, o.by_district
    from own o left join named n on n.nces_id = o.number),
distance as (
    select a.school_number, a.latitude, a.longitude, min(12742 * asin(least(1, sqrt(
               sin(radians(b.latitude - a.latitude) / 2) ** 2
               + cos(radians(a.latitude)) * cos(radians(b.latitude))
                 * sin(radians(b.longitude - a.longitude) / 2) ** 2)))) as km
    from known a join known b on b.school_number <> a.school_number
    where a.latitude is not null and a.longitude is not null and b.latitude is not null and b.longitude is not null
    group by all),
found as (
    select k.school_number, k.latitude, k.longitude, k.by_district from known k
    left join distance d using (school_number, latitude, longitude)
    where k.latitude is not null and k.longitude is not null and coalesce(d.km <= 300, true))
select k.school_number, max(k.nces_id) as nces_id, arg_max(k.name, (k.by_district, k.name)) as name,
       any_value(f.latitude)::decimal(9, 4) as latitude, any_value(f.longitude)::decimal(9, 4) as longitude
from known k
left join (
    from found qualify row_number() over (partition by school_number order by by_district desc, latitude, longitude) = 1) f
    using (school_number)
where k.school_number is not null
group by k.school_number;

-- The district, and every school that the roster names or that a row speaks of. The level of a school follows the
-- National Center for Education Statistics: by the lowest and the highest grade that it serves, where a grade counts
-- when one in twenty of its students is in it.
create or replace table dim_organization as
with named as (
    select o.school_year, o.organization_type, o.name, coalesce(nullif(o.identifier, ''), o.sourced_id) as identifier
    from lake_organization o where coalesce(o.status, '') <> 'tobedeleted'),
school as (
    select identifier, arg_max(name, (school_year, name)) as name
    from named where organization_type = 'school' group by all),
graded as (
    select school_number, grade_number(grade_level) as grade, school_year,
           max(school_year) over (partition by school_number) as latest
    from stint where not no_show and grade_number(grade_level) is not null),
served as (
    select school_number, grade, count(*) as students
    from graded where school_year = latest
    group by school_number, grade),
weighed as (
    select school_number, grade, students, sum(students) over (partition by school_number) as all_students
    from served),
span as (
    select school_number, min(grade) as lowest, max(grade) as highest
    from weighed where students * 20 >= all_students group by school_number),
level as (
    select school_number,
           case when lowest <= 3 and highest <= 8 then 'elementary'
                when lowest between 4 and 7 and highest between 4 and 9 then 'middle'
                when lowest between 7 and 12 and highest >= 12 then 'high'
                else 'other' end as school_level
    from span),
place as (
    select school_number from school_spoken_of where school_number is not null
    union select identifier from school where identifier is not null)
select getvariable('lea_id') as organization_id, 'district' as organization_type,
       getvariable('district_name') as name, -- as district.yaml has it: what the district calls itself
       coalesce(
           (select arg_max(identifier, (school_year, name)) from named where organization_type = 'district'),
           getvariable('lea_id')) as identifier,
       null::varchar as parent_id, null::varchar as school_level,
       getvariable('lea_id') as nces_id, null::decimal(9, 4) as latitude, null::decimal(9, 4) as longitude
union all
select p.school_number, 'school', coalesce(s.name, w.name, p.school_number), p.school_number, getvariable('lea_id'),
       l.school_level, w.nces_id, w.latitude, w.longitude
from place p
left join school s on s.identifier = p.school_number
left join place_of_school w on w.school_number = p.school_number
left join level l on l.school_number = p.school_number
order by 2, 1;
