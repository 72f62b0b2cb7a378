-- What the statements of a publication read, laid over the records of one state. People and things have their keys here
-- instead of their numbers: the statements only compare them.
create temp view student_key as
select distinct student_key::varchar as number, student_key as key from dim_student;
create temp view staff_key as
select distinct staff_key::varchar as number, staff_key as key from dim_staff;
create temp view student_identity as
select school_year, student_key::varchar as student_number, grade_level, race_ethnicity, race_ethnicity_1997, sex, el, swd,
       econ_disadvantaged, homeless, foster, migrant, military
from dim_student;
create temp view stint as
select school_year, student_key::varchar as student_number, school_number, grade_level, entry_date, entry_code,
       exit_date, exit_code, no_show, origin
from fact_student_enrollment;
create temp view attendance_day as
select school_year, student_key::varchar as student_number, school_number, attendance_date, attendance_code,
       member_units, absent_units, derived
from fact_student_attendance;
create temp view lake_calendar_day as
select school_year, school_number, calendar_date, in_session, member_units from dim_calendar_day;
create temp view lake_discipline_incident as
select school_year, incident_key::varchar as incident_id, student_key::varchar as student_number, school_number,
       incident_date, behavior, action, action_begin_date, action_days
from fact_discipline_incident;
create temp view lake_assessment_result as
select school_year, student_key::varchar as student_number, school_number, test, subject, grade_level, test_date,
       scale_score, performance_level
from fact_assessment_result;
create temp view lake_cut_score as from dim_cut_score;
create temp view lake_course_result as
select school_year, student_key::varchar as student_number, school_number, course_code, course_title, term, grade_level,
       mark, points, credit_earned, credit_attempted
from fact_course_result;
create temp view lake_staff as
select staff_key::varchar as employee_id, hire_date, null::date as rehire_date, separation_date, status from dim_staff;
create temp view lake_staff_assignment as
select staff_key::varchar as employee_id, position_key::varchar as position_id, job_code, job_title,
       staff_classification, school_number, fte, begin_date, end_date
from fact_staff_assignment;
-- Why somebody was away stays with the lake; whether it was for the district is all that a number asks.
create temp view lake_staff_absence as
select school_year, staff_key::varchar as employee_id, absence_date, days,
       case when on_district_business then 'district business' end as reason
from fact_staff_absence;
create temp view lake_account as
select account_key::varchar as account_name, staff_key::varchar as employee_id, created_at from dim_account;
create temp view account_owner as
select account_key::varchar as account_name, staff_key::varchar as employee_id from dim_account;
create temp view lake_account_event as
select school_year, account_key::varchar as account_name, occurred_at, action from fact_account_event;
create temp view lake_application as
select application_id, product_name, vendor, category, status, privacy_agreement, agreement_expires, sso
from dim_application
where coalesce(product_name, vendor, category, status, privacy_agreement, agreement_expires::varchar, sso) is not null;
create temp view lake_license_contract as
select school_year, contract_id, application_id, annual_cost_cents, licences, begin_date, end_date
from fact_license_contract;
create temp view lake_training as
select school_year, staff_key::varchar as employee_id, course, provider, completed_on, hours, certification
from fact_training;
create temp view lake_credential as
select staff_key::varchar as employee_id, credential_key::varchar as credential_id, credential_type, credential_name,
       subject, issued_on, expires_on
from fact_credential;
create temp view lake_expenditure as
select school_year, school_number, fund_source, kind, amount_cents from fact_expenditure;
