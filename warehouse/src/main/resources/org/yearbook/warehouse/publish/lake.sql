-- What a publication asks of each lake table. Each table here is empty; the publisher lays a view lake_<entity> of the
-- same columns over the lake's files, with null for a column, and no rows for a table, that was never delivered.
create temp table shape_organization(
    school_year varchar, sourced_id varchar, status varchar, name varchar, organization_type varchar,
    identifier varchar, parent_sourced_id varchar);
create temp table shape_school_place(
    school_number varchar, nces_id varchar, name varchar, latitude decimal(18, 4), longitude decimal(18, 4),
    source varchar);
create temp table shape_academic_session(
    school_year varchar, session_type varchar, start_date date, end_date date);
create temp table shape_roster_user(
    school_year varchar, sourced_id varchar, status varchar, role varchar, identifier varchar, given_name varchar,
    family_name varchar, grade_levels varchar[], org_sourced_ids varchar[]);
create temp table shape_roster_role(
    school_year varchar, status varchar, user_sourced_id varchar, role_type varchar, role varchar,
    org_sourced_id varchar, begin_date date, end_date date);
create temp table shape_demographic(
    school_year varchar, sourced_id varchar, birth_date date, sex varchar,
    american_indian_or_alaska_native boolean, asian boolean, black_or_african_american boolean,
    native_hawaiian_or_other_pacific_islander boolean, white boolean, two_or_more_races boolean,
    hispanic_or_latino boolean, middle_eastern_or_north_african boolean,
    source varchar, source_file varchar, source_delivery varchar, source_row bigint);
create temp table shape_section_enrollment(
    school_year varchar, status varchar, school_sourced_id varchar, user_sourced_id varchar, role varchar,
    begin_date date, end_date date);
create temp table shape_school_enrollment(
    school_year varchar, student_number varchar, school_number varchar, grade_level varchar, entry_date date,
    entry_code varchar, exit_date date, exit_code varchar, primary_enrollment boolean,
    source varchar, source_file varchar, source_delivery varchar, source_row bigint);
create temp table shape_calendar_day(
    school_year varchar, school_number varchar, calendar_date date, in_session boolean, member_units bigint);
create temp table shape_attendance_code(
    school_year varchar, attendance_code varchar, description varchar, absent_units bigint, excused boolean);
create temp table shape_student_attendance(
    school_year varchar, student_number varchar, school_number varchar, attendance_date date,
    attendance_code varchar, member_units integer, absent_units integer,
    source varchar, source_file varchar, source_delivery varchar, source_row bigint);
create temp table shape_student_absence(
    school_year varchar, student_number varchar, school_number varchar, attendance_date date,
    attendance_code varchar, absent_units integer,
    source varchar, source_file varchar, source_delivery varchar, source_row bigint);
create temp table shape_student_program(
    school_year varchar, student_number varchar, program varchar, begin_date date, end_date date,
    source varchar, source_file varchar, source_delivery varchar, source_row bigint);
create temp table shape_student(
    school_year varchar, student_number varchar, state_student_id varchar, given_name varchar, family_name varchar,
    birth_date date, sex varchar, race varchar[], hispanic_or_latino boolean, english_learner boolean,
    special_education boolean, home_language varchar, lunch_status varchar, directly_certified boolean,
    night_time_residence varchar, unaccompanied_youth boolean, primary_disability varchar, idea_environment varchar,
    source varchar, source_file varchar, source_delivery varchar, source_row bigint);
create temp table shape_discipline_incident(
    school_year varchar, incident_id varchar, student_number varchar, school_number varchar, incident_date date,
    behavior varchar, action varchar, action_begin_date date, action_days decimal(18, 4), interim_removal varchar,
    interim_removal_reason varchar, source varchar, source_file varchar, source_delivery varchar, source_row bigint);
create temp table shape_assessment_result(
    school_year varchar, student_number varchar, school_number varchar, test varchar, subject varchar,
    grade_level varchar, test_date date, scale_score decimal(18, 4), performance_level varchar,
    administration varchar, source varchar, source_file varchar, source_delivery varchar, source_row bigint);
create temp table shape_staff(
    employee_id varchar, legal_first_name varchar, legal_last_name varchar, former_last_name varchar,
    preferred_first_name varchar, email varchar, birth_date date, hire_date date, rehire_date date,
    separation_date date, separation_reason varchar, status varchar,
    source varchar, source_file varchar, source_delivery varchar, source_row bigint);
create temp table shape_staff_assignment(
    employee_id varchar, position_id varchar, job_code varchar, job_title varchar, staff_classification varchar,
    school_number varchar, fte decimal(18, 4), begin_date date, end_date date, inexperienced boolean,
    emergency_credential boolean, out_of_field boolean,
    source varchar, source_file varchar, source_delivery varchar, source_row bigint);
create temp table shape_staff_absence(
    school_year varchar, employee_id varchar, absence_date date, days decimal(18, 4), reason varchar);
create temp table shape_account(
    account_name varchar, employee_id varchar, student_number varchar, given_name varchar, family_name varchar,
    display_name varchar, email varchar, enabled boolean, created_at timestamp, last_logon_at timestamp);
create temp table shape_account_event(
    school_year varchar, event_id varchar, occurred_at timestamp, account_name varchar, action varchar);
create temp table shape_application(
    application_id varchar, product_name varchar, vendor varchar, category varchar, status varchar,
    privacy_agreement varchar, agreement_expires date, sso varchar);
