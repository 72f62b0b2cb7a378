-- What only the application sees: who stands behind the keys, and every quality finding with its row.
create or replace table dim_student as
with by_state as (
    select school_year, student_number, min(trim(state_student_id)) as state_student_id
    from lake_student where trim(state_student_id) <> '' group by all)
select d.*, i.student_number, i.given_name, i.family_name, i.birth_date, b.state_student_id
from shared.dim_student d
join student_key k on k.key = d.student_key
join student_identity i on i.school_year = d.school_year and i.student_number = k.number
left join by_state b on b.school_year = d.school_year and b.student_number = k.number
order by d.school_year, d.student_key;

-- What a student is owed, and why: for fewer people than the students themselves, and so in a table of its own.
create table dim_student_need as
select s.school_year, k.key as student_key, min(s.home_language) as home_language, min(s.lunch_status) as lunch_status,
       bool_or(s.directly_certified) as directly_certified, min(s.night_time_residence) as night_time_residence,
       bool_or(s.unaccompanied_youth) as unaccompanied_youth, min(s.primary_disability) as primary_disability,
       min(s.idea_environment) as idea_environment
from lake_student s
join student_key k on k.number = s.student_number
group by s.school_year, k.key
order by s.school_year, k.key;

create or replace table dim_staff as
select d.*, k.number as employee_id, s.legal_first_name, s.legal_last_name, s.preferred_first_name, s.former_last_name,
       s.email, s.separation_reason
from shared.dim_staff d
join staff_key k on k.key = d.staff_key
left join lake_staff s on s.employee_id = k.number
order by d.staff_key;

-- The list of accounts to disable asks who left school. Only enrollments of the student information system say it; a
-- schedule or an attendance that ends does not.
create table dim_account as
with left_school as (
    select d.student_number, max(e.exit_date) as last_day, arg_max_null(e.exit_code, e.exit_date) as exit_code
    from fact_student_enrollment e
    join dim_student d on d.school_year = e.school_year and d.student_key = e.student_key
    where e.origin = 'enrollment' and d.student_number is not null
    group by d.student_number
    having count(e.exit_date) = count(*))
select p.key as account_key, k.key as staff_key, a.account_name, a.employee_id, o.student_number, a.given_name,
       a.family_name, a.display_name, a.email, a.enabled, a.created_at, a.last_logon_at,
       l.last_day as left_school_on, l.exit_code as left_school_code
from lake_account a
join pseudonym p on p.kind = 'account' and p.number = a.account_name
left join account_owner o on o.account_name = a.account_name
left join staff_key k on k.number = o.employee_id
left join left_school l on l.student_number = o.student_number
order by a.account_name;

-- Where what is known of a person was delivered, for those who ask what a number is made of. Days of attendance are too
-- many: they are not here, and of absences alone there is a table of its own.
create table record_line as
with told as (
    select 'student' as entity, school_year, 'student' as kind, student_number as number, null as school_number,
           null as record_date, null as record_name, source, source_file, source_delivery, source_row
    from lake_student
    union all
    select 'demographic', d.school_year, 'student', p.number, null, null, null, d.source, d.source_file,
           d.source_delivery, d.source_row
    from lake_demographic d
    join (select distinct school_year, sourced_id, number from roster_person where is_student) p
        on p.school_year = d.school_year and p.sourced_id = d.sourced_id
    union all
    select 'school_enrollment', school_year, 'student', student_number, school_number, entry_date, null, source,
           source_file, source_delivery, source_row
    from lake_school_enrollment
    union all
    select 'student_program', school_year, 'student', student_number, null, begin_date, program, source, source_file,
           source_delivery, source_row
    from lake_student_program
    union all
    select 'discipline_incident', school_year, 'student', student_number, school_number, incident_date, action, source,
           source_file, source_delivery, source_row
    from lake_discipline_incident
    union all
    select 'assessment_result', school_year, 'student', student_number, school_number, test_date,
           concat_ws(', ', test, subject), source, source_file, source_delivery, source_row
    from lake_assessment_result
    union all
    select 'staff', null, 'staff', employee_id, null, null, null, source, source_file, source_delivery, source_row
    from lake_staff
    union all
    select 'staff_assignment', null, 'staff', employee_id, school_number, begin_date, job_title, source, source_file,
           source_delivery, source_row
    from lake_staff_assignment)
select t.entity, t.school_year, s.key as student_key, e.key as staff_key, t.school_number, t.record_date, t.record_name,
       t.source, t.source_file, t.source_delivery, t.source_row
from told t
left join student_key s on t.kind = 'student' and s.number = t.number
left join staff_key e on t.kind = 'staff' and e.number = t.number
where t.source_file is not null
order by coalesce(s.key, e.key), t.entity, t.school_year, t.record_date, t.source_file, t.source_row;

-- Where absences were delivered: of a hundred days, some six. Nothing is sorted, for files have them by day, and so have
-- nights that make a month of them again.
create table absence_line as
with told as (
    select school_year, student_number, school_number, attendance_date, source, source_file, source_delivery, source_row
    from lake_student_attendance
    where absent_units > 0
    union all
    select school_year, student_number, school_number, attendance_date, source, source_file, source_delivery, source_row
    from lake_student_absence)
