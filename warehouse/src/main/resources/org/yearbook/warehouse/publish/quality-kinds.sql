-- What kind of record each entity is: it decides who may see its findings and its values. An entity that is not named
-- here, such as one of a district's own contract, is 'other', and only those who may see everything see it. Users of a
-- roster are of two kinds and told apart by their roles.
create temp table kind_of_entity as
select * from (values
    ('student', 'students'), ('student_contact', 'students'), ('student_address', 'students'),
    ('demographic', 'students'), ('school_enrollment', 'students'), ('section_enrollment', 'students'),
    ('roster_copy', 'students'),
    ('student_attendance', 'students'), ('student_absence', 'students'), ('student_program', 'students'),
    ('assessment_result', 'students'), ('course_result', 'students'), ('line_item_result', 'students'),
    ('result_score_scale', 'students'), ('result_learning_objective', 'students'),
    ('discipline_incident', 'discipline'),
    ('organization', 'schools'), ('school_place', 'schools'), ('academic_session', 'schools'),
    ('calendar_day', 'schools'),
    ('attendance_code', 'schools'), ('course', 'schools'), ('section', 'schools'), ('resource', 'schools'),
    ('course_resource', 'schools'), ('class_resource', 'schools'), ('grade_category', 'schools'),
    ('line_item', 'schools'), ('score_scale', 'schools'), ('line_item_score_scale', 'schools'),
    ('line_item_learning_objective', 'schools'), ('roster_role', 'schools'),
    ('staff', 'staff'), ('staff_assignment', 'staff'), ('staff_absence', 'staff'), ('training', 'staff'),
    ('position', 'staff'), ('credential', 'staff'), ('onboarding_task', 'staff'),
    ('account', 'technology'), ('account_event', 'technology'), ('application', 'technology'),
    ('app_usage', 'technology'), ('app_usage_day', 'technology'), ('app_activity', 'technology'),
    ('productivity_usage', 'technology'), ('user_resource', 'technology'), ('user_profile', 'technology'),
    ('license_contract', 'finance'), ('expenditure', 'finance'),
    ('workflow_item', 'forms'),
    ('delivery', 'files')) k(entity, record_class);

-- Fields of students that fewer people may see than the students: where a homeless child sleeps, and what a family pays
-- for meals. Their values are in no list of words either.
create temp table protected_field as
select * from (values
    ('student', 'homeless'), ('student', 'night_time_residence'), ('student', 'lunch_status'),
    ('student', 'lunch_status_until'), ('student', 'directly_certified'), ('student', 'unaccompanied_youth'),
    ('student', 'primary_disability'), ('student', 'idea_environment')) p(entity, field);

-- Fields whose values are words that many records share, so that spellings of one word can be told. No name of a
-- person, no number of one, and nothing that only one record holds may stand here.
create table value_field as
select f.entity, f.field, f.code_set, coalesce(k.record_class, 'schools') as record_class
from (values
    ('academic_session', 'session_type', null),
    ('account_event', 'action', null),
    ('application', 'category', null), ('application', 'privacy_agreement', null), ('application', 'sso', null),
    ('application', 'status', null), ('application', 'vendor', null), ('application', 'product_name', null),
    ('assessment_result', 'grade_level', 'grade-level'), ('assessment_result', 'performance_level', null),
    ('assessment_result', 'subject', null), ('assessment_result', 'test', null),
    ('attendance_code', 'attendance_code', null), ('attendance_code', 'description', null),
    ('course', 'title', null),
    ('course_result', 'mark', null), ('course_result', 'term', null),
    ('credential', 'credential_name', null), ('credential', 'credential_type', null), ('credential', 'subject', null),
    ('demographic', 'sex', 'sex'),
    ('discipline_incident', 'action', null), ('discipline_incident', 'behavior', null),
    ('expenditure', 'fund_source', null), ('expenditure', 'kind', null),
    ('onboarding_task', 'status', null), ('onboarding_task', 'system', null), ('onboarding_task', 'task', null),
    ('organization', 'organization_type', null),
    ('position', 'department', null), ('position', 'job_title', null),
    ('roster_role', 'role', null), ('roster_user', 'role', null),
    ('school_enrollment', 'entry_code', 'entry-code'), ('school_enrollment', 'exit_code', 'exit-code'),
    ('school_enrollment', 'grade_level', 'grade-level'),
    ('section', 'class_type', null),
    ('staff', 'separation_reason', null), ('staff', 'status', null),
    ('staff_absence', 'reason', null),
    ('staff_assignment', 'job_code', null), ('staff_assignment', 'job_title', null),
    ('staff_assignment', 'staff_classification', null),
    ('student', 'home_language', 'language'), ('student', 'sex', 'sex'),
    ('student_address', 'city', null), ('student_address', 'kind', null), ('student_address', 'state', null),
    ('student_absence', 'attendance_code', null), ('student_attendance', 'attendance_code', null),
    ('student_contact', 'relationship', 'contact-relationship'),
    ('student_program', 'program', null),
    ('training', 'certification', null), ('training', 'course', null), ('training', 'provider', null),
    ('user_profile', 'credential_type', null), ('user_profile', 'profile_type', null),
    ('workflow_item', 'channel', null), ('workflow_item', 'form_name', null), ('workflow_item', 'status', null)
    ) f(entity, field, code_set)
