-- What recognizing people asks of each entity. Each table here is empty; a view of the entity's name and these columns
-- is laid over what was delivered, with null for a column, and no rows for an entity, that was not.
create table shape_staff(
    source varchar, employee_id varchar, legal_first_name varchar, legal_last_name varchar, former_last_name varchar,
    preferred_first_name varchar, birth_date date, email varchar, hire_date date, separation_date date);
create table shape_staff_assignment(source varchar, employee_id varchar, school_number varchar);
create table shape_staff_absence(source varchar, employee_id varchar);
create table shape_training(source varchar, employee_id varchar);
create table shape_account(
    source varchar, account_name varchar, employee_id varchar, given_name varchar, family_name varchar,
    display_name varchar, email varchar, enabled boolean, created_at timestamp);
create table shape_account_event(source varchar, account_name varchar);
create table shape_app_usage(source varchar, user_kind varchar, user_id varchar);
create table shape_app_usage_day(source varchar, user_kind varchar, user_id varchar);
create table shape_roster_user(
    school_year varchar, source varchar, sourced_id varchar, status varchar, role varchar, identifier varchar,
    username varchar, user_ids varchar[], given_name varchar, family_name varchar, middle_name varchar,
    preferred_given_name varchar, preferred_family_name varchar, email varchar, org_sourced_ids varchar[],
    state_student_id varchar);
create table shape_roster_role(school_year varchar, status varchar, user_sourced_id varchar, role varchar);
create table shape_demographic(school_year varchar, sourced_id varchar, birth_date date);
create table shape_organization(school_year varchar, sourced_id varchar, organization_type varchar, identifier varchar);
create table shape_school_enrollment(
    school_year varchar, source varchar, student_number varchar, school_number varchar, state_student_id varchar);
create table shape_student_program(source varchar, student_number varchar);
create table shape_discipline_incident(source varchar, student_number varchar);
create table shape_assessment_result(source varchar, student_number varchar, state_student_id varchar);