create temp table shape_license_contract(
    school_year varchar, contract_id varchar, application_id varchar, annual_cost_cents bigint, licences bigint,
    begin_date date, end_date date);
create temp table shape_app_usage(
    school_year varchar, application_id varchar, month varchar, user_kind varchar, user_id varchar, logins bigint);
create temp table shape_workflow_item(
    school_year varchar, form_id varchar, form_name varchar, channel varchar, submitted_at timestamp,
    completed_at timestamp, status varchar, school_number varchar);
create temp table shape_training(
    school_year varchar, employee_id varchar, course varchar, provider varchar, completed_on date,
    hours decimal(18, 4), certification varchar);
create temp table shape_expenditure(
    school_year varchar, school_number varchar, fund_source varchar, kind varchar, amount_cents bigint);
create temp table shape_person_link(
    source varchar, entity varchar, entities varchar, record_number varchar, record_kind varchar, kind varchar,
    person_number varchar, number varchar, rule_id varchar, band varchar, score integer, evidence varchar,
    first_seen date, last_seen date, decided_by varchar, decided_on date);
create temp table shape_person_candidate(
    candidate_key varchar, left_source varchar, left_kind varchar, left_number varchar, left_entity varchar,
    left_name varchar, left_birth_date date, left_email varchar, left_login varchar, left_schools varchar,
    left_since date, left_until date, left_live boolean, left_person varchar, right_source varchar, right_kind varchar,
    right_number varchar, right_entity varchar, right_name varchar, right_birth_date date, right_email varchar,
    right_login varchar, right_schools varchar, right_since date, right_until date, right_live boolean,
    right_person varchar, rule_id varchar, band varchar, score integer, evidence varchar, conflict varchar,
    conflict_ids varchar, first_seen date);
create temp table shape_person_decision(
    line bigint, left_system varchar, left_number varchar, left_name varchar, right_system varchar,
    right_number varchar, right_name varchar, decision varchar, decided_by varchar, decided_on date, why varchar,
    status varchar, reason varchar);
create temp table shape_person_change(
    night date, source varchar, record_kind varchar, record_number varchar, person_before varchar, person_after varchar,
    rule_before varchar, rule_after varchar, decided_by varchar);
create temp table shape_position(
    school_year varchar, position_id varchar, department_id varchar, department varchar, job_code varchar,
    job_title varchar, fte decimal(18, 4), annual_salary_cents bigint, annual_benefit_cents bigint,
    employee_id varchar, incumbent_name varchar, as_of date);
create temp table shape_credential(
    employee_id varchar, credential_id varchar, credential_type varchar, credential_name varchar, subject varchar,
    issuer varchar, issued_on date, expires_on date);
create temp table shape_onboarding_task(
    school_year varchar, task_id varchar, employee_id varchar, kind varchar, task varchar, system varchar,
    assigned_to varchar, due_on date, completed_on date, status varchar);
create temp table shape_app_usage_day(
    school_year varchar, application_id varchar, usage_date date, user_kind varchar, user_id varchar,
    school_number varchar, accesses bigint);
create temp table shape_app_activity(
    school_year varchar, account_name varchar, employee_id varchar, application_id varchar, report_date date,
    last_activity_on date, licensed boolean, deleted boolean);
create temp table shape_productivity_usage(
    school_year varchar, account_name varchar, report_date date, deleted boolean, has_exchange_license boolean,
    exchange_last_activity_on date, has_onedrive_license boolean, onedrive_last_activity_on date,
    has_sharepoint_license boolean, sharepoint_last_activity_on date, has_teams_license boolean,
    teams_last_activity_on date);
create temp table shape_course(
    school_year varchar, sourced_id varchar, status varchar, title varchar, course_code varchar, subjects varchar[],
    subject_codes varchar[]);
create temp table shape_course_result(
    school_year varchar, student_number varchar, school_number varchar, course_code varchar, course_title varchar,
    term varchar, grade_level varchar, mark varchar, points decimal(18, 4), credit_earned decimal(18, 4),
    credit_attempted decimal(18, 4));
create temp table shape_quality_issue(
    issue_key varchar, rule_id varchar, severity varchar, entity varchar, school_year varchar, record_key varchar,
    field varchar, raw_value varchar, suggested_value varchar, school_id varchar, owner_role varchar, source varchar,
    file varchar, row_number bigint, message varchar, what_to_do varchar, first_seen date, resolved_on date,
    reopened_on date);
create temp table shape_quality_rule(
    rule_id varchar, title varchar, dimension varchar, fix_kind varchar, authority varchar, effective_from varchar,
    effective_until varchar, checks varchar, own boolean, severity varchar, entity varchar, field varchar,
    clerk_text varchar, fix_text varchar, owner_role varchar);
create temp table shape_quality_rule_night(
    rule_id varchar, entity varchar, ran boolean, rows_judged bigint, run_ms bigint, why_not varchar);
create temp table shape_standardization_fact(
    entity varchar, school_year varchar, field varchar, raw_value varchar, standard_value varchar, how varchar,
    rows bigint, school_id varchar, source varchar);
create temp table shape_row_count(
    delivery_id varchar, source varchar, file varchar, entity varchar, school_year varchar, loaded bigint,
    quarantined bigint, duplicate bigint);
create temp table shape_delivery(
    delivery_id varchar, source varchar, file varchar, contract_id varchar, arrived date, status varchar,
    reason varchar, what_to_do varchar, delivered bigint, rejected bigint, data_through date,
    promised_days integer, last_delivered date);