left join kind_of_entity k on k.entity = f.entity
order by f.entity, f.field;

-- Which school answers for a record, by what the record says of itself.
create temp table school_of_org as
select school_year, sourced_id as key, any_value(identifier) as school from lake_organization group by all;

create temp table school_of_student as
select school_year, student_number as key, arg_max(school_number, entry_date) as school
from lake_school_enrollment group by all;

create temp table school_of_user as
select u.school_year, u.sourced_id as key, any_value(o.school) as school
from lake_roster_user u
join school_of_org o on o.school_year = u.school_year and o.key = u.org_sourced_ids[1]
group by all;

-- A user's roles stand with the user, in rows of their own, or both, as for roster_person. Whoever is a student is one
-- whatever else they are; kin are seen by those who see the students.
create temp table kind_of_user as
select school_year, key,
       case when bool_or(role = 'student') or bool_and(role in ('parent', 'guardian', 'relative')) then 'students'
            else 'staff' end as record_class
from (
    select school_year, sourced_id as key, role from lake_roster_user
    union all
    select school_year, user_sourced_id, role from lake_roster_role where coalesce(status, '') <> 'tobedeleted')
where role is not null
group by all;

create temp table issue_judged as
select q.*, case when p.field is not null then 'protected' else coalesce(u.record_class, k.record_class, 'other') end
         as record_class
from issue_told q
left join protected_field p on p.entity = q.entity and p.field = q.field
left join kind_of_entity k on k.entity = q.entity
left join kind_of_user u on q.entity = 'roster_user' and u.school_year = q.school_year and u.key = q.record_key;

-- A rule that could not be run is told by an issue of its own.
create table quality_rule_night as
with broken as (
    select rule_id, entity, count(distinct (file, row_number)) as rows_broken
    from issue_told where resolved_on is null group by all),
failed as (
    select substr(record_key, 6) as rule_id, entity, any_value(message) as message
    from issue_told where rule_id = 'GEN-04' and resolved_on is null group by all)
select n.rule_id, n.entity, n.ran and f.rule_id is null as ran, n.rows_judged,
       coalesce(b.rows_broken, 0)::bigint as rows_broken, n.run_ms, coalesce(f.message, n.why_not) as why_not,
       f.rule_id is not null or (not n.ran and n.why_not is null) as failed,
       -- Who may see the counts of a rule: whoever may see records of that kind in the whole district.
       coalesce(k.record_class, 'other') as record_class
from lake_quality_rule_night n
left join broken b on b.rule_id = n.rule_id and b.entity = n.entity
left join failed f on f.rule_id = n.rule_id and f.entity = n.entity
left join kind_of_entity k on k.entity = n.entity
order by n.rule_id, n.entity;