select t.school_year, k.key as student_key, t.school_number, t.attendance_date, t.source, t.source_file,
       t.source_delivery, t.source_row
from told t
join student_key k on k.number = t.student_number
where t.source_file is not null
  and (getvariable('part_year') is null
       or (t.school_year = getvariable('part_year') and t.attendance_date >= getvariable('part_from')
           and t.attendance_date < getvariable('part_to')));

-- What federal files ask of incidents, tests and teachers, and what is for few to know.
create or replace table fact_discipline_incident as
select d.school_year, r.key as incident_key, k.key as student_key, d.school_number, d.incident_date, d.behavior,
       d.action, d.action_begin_date, d.action_days, d.interim_removal, d.interim_removal_reason
from lake_discipline_incident d
left join student_key k on k.number = d.student_number
left join pseudonym r on r.kind = 'incident' and r.number = d.incident_id
order by all;

create or replace table fact_assessment_result as
select a.school_year, k.key as student_key, a.school_number, a.test, a.subject, a.grade_level, a.test_date,
       a.scale_score, a.performance_level, a.administration
from lake_assessment_result a left join student_key k on k.number = a.student_number
order by all;

create or replace table fact_staff_assignment as
select k.key as staff_key, p.key as position_key, a.job_code, a.job_title, a.staff_classification, a.school_number,
       a.fte, a.begin_date, a.end_date, a.inexperienced, a.emergency_credential, a.out_of_field
from lake_staff_assignment a
left join staff_key k on k.number = a.employee_id
left join pseudonym p on p.kind = 'position' and p.number = a.position_id
order by all;

create or replace table fact_position as
from position_row
order by all;

create or replace table fact_credential as
select f.*, r.number as credential_id
from shared.fact_credential f left join pseudonym r on r.kind = 'credential' and r.key = f.credential_key
order by all;

create or replace table fact_onboarding_task as
from task_row
order by all;

create or replace table fact_app_activity as
select f.*, r.number as account_name
from shared.fact_app_activity f left join pseudonym r on r.kind = 'account' and r.key = f.account_key
order by all;

create temp table issue_told as
select issue_key, rule_id, severity, entity, school_year, record_key, field, raw_value, suggested_value,
       -- A record may name the district or an office as its school: those issues are the district's.
       case when school_id in (select organization_id from dim_organization where organization_type = 'school')
            then school_id end as school_id,
       owner_role, source, file, row_number, message, what_to_do,
       first_seen, resolved_on, reopened_on
from lake_quality_issue;

create table quality_rule as
select rule_id, title, dimension, fix_kind, authority, effective_from, effective_until, checks,
       coalesce(own, false) as own, severity, entity, field, clerk_text, fix_text, owner_role
from lake_quality_rule
order by all;

create table standardization_fact as
-- The lake keeps large entities month by month.
select entity, school_year, field, raw_value, standard_value, how, sum(rows)::bigint as rows,
       case when school_id in (select organization_id from dim_organization where organization_type = 'school')
            then school_id end as school_id,
       source
from lake_standardization_fact
group by all
order by all;

create table delivery as
select delivery_id, source, file, contract_id, arrived, status, reason, what_to_do, coalesce(delivered, 0) as delivered,
       coalesce(rejected, 0) as rejected, data_through, promised_days,
       coalesce(last_delivered, arrived) as last_delivered
from lake_delivery
order by arrived, source, file, delivery_id;

-- delivered was counted while landing, the others while checking: that they add up is the proof that no row was lost.
create table row_account as
with kept as (
    select delivery_id, file, sum(loaded)::bigint as loaded, sum(quarantined)::bigint as quarantined,
           sum(duplicate)::bigint as duplicate
    from lake_row_count group by all)
select d.delivery_id, d.source, d.file, d.delivered,
       case when d.status = 'held' then 0 else coalesce(k.loaded, 0) end as loaded,
       case when d.status = 'held' then d.delivered else coalesce(k.quarantined, 0) + d.rejected end as quarantined,
       case when d.status = 'held' then 0 else coalesce(k.duplicate, 0) end as duplicate
from delivery d left join kept k on k.delivery_id = d.delivery_id and k.file = d.file
order by d.source, d.file, d.delivery_id;

create table freshness as
select source, file, last_delivered as arrived, data_through, promised_days from delivery where status <> 'held'
order by all;

-- Which systems stand behind an entity, so that an answer can say what it rests on. What was held back is not there.
create table entity_source as
select c.entity, d.source, max(coalesce(d.last_delivered, d.arrived)) as arrived, max(d.data_through) as data_through,
       count(distinct d.file) as files, min(d.promised_days) as promised_days
from lake_delivery d
join lake_row_count c on c.delivery_id = d.delivery_id and c.file = d.file
where coalesce(d.status, '') <> 'held' and c.entity is not null and d.source is not null
group by c.entity, d.source
order by c.entity, d.source;

create table run_step(run_id varchar, step varchar, source varchar, rows bigint, seconds double);
