-- What each file needs that nobody delivered. Nothing is written of what is not known: a file that lacks an input is not
-- made at all.
with setting as (select getvariable('school_year') as year),
check_of(need, met, missing) as (
    select 'enrollment', exists (from edfacts_stays((select year from setting))),
           'Enrollments of the school year (sis-enrollments).'
    union all
    select 'count_day', coalesce((select count_day from dim_school_year, setting where school_year = year)
                                 <= (select as_of from publication), false),
           'The day of the fall count (count_day of district.yaml) has not come yet.'
    union all
    select 'child_count_day', coalesce(edfacts_child_count_day((select year from setting)) <= (select as_of from publication),
               false),
           'The day on which children with disabilities are counted (federal: child_count_day of district.yaml) had not come'
               || ' when this data was of ' || (select as_of from publication)
               || '. Where that is frozen, freeze the day of the count again afterwards.'
    union all
    select 'programs', exists (from fact_student_program, setting where school_year = year),
           'Programs of students (sis-programs).'
    union all
    select 'attendance', exists (from agg_student_year, setting where school_year = year and enrolled_units > 0),
           'Attendance of the school year (sis-attendance and sis-calendar).'
    union all
    select 'section_504', exists (from fact_student_program, setting where school_year = year and program = 'S504'),
           'Students with a plan under Section 504: program S504 of sis-programs.'
    union all
    select t.need, t.met, t.missing
    from (select count(home_language) > 0 as language, count(lunch_status) > 0 as lunch,
                 count(night_time_residence) > 0 as residence, count(unaccompanied_youth) > 0 as unaccompanied,
                 count(primary_disability) > 0 as disability, count(idea_environment) > 0 as environment
          from dim_student_need, setting where school_year = year) s,
         (values ('home_language', s.language, 'The language of the home: home_language of sis-students.'),
                 ('lunch', s.lunch, 'Who is entitled to free or reduced-price meals: lunch_status of sis-students.'),
                 ('residence', s.residence,
                  'Where homeless students spend the night: night_time_residence of sis-students.'),
                 ('unaccompanied', s.unaccompanied,
                  'Which homeless students are on their own: unaccompanied_youth of sis-students.'),
                 ('disability', s.disability,
                  'The disability of each child in special education: primary_disability of sis-students.'),
                 ('environment', s.environment,
                  'Where each child in special education is taught: idea_environment of sis-students.'))
             t(need, met, missing)
    union all
    select 'birth_date', exists (from dim_student, setting where school_year = year and birth_date is not null),
           'Birth dates of students.'
    union all
    select 'exit_codes', exists (from fact_student_enrollment, setting where school_year = year and exit_code is not null),
           'Why enrollments ended: exit_code of sis-enrollments.'
    union all
    select 'cohorts', exists (from agg_graduation_cohort, setting where school_year = year and history_complete),
           'Enrollments of all years since the cohort was in grade 9, and the end of the school year.'
    union all
    select 'incidents', exists (from fact_discipline_incident, setting where school_year = year),
           'Discipline incidents of the school year (sis-discipline).'
    union all
    select 'interim', exists (from fact_discipline_incident, setting where school_year = year and interim_removal is not null),
           'Who was moved to an interim setting, and by whom: interim_removal of sis-discipline, None where nobody was.'
    union all
    select 'administration', exists (from fact_assessment_result, setting where school_year = year and administration is not null),
           'How each student took the state''s test: administration of sis-assessments.'
    union all
    select 'results_' || s.subject,
           exists (from agg_assessment_standard a, setting
                   where a.school_year = year and a.in_force and a.subject = s.subject and a.proficient is not null
                     and edfacts_is_state_test(a.test)),
           'Results of the state''s test in ' || s.said || ', with its cut scores.'
    from (values ('math', 'mathematics'), ('reading', 'reading/language arts'), ('science', 'science')) s(subject, said)
    union all
    select 'staff', exists (from edfacts_staff((select year from setting))),
           'Positions of employees (hr-assignments).'
    union all
    select 'categories', count(*) = 0,
           'What these jobs are for the federal count of staff: ' || string_agg(distinct coalesce(job_code, '(no code)'), ', '
               order by coalesce(job_code, '(no code)')) || '. Say it in federal/staff-categories.csv.'
    from edfacts_staff((select year from setting)) where organization_type = 'district' and category is null
    union all
    select t.need, t.met,
           t.said || ' of hr-assignments, for teachers.'
    from (select bool_or(inexperienced is not null) as inexperienced, bool_or(emergency_credential is not null) as emergency,
                 bool_or(out_of_field is not null) as out_of_field
          from edfacts_staff((select year from setting)) where teaches) f,
         (values ('inexperienced', f.inexperienced, 'Who is new to teaching: inexperienced'),
                 ('emergency', f.emergency, 'Who teaches on an emergency or provisional credential: emergency_credential'),
                 ('out_of_field', f.out_of_field, 'Who teaches out of field: out_of_field')) t(need, met, said)),
asked(specification, need) as (
    select unnest(string_split(files, ' ')), need
    from (values
        ('enrollment', 'FS002 FS032 FS033 FS040 FS052 FS118 FS141 FS185 FS188 FS189 FS226'),
        ('count_day', 'FS033 FS052 FS059 FS141 FS203 FS226'), ('child_count_day', 'FS002'),
        ('programs', 'FS002 FS005 FS006 FS007 FS032 FS040 FS088 FS118 FS141 FS143 FS175 FS178 FS179 FS185 FS188 FS189 FS195 FS226'),
        ('attendance', 'FS195'), ('section_504', 'FS195'), ('home_language', 'FS141'), ('lunch', 'FS033'),
        ('residence', 'FS118'), ('unaccompanied', 'FS118'),
        ('disability', 'FS002 FS005 FS006 FS007 FS088 FS143'), ('environment', 'FS002'), ('birth_date', 'FS002'),
        ('exit_codes', 'FS032 FS040'), ('cohorts', 'FS150 FS151'), ('incidents', 'FS005 FS006 FS007 FS088 FS143'),
        ('interim', 'FS005 FS007'), ('administration', 'FS175 FS178 FS179 FS185 FS188 FS189'),
        ('results_math', 'FS175 FS185'), ('results_reading', 'FS178 FS188'), ('results_science', 'FS179 FS189'),
        ('staff', 'FS059 FS203'), ('categories', 'FS059'),
        ('inexperienced', 'FS203'), ('emergency', 'FS203'), ('out_of_field', 'FS203')) t(need, files))
select c.missing
from asked a join check_of c on c.need = a.need
where a.specification = getvariable('specification') and not coalesce(c.met, false)
order by c.need
