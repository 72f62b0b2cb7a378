-- One publication by hand. Numbers are made, but add up: the district is the sum of its schools.
create table publication as select 'sample' publication_id, 'sample' night_id, date '${as_of}' as_of, now() built_at, 'Cedar Valley School District' district_name;
create table dim_school_year as select * from (values
  ('2021-22', date '2021-07-01', date '2022-06-30', false), ('2022-23', date '2022-07-01', date '2023-06-30', false),
  ('2023-24', date '2023-07-01', date '2024-06-30', false), ('2024-25', date '2024-07-01', date '2025-06-30', false),
  ('2025-26', date '2025-07-01', date '2026-06-30', true)) t(school_year, starts, ends, is_current);
create table dim_organization as select * from (values
  ('3100042', 'district', 'Cedar Valley School District', '3100042', null, null, '3100042', null::decimal(9, 4), null::decimal(9, 4)),
  ('0101', 'school', 'Abraham Lincoln Elementary School', '0101', '3100042', 'elementary', '310004200101', 41.9012, -88.3105),
  ('0102', 'school', 'Birch Creek Elementary School', '0102', '3100042', 'elementary', '310004200102', 41.8870, -88.3420),
  ('0103', 'school', 'Rosa Parks Elementary School', '0103', '3100042', 'elementary', '310004200103', 41.9155, -88.3380),
  ('0104', 'school', 'Willow Park Elementary School', '0104', '3100042', 'elementary', '310004200104', 41.8790, -88.2990),
  ('0201', 'school', 'Heritage Middle School', '0201', '3100042', 'middle', '310004200201', 41.8925, -88.3230),
  ('0202', 'school', 'Ridgeview Middle School', '0202', '3100042', 'middle', '310004200202', 41.9240, -88.3010),
  ('0301', 'school', 'Cedar Valley High School', '0301', '3100042', 'high', '310004200301', 41.9018, -88.3090),
  ('0302', 'school', 'North Fork High School', '0302', '3100042', 'high', '310004200302', null, null)
  ) t(organization_id, organization_type, name, identifier, parent_id, school_level, nces_id, latitude, longitude);
create table metric_definition(metric varchar, version integer, authority varchar, label varchar, description varchar, unit varchar, desired_direction varchar, from_school_year varchar, to_school_year varchar, status varchar, rationale varchar, comparability varchar, numerator_text varchar, denominator_text varchar, plain_text varchar, citation varchar, owner varchar, approved_by varchar, approved_on date, definition_hash varchar, sql_text varchar);
insert into metric_definition values
 ('chronic_absence_rate', 1, 'district', 'Chronic absence', 'Share of students who miss a tenth or more of their school days.', 'percent', 'down', '2015-16', '2023-24', 'retired', 'Taken over from the attendance policy of 2015.', 'break', 'Students absent for more than 10% of the days they were enrolled', 'Students enrolled for at least one day', 'A student counts when absent for more than a tenth of the days enrolled. Every student enrolled for at least one day is in the group.', 'Board policy 4110 (2015)', 'Attendance Office', 'Board of Education', date '2015-06-16', 'a1b2c3d4e5f60718', 'select count(*) filter (where absent_units * 10 > enrolled_units) from agg_student_year'),
 ('chronic_absence_rate', 2, 'district', 'Chronic absence', 'Share of students who miss a tenth or more of their school days.', 'percent', 'down', '2024-25', null, 'active', 'Brought into line with the federal count: exactly ten percent now counts, and students here for fewer than ten days no longer do.', 'break', 'Students absent for 10% or more of the days they were enrolled', 'Students enrolled for at least 10 days', 'A student counts when absent for a tenth or more of the days enrolled. Only students enrolled for at least ten days are in the group.', 'Board policy 4110 (2024)', 'Attendance Office', 'Board of Education', date '2024-06-18', 'b2c3d4e5f6071829', 'select count(*) filter (where absent_units * 10 >= enrolled_units) from agg_student_year where enrolled_units >= 25200'),
 ('chronic_absence_rate', 1, 'state', 'Chronic absence', 'Share of students who miss a tenth or more of their school days.', 'percent', 'down', '2015-16', '2022-23', 'retired', 'State accountability plan.', 'break', 'Students absent for 10% or more of the days they were enrolled', 'Students enrolled for at least half of the instructional days', 'A student counts when absent for a tenth or more of the days enrolled. Only students enrolled for at least half of the school year are in the group.', 'State report card guide 2016', 'Attendance Office', '', null, 'c3d4e5f60718293a', 'select 1'),
 ('chronic_absence_rate', 2, 'state', 'Chronic absence', 'Share of students who miss a tenth or more of their school days.', 'percent', 'down', '2023-24', null, 'active', 'The state moved to a fixed number of days.', 'break', 'Students absent for 10% or more of the days they were enrolled', 'Students enrolled for at least 45 days', 'A student counts when absent for a tenth or more of the days enrolled. Only students enrolled for at least 45 days are in the group.', 'State report card guide 2024', 'Attendance Office', '', null, 'd4e5f60718293a4b', 'select 1'),
 ('chronic_absence_rate', 1, 'federal', 'Chronic absence', 'Share of students who miss a tenth or more of their school days.', 'percent', 'down', '2015-16', null, 'active', 'EDFacts file FS195.', 'break', 'Students absent for 10% or more of the days they were enrolled', 'Students in kindergarten to grade 12 enrolled for at least 10 days', 'A student counts when absent for a tenth or more of the days enrolled. Only kindergarten to grade 12, enrolled for at least ten days.', 'EDFacts FS195', 'Attendance Office', '', null, 'e5f60718293a4b5c', 'select 1'),
 ('enrollment', 1, 'district', 'Enrollment', 'Students on the rolls on the fall count day.', 'count', 'up', '2015-16', '2023-24', 'retired', 'Every student on the rolls.', 'break', 'Students on the rolls on the count day', '', 'Every student on the rolls on October 1, pre-kindergarten included.', 'Board policy 5010', 'Registrar', 'Board of Education', date '2015-06-16', 'f60718293a4b5c6d', 'select 1'),
 ('enrollment', 2, 'district', 'Enrollment', 'Students on the rolls on the fall count day.', 'count', 'up', '2024-25', null, 'active', 'Pre-kindergarten is now reported on its own.', 'break', 'Students on the rolls on the count day, without pre-kindergarten', '', 'Every student on the rolls on October 1, kindergarten to grade 12.', 'Board policy 5010 (2024)', 'Registrar', 'Board of Education', date '2024-06-18', '0718293a4b5c6d7e', 'select 1'),
 ('average_daily_attendance', 1, 'district', 'Average daily attendance', 'Share of enrolled days that students attended.', 'percent', 'up', '2015-16', '2022-23', 'retired', 'Whole days, as the old state form asked.', 'break', 'Days attended; a day missed for less than half counts whole', 'Days enrolled', 'Days attended out of days enrolled. A day missed for less than half counts as attended.', 'State form 12', 'Attendance Office', '', null, '18293a4b5c6d7e8f', 'select 1'),
 ('average_daily_attendance', 2, 'district', 'Average daily attendance', 'Share of enrolled days that students attended.', 'percent', 'up', '2023-24', null, 'active', 'The part of a day that a student missed now counts as that part.', 'break', 'Days attended, parts of days as parts', 'Days enrolled', 'Days attended out of days enrolled. A part of a day counts as that part.', 'State form 12 (2023)', 'Attendance Office', '', null, '293a4b5c6d7e8f90', 'select 1'),
 ('teacher_retention_rate', 1, 'district', 'Teachers who stayed', 'Share of last year''s teachers who still teach here.', 'percent', 'up', '2015-16', '2023-24', 'retired', 'First definition.', 'break', 'Teachers still teaching in the same school', 'Teachers of the year before', 'Of the teachers of last fall, those who teach in the same school this fall.', 'HR handbook 7', 'Human Resources', 'Cabinet', date '2016-07-01', '3a4b5c6d7e8f9001', 'select 1'),
 ('teacher_retention_rate', 2, 'district', 'Teachers who stayed', 'Share of last year''s teachers who still teach here.', 'percent', 'up', '2024-25', null, 'active', 'A move between our own schools is no longer a loss.', 'break', 'Teachers still teaching in the district', 'Teachers of the year before', 'Of the teachers of last fall, those who teach anywhere in the district this fall.', 'HR handbook 7 (2024)', 'Human Resources', 'Cabinet', date '2024-07-01', '4b5c6d7e8f900112', 'select 1'),
 ('account_removal_on_time', 1, 'district', 'Accounts closed on time', 'Share of leavers whose account was closed in time.', 'percent', 'up', '2015-16', '2024-25', 'retired', 'First definition.', 'break', 'Leavers whose account was disabled within one business day', 'Leavers with an account', 'Of the staff who left, those whose account was disabled within one business day.', 'Technology plan', 'Technology', '', null, '5c6d7e8f90011223', 'select 1'),
 ('account_removal_on_time', 2, 'district', 'Accounts closed on time', 'Share of leavers whose account was closed in time.', 'percent', 'up', '2025-26', null, 'active', 'Insurance asks for one calendar day.', 'break', 'Leavers whose account was disabled within one day', 'Leavers with an account', 'Of the staff who left, those whose account was disabled within one calendar day.', 'Technology plan (2025)', 'Technology', '', null, '6d7e8f9001122334', 'select 1'),
 ('cost_per_active_app_user', 1, 'district', 'Cost per active app user', 'What one person who uses our applications costs in licences.', 'currency', 'down', '2015-16', '2023-24', 'retired', 'First definition.', 'break', 'Annual cost of applications', 'People with at least one log-in', 'Licence cost divided by the people who logged in at least once.', 'Technology plan', 'Technology', '', null, '7e8f900112233445', 'select 1'),
 ('cost_per_active_app_user', 2, 'district', 'Cost per active app user', 'What one person who uses our applications costs in licences.', 'currency', 'down', '2024-25', null, 'active', 'One log-in is not use.', 'break', 'Annual cost of applications', 'People with log-ins in at least two months', 'Licence cost divided by the people who logged in during at least two months.', 'Technology plan (2024)', 'Technology', '', null, '8f90011223344556', 'select 1');
create table metric_goal(metric varchar, authority varchar, school_year varchar, organization_type varchar, school_level varchar, organization_id varchar, value decimal(18,6), source varchar);
insert into metric_goal values
 ('chronic_absence_rate', 'district', '2021-22', 'district', null, null, 0.22, 'Strategic plan'),
 ('chronic_absence_rate', 'district', '2022-23', 'district', null, null, 0.20, 'Strategic plan'),
 ('chronic_absence_rate', 'district', '2023-24', 'district', null, null, 0.18, 'Strategic plan'),
 ('chronic_absence_rate', 'district', '2024-25', 'district', null, null, 0.17, 'Strategic plan'),
 ('chronic_absence_rate', 'district', '2025-26', 'district', null, null, 0.15, 'Board policy 4110'),
 ('chronic_absence_rate', 'district', '2025-26', 'school', null, null, 0.15, 'Board policy 4110'),
 ('chronic_absence_rate', 'district', '2025-26', 'school', 'elementary', null, 0.13, 'Board policy 4110'),
 ('average_daily_attendance', 'district', '2024-25', null, null, null, 0.94, 'Strategic plan'),
 ('average_daily_attendance', 'district', '2025-26', null, null, null, 0.94, 'Strategic plan'),
 ('teacher_retention_rate', 'district', '2024-25', null, null, null, 0.88, 'HR plan'),
 ('teacher_retention_rate', 'district', '2025-26', null, null, null, 0.88, 'HR plan'),
 ('account_removal_on_time', 'district', '2025-26', null, null, null, 0.95, 'Technology plan'),
 ('cost_per_active_app_user', 'district', '2025-26', null, null, null, 42, 'Technology plan');
create table metric_threshold(metric varchar, authority varchar, status varchar, margin decimal(18,6));
insert into metric_threshold values ('chronic_absence_rate', 'district', 'near', 0.02), ('average_daily_attendance', 'district', 'near', 0.01), ('teacher_retention_rate', 'district', 'near', 0.03), ('account_removal_on_time', 'district', 'near', 0.03), ('cost_per_active_app_user', 'district', 'near', 3);
-- base rate of a metric, authority, version, year; the years of a version in force are those of its definition
create temp table base(metric varchar, authority varchar, version integer, school_year varchar, rate decimal(9,5));
insert into base values
 ('chronic_absence_rate','district',1,'2021-22',0.2313),('chronic_absence_rate','district',1,'2022-23',0.2206),('chronic_absence_rate','district',1,'2023-24',0.1918),
 ('chronic_absence_rate','district',2,'2021-22',0.2522),('chronic_absence_rate','district',2,'2022-23',0.2411),('chronic_absence_rate','district',2,'2023-24',0.2138),('chronic_absence_rate','district',2,'2024-25',0.2067),('chronic_absence_rate','district',2,'2025-26',0.1744),
 ('chronic_absence_rate','state',1,'2021-22',0.2391),('chronic_absence_rate','state',1,'2022-23',0.2280),('chronic_absence_rate','state',2,'2021-22',0.2441),('chronic_absence_rate','state',2,'2022-23',0.2330),('chronic_absence_rate','state',2,'2023-24',0.2067),('chronic_absence_rate','state',2,'2024-25',0.1998),('chronic_absence_rate','state',2,'2025-26',0.1689),
 ('chronic_absence_rate','federal',1,'2021-22',0.2498),('chronic_absence_rate','federal',1,'2022-23',0.2390),('chronic_absence_rate','federal',1,'2023-24',0.2110),('chronic_absence_rate','federal',1,'2024-25',0.2041),('chronic_absence_rate','federal',1,'2025-26',0.1720),
 ('average_daily_attendance','district',1,'2021-22',0.9240),('average_daily_attendance','district',1,'2022-23',0.9291),
 ('average_daily_attendance','district',2,'2021-22',0.9182),('average_daily_attendance','district',2,'2022-23',0.9236),('average_daily_attendance','district',2,'2023-24',0.9301),('average_daily_attendance','district',2,'2024-25',0.9339),('average_daily_attendance','district',2,'2025-26',0.9412),
 ('teacher_retention_rate','district',1,'2022-23',0.8110),('teacher_retention_rate','district',1,'2023-24',0.8190),
 ('teacher_retention_rate','district',2,'2022-23',0.8420),('teacher_retention_rate','district',2,'2023-24',0.8560),('teacher_retention_rate','district',2,'2024-25',0.8610),('teacher_retention_rate','district',2,'2025-26',0.8690),
 ('account_removal_on_time','district',1,'2021-22',0.6120),('account_removal_on_time','district',1,'2022-23',0.7010),('account_removal_on_time','district',1,'2023-24',0.7940),('account_removal_on_time','district',1,'2024-25',0.8820),
 ('account_removal_on_time','district',2,'2021-22',0.5310),('account_removal_on_time','district',2,'2022-23',0.6150),('account_removal_on_time','district',2,'2023-24',0.7020),('account_removal_on_time','district',2,'2024-25',0.7960),('account_removal_on_time','district',2,'2025-26',0.8310);
create temp table size as select * from (values ('0101', 412, 0.031), ('0102', 388, -0.042), ('0103', 455, 0.018), ('0104', 301, -0.061), ('0201', 702, 0.004), ('0202', 655, -0.013), ('0301', 1310, 0.022), ('0302', 948, -0.019)) t(school, students, offset_rate);
create table metric_value(metric varchar, version integer, authority varchar, policy varchar, school_year varchar, as_of date, organization_id varchar, organization_type varchar, group_dimension varchar, group_value varchar, numerator decimal(18,4), denominator decimal(18,4), n bigint, value decimal(18,6), status varchar, definition_hash varchar);
insert into metric_value
 with cell as (
   select b.*, s.school, d.definition_hash,
     case when d.from_school_year <= b.school_year and (d.to_school_year is null or d.to_school_year >= b.school_year) then 'in_force' else 'restated' end policy,
     case when b.metric = 'average_daily_attendance' then -s.offset_rate / 4 when b.metric = 'chronic_absence_rate' then s.offset_rate else -s.offset_rate end as shift,
     case b.metric when 'teacher_retention_rate' then greatest(s.students // 16, 8) when 'account_removal_on_time' then greatest(s.students // 60, 4) else s.students + 7 * (cast(left(b.school_year, 4) as integer) - 2021) end as people
   from base b join metric_definition d using (metric, authority, version) cross join size s),
 counted as (select *, round(people * least(greatest(rate + shift, 0), 1)) as hits from cell)
 select metric, version, authority, policy, school_year, date '${as_of}', school, 'school', 'all', 'all', hits, people, people, hits / people, 'ok', definition_hash from counted
 union all
 select metric, version, authority, policy, school_year, date '${as_of}', '3100042', 'district', 'all', 'all', sum(hits), sum(people), sum(people), sum(hits) / sum(people), 'ok', any_value(definition_hash) from counted group by all;
insert into metric_value
 with cell as (select d.metric, d.version, d.authority, y.school_year, s.school, s.students + 9 * (cast(left(y.school_year, 4) as integer) - 2021) - (case when d.version = 2 and s.school < '0200' then 18 else 0 end) as students, d.definition_hash,
    case when d.from_school_year <= y.school_year and (d.to_school_year is null or d.to_school_year >= y.school_year) then 'in_force' else 'restated' end policy
    from metric_definition d cross join dim_school_year y cross join size s where d.metric = 'enrollment' and not (d.version = 1 and y.school_year >= '2024-25'))
 select metric, version, authority, policy, school_year, date '${as_of}', school, 'school', 'all', 'all', students, null, students, students, 'ok', definition_hash from cell
 union all select metric, version, authority, policy, school_year, date '${as_of}', '3100042', 'district', 'all', 'all', sum(students), null, sum(students), sum(students), 'ok', any_value(definition_hash) from cell group by all;
insert into metric_value
 select d.metric, d.version, d.authority, case when d.from_school_year <= y.school_year and (d.to_school_year is null or d.to_school_year >= y.school_year) then 'in_force' else 'restated' end,
   y.school_year, date '${as_of}', '3100042', 'district', 'all', 'all', 208000 + 4000 * y.i, 5200 - 600 * d.version + 90 * y.i, 5200 - 600 * d.version + 90 * y.i, (208000 + 4000 * y.i) / (5200 - 600 * d.version + 90 * y.i), 'ok', d.definition_hash
 from metric_definition d cross join (select school_year, cast(left(school_year, 4) as integer) - 2021 as i from dim_school_year) y where d.metric = 'cost_per_active_app_user' and not (d.version = 1 and y.school_year >= '2024-25');
create temp table grp as select * from (values
 ('el','true',0.12,0.041),('el','false',0.88,-0.006),('swd','true',0.15,0.072),('swd','false',0.85,-0.013),('econ_disadvantaged','true',0.46,0.058),('econ_disadvantaged','false',0.54,-0.05),
 ('sex','Female',0.49,-0.004),('sex','Male',0.51,0.004),
 ('race_ethnicity','AmericanIndianOrAlaskaNative',0.004,0.09),('race_ethnicity','Asian',0.07,-0.08),('race_ethnicity','BlackOrAfricanAmerican',0.16,0.036),('race_ethnicity','HispanicOrLatinoEthnicity',0.29,0.027),('race_ethnicity','White',0.42,-0.024),('race_ethnicity','DemographicRaceTwoOrMoreRaces',0.05,0.012),('race_ethnicity','NativeHawaiianOrOtherPacificIslander',0.002,0.05),
 ('grade_level','KG',0.07,0.05),('grade_level','01',0.07,0.02),('grade_level','02',0.07,-0.01),('grade_level','03',0.07,-0.03),('grade_level','04',0.07,-0.04),('grade_level','05',0.07,-0.05),('grade_level','06',0.08,-0.03),('grade_level','07',0.08,-0.01),('grade_level','08',0.08,0.01),('grade_level','09',0.09,0.03),('grade_level','10',0.09,0.04),('grade_level','11',0.08,0.05),('grade_level','12',0.08,0.08)) t(dimension, grp, part, shift);
insert into metric_value
 select v.metric, v.version, v.authority, v.policy, v.school_year, v.as_of, v.organization_id, v.organization_type, g.dimension, g.grp,
  case when round(v.denominator * g.part) = 0 then null else round(round(v.denominator * g.part) * least(greatest(v.value + case when v.metric = 'average_daily_attendance' then -g.shift / 4 else g.shift end, 0), 1)) end,
  round(v.denominator * g.part), round(v.denominator * g.part),
  case when round(v.denominator * g.part) = 0 then null else round(round(v.denominator * g.part) * least(greatest(v.value + case when v.metric = 'average_daily_attendance' then -g.shift / 4 else g.shift end, 0), 1)) / round(v.denominator * g.part) end,
  case when round(v.denominator * g.part) = 0 then 'no_data' else 'ok' end, v.definition_hash
 from metric_value v cross join grp g where v.metric in ('chronic_absence_rate', 'average_daily_attendance') and v.group_dimension = 'all';
-- Who is on the rolls: each school has the grades of its level, and programs of another size.
insert into metric_value
 with part as (
   select v.* exclude (numerator, n, value, group_dimension, group_value), g.dimension, g.grp,
     round(v.n * case when g.dimension = 'grade_level' and o.school_level = 'elementary' then 1 / 6 when g.dimension = 'grade_level' and o.school_level = 'middle' then 1 / 3
       when g.dimension = 'grade_level' and o.school_level = 'high' then 1 / 4 when g.grp = 'true' then g.part * (1 + 4 * coalesce(s.offset_rate, 0)) else g.part end)::bigint as students
   from metric_value v join dim_organization o using (organization_id) left join size s on s.school = o.organization_id cross join grp g
   where v.metric = 'enrollment' and v.group_dimension = 'all'
     and (g.dimension <> 'grade_level' or o.school_level is null or (o.school_level = 'elementary' and (g.grp = 'KG' or g.grp <= '05'))
       or (o.school_level = 'middle' and g.grp between '06' and '08') or (o.school_level = 'high' and g.grp between '09' and '12')))
 select metric, version, authority, policy, school_year, as_of, organization_id, organization_type, dimension, grp, students, null, students, students, 'ok', definition_hash from part;
-- Staff on the count day: one for every twelve students, and three who came later.
create table agg_staff_year as
 select y.school_year, s.school as organization_id, 'school' as organization_type, i as staff_key, i > 3 as on_count_day
 from dim_school_year y cross join size s cross join range(1, s.students // 12 + 4) t(i);
create table quality_issue(issue_key varchar, rule_id varchar, severity varchar, entity varchar, record_key varchar, field varchar, raw_value varchar, suggested_value varchar, school_id varchar, owner_role varchar, source varchar, file varchar, row_number bigint, status varchar, first_seen date, last_seen date, school_year varchar, message varchar, resolved_on date, reopened_on date, record_class varchar, one_cause boolean);
insert into quality_issue(issue_key, rule_id, severity, entity, record_key, field, raw_value, suggested_value, school_id, owner_role, source, file, row_number, status, first_seen, last_seen, school_year, message)
 select 'k' || i || '-' || s.school, r.rule, r.severity, r.entity, 'S' || (10000 + i * 37 + cast(s.school as integer)), r.field, r.raw, r.fix, s.school, r.owner, r.source, r.file, 100 + i * 13,
   case when i % 9 = 0 then 'resolved' when i % 4 = 0 then 'new' else 'open' end, date '${as_of}' - cast(i % 23 as integer), date '${as_of}', '2025-26', r.message
 from size s cross join range(1, 31) t(i) join (values
   (0,'STU-01','major','demographic','birthDate','31/02/2014','','registrar','SIS','oneroster-2025-26.zip!demographics.csv','The birth date is not a day that exists.'),
   (1,'STU-04','minor','roster_user','grades','Kinder','KG','registrar','SIS','oneroster-2025-26.zip!users.csv','The grade is not one of the known grades.'),
   (2,'ATT-02','block','student_attendance','student_number','99120','','attendance clerk','SIS','sis-attendance-2025-26.csv','Attendance of a student who is not enrolled at this school on that day.'),
   (3,'ATT-05','warning','student_attendance','attendance_code','UX','U','attendance clerk','SIS','sis-attendance-2025-26.csv','The attendance code is not in the table of codes.'),
   (4,'ENR-03','major','school_enrollment','exit_date','2025-08-01','','registrar','SIS','sis-enrollments-2025-26.csv','The last day lies before the first day.')
   ) r(k, rule, severity, entity, field, raw, fix, owner, source, file, message) on i % 5 = r.k where i % 3 <> cast(right(s.school, 1) as integer) % 3;
insert into quality_issue(issue_key, rule_id, severity, entity, record_key, field, raw_value, suggested_value, school_id, owner_role, source, file, row_number, status, first_seen, last_seen, school_year, message) values
 ('hr1', 'HR-07', 'minor', 'staff', 'E20031', 'email', 'j.smith@', '', null, 'HR specialist', 'HR', 'hr-staff.csv', 44, 'open', date '${as_of}' - 12, date '${as_of}', 'all', 'The e-mail address is not complete.'),
 ('hr2', 'HR-09', 'warning', 'account', 'jdoe2', 'EmployeeID', '', '', null, 'technology', 'Directory', 'directory-accounts.csv', 91, 'new', date '${as_of}', date '${as_of}', 'all', 'The account belongs to nobody in HR.');
update quality_issue set one_cause = false,
  record_class = case when entity = 'staff' then 'staff' when entity = 'account' then 'technology' else 'students' end,
  first_seen = case when status = 'new' then date '${as_of}' else first_seen end,
  resolved_on = case when status = 'resolved' then date '${as_of}' - cast(row_number % 3 as integer) end;
-- Forty courses of which each has a status: one setting, and no reason to bury the rest.
insert into quality_issue
 select 'or' || i, 'OR-01', 'warning', 'course', 'crs-' || i, 'status', 'active', null, null, 'SIS administrator', 'SIS', 'oneroster-2025-26.zip!courses.csv', i + 1, 'open', date '${as_of}' - 20, date '${as_of}', '2025-26', 'status must be blank in a bulk delivery.', null, null, 'schools', true from range(1, 41) t(i);
create table value_field as select * from (values ('school_enrollment', 'grade_level', 'grade-level', 'students'), ('student_attendance', 'attendance_code', null, 'students'), ('staff_assignment', 'job_title', null, 'staff'), ('discipline_incident', 'behavior', null, 'discipline')) t(entity, field, code_set, record_class);
create table value_in_use as select * from (values
  ('school_enrollment', 'grade_level', 'students', 'KG', '0101', 60::bigint), ('school_enrollment', 'grade_level', 'students', '01', '0101', 70), ('school_enrollment', 'grade_level', 'students', 'KG', '0102', 55), ('school_enrollment', 'grade_level', 'students', '09', '0301', 320),
  ('student_attendance', 'attendance_code', 'students', 'P', '0101', 68000), ('student_attendance', 'attendance_code', 'students', 'A', '0101', 2100), ('student_attendance', 'attendance_code', 'students', 'U', '0102', 44),
  ('discipline_incident', 'behavior', 'discipline', 'Fighting', '0301', 14), ('discipline_incident', 'behavior', 'discipline', 'fighting', '0302', 3),
  ('staff_assignment', 'job_title', 'staff', 'Teacher', '0101', 22), ('staff_assignment', 'job_title', 'staff', 'TEACHER', '0102', 3), ('staff_assignment', 'job_title', 'staff', 'Techer', '0103', 1), ('staff_assignment', 'job_title', 'staff', 'School Nurse', '0101', 1), ('staff_assignment', 'job_title', 'staff', 'Nurse, School', '0201', 2), ('staff_assignment', 'job_title', 'staff', 'Paraprofessional', '0102', 9), ('staff_assignment', 'job_title', 'staff', 'Para-Professional', '0202', 4)
  ) t(entity, field, record_class, value, school_id, rows);
create table standardization_fact as select * from (values
  ('school_enrollment', '2025-26', 'grade_level', 'Kinder', 'KG', 'code set', 9::bigint, '0102', 'SIS'), ('school_enrollment', '2025-26', 'grade_level', 'K', 'KG', 'code set', 14, '0103', 'SIS'), ('school_enrollment', '2025-26', 'grade_level', 'Kindergarden', null, 'unknown', 2, null, 'SIS'),
  ('student_attendance', '2025-26', 'attendance_code', 'UX', null, 'unknown', 6, null, 'SIS'), ('roster_user', '2025-26', 'phone', '999-999-9999', '+99999999999', 'rule', 412, null, 'SIS')
  ) t(entity, school_year, field, raw_value, standard_value, how, rows, school_id, source);
create table quality_rule(rule_id varchar, title varchar, dimension varchar, fix_kind varchar, authority varchar, effective_from varchar, effective_until varchar, checks varchar, own boolean, severity varchar, entity varchar, field varchar, clerk_text varchar, fix_text varchar, owner_role varchar);
insert into quality_rule values
 ('ENR-02', 'Overlapping stays', 'consistency', 'proposal', 'District practice', null, null, 'A stay that ends on or after the day on which the next one began.', false, 'major', 'school_enrollment', 'exit_date', 'This stay goes on after the student''s next stay began.', 'Enter the last day attended at this school.', 'registrar'),
 ('HR-04', 'Active without position', 'completeness', 'source', 'District practice', null, null, 'Active on the night and no assignment covers it.', false, 'warning', 'staff', 'status', 'The employee is active, but holds no position today.', 'Enter the position, or the last day.', 'human resources'),
 ('OUR-01', 'Grade nine enters by E1', 'accuracy', 'source', 'The board', '2024-25', null, 'Grade nine enters otherwise.', true, 'minor', 'school_enrollment', 'entry_code', 'Grade nine enters otherwise.', 'Correct the code.', 'registrar'),
 ('X-01', 'Account after leaving', 'timeliness', 'source', 'NIST SP 800-53 AC-2', null, null, 'The last day lies before the night and an account is enabled.', false, null, 'account', null, null, null, null);
create table quality_rule_night(rule_id varchar, entity varchar, ran boolean, rows_judged bigint, rows_broken bigint, run_ms bigint, why_not varchar, failed boolean, record_class varchar);
insert into quality_rule_night values
 ('ENR-02', 'school_enrollment', true, 4321, 12, 84, null, false, 'students'),
 ('HR-04', 'staff', false, 987, 0, 300000, 'Rule HR-04 took longer than 300 seconds and was stopped, so nobody knows which records break it.', true, 'staff'),
 ('OUR-01', 'school_enrollment', true, 4321, 0, null, null, false, 'students'),
 ('X-01', 'account', false, 0, 0, null, 'Never delivered: account.', false, 'technology');
create table value_seen as
  select entity, field, record_class, value, school_id, date '${as_of}' - 20 as first_seen, false as is_new from value_in_use where value <> 'Techer'
  union all values ('staff_assignment', 'job_title', 'staff', 'Techer', '0103', date '${as_of}', true), ('school_enrollment', 'grade_level', 'students', 'Kinder', '0102', date '${as_of}' - 9, false),
    ('school_enrollment', 'grade_level', 'students', 'K', '0103', date '${as_of}' - 30, false), ('school_enrollment', 'grade_level', 'students', 'Kindergarden', null, date '${as_of}', true), ('student_attendance', 'attendance_code', 'students', 'UX', null, date '${as_of}' - 3, false);
create table quality_owner as select distinct owner_role, entity from quality_issue;
create table quality_checked as select 'demographic' entity, 'students' record_class, school school_id, students::bigint as rows from size union all select 'school_enrollment', 'students', school, students from size
  union all select 'student_attendance', 'students', school, students * 160 from size union all select 'roster_user', 'students', school, students * 2 from size
  union all select 'staff', 'staff', null, 690 union all select 'account', 'technology', null, 742 union all select 'course', 'schools', null, 60;
create table quality_night as
 with broken as (select owner_role, entity, record_class, school_id, file, row_number, min(case severity when 'block' then 1 when 'major' then 2 when 'minor' then 3 else 4 end) worst, count(*) issues from quality_issue where status <> 'resolved' group by all),
 owners as (select '' owner_role, entity from (select distinct entity from quality_checked) union all select owner_role, entity from quality_owner),
 wrong as (select w.owner_role, entity, record_class, school_id, count(*) filter (where worst = 1) b, count(*) filter (where worst = 2) m, count(*) filter (where worst = 3) n, count(*) filter (where worst = 4) w, sum(issues) i from (select * from broken union all select * replace ('' as owner_role) from broken) w group by all)
 select date '${as_of}' - cast(t.ago as integer) as as_of, o.owner_role, c.entity, c.record_class, c.school_id, c.rows as checked,
   coalesce(w.b, 0) + t.ago // 4 as wrong_block, coalesce(w.m, 0) + t.ago // 3 as wrong_major, coalesce(w.n, 0) + t.ago // 2 as wrong_minor, coalesce(w.w, 0) as wrong_warning,
   coalesce(w.i, 0)::bigint + t.ago as open_issues, 0::bigint as new_issues, 0::bigint as reopened_issues, 0::bigint as fixed_issues
 from quality_checked c join owners o using (entity) left join wrong w on w.owner_role = o.owner_role and w.entity = c.entity and w.record_class = c.record_class and w.school_id is not distinct from c.school_id cross join range(0, 30) t(ago);
create table row_account as select * from (values
  ('20260515T020000-11aa22bb', 'SIS', 'oneroster-2025-26.zip!users.csv', 5614, 5601, 9, 4), ('20260515T020000-11aa22bb', 'SIS', 'oneroster-2025-26.zip!demographics.csv', 5210, 5208, 2, 0),
  ('20260515T020000-22bb33cc', 'SIS', 'sis-attendance-2025-26.csv', 902113, 901988, 125, 0), ('20260515T020000-33cc44dd', 'HR', 'hr-staff.csv', 690, 690, 0, 0),
  ('20260515T020000-44dd55ee', 'Directory', 'directory-accounts.csv', 742, 741, 0, 1)) t(delivery_id, source, file, delivered, loaded, quarantined, duplicate);
create table delivery as select * from (values
  ('20260515T020000-11aa22bb', 'SIS', 'oneroster-2025-26.zip', date '${as_of}', 'loaded', null, 10824, date '${as_of}'), ('20260515T020000-22bb33cc', 'SIS', 'sis-attendance-2025-26.csv', date '${as_of}', 'loaded', null, 902113, date '${as_of}' - 1),
  ('20260515T020000-55ff66aa', 'Apps', 'apps-usage-2025-26.csv', date '${as_of}', 'held', 'The file is a web page, not a table: it begins with <!DOCTYPE html>. Download it again while signed in.', 0, null)) t(delivery_id, source, file, arrived, status, reason, delivered, data_through);
create table freshness as select * from (values ('SIS', 'oneroster-2025-26.zip', date '${as_of}', date '${as_of}', 3), ('SIS', 'sis-attendance-2025-26.csv', date '${as_of}', date '${as_of}' - 1, 3), ('HR', 'hr-staff.csv', date '${as_of}' - 1, date '${as_of}' - 1, 3), ('Directory', 'directory-accounts.csv', date '${as_of}', date '${as_of}', 3), ('Apps', 'apps-usage-2025-26.csv', date '${as_of}' - 31, date '${as_of}' - 44, 35)) t(source, file, arrived, data_through, promised_days);
create table run_step as select * from (values ('run', 'land', 'SIS', 917937::bigint, 2.31), ('run', 'land', 'HR', 690, 0.12), ('run', 'standardize and check', 'SIS', 917797, 6.9), ('run', 'conform', '', 917797, 4.02), ('run', 'lake', '', 917797, 1.11), ('run', 'publish', '', 5200, 3.4)) t(run_id, step, source, rows, seconds);

create table person_candidate as select *, 'review' as band, date '${as_of}' - 3 as first_seen from (values
  ('c1aa', 'Directory', '', 'ebrennan2', 'account', 'Evelyn Brennan', null::date, 'ebrennan2@district.example', 'ebrennan2', '', date '2019-08-09', null::date, true, null, 'HR', 'staff', 'E20638', 'staff', 'Evelyn Brennan', date '1988-06-10', 'ebrennan2@district.example', '', '0101', date '2019-08-08', null::date, true, 'staff-E20638', 'ID-09', 100, 'same e-mail address; same full name', 'more than one person fits', 'CF-07'),
  ('c2bb', 'HR', 'staff', 'E70012', 'staff', 'Anna Jones (formerly Smith)', date '1980-02-03', null, '', '0201', date '2023-08-10', null, true, 'staff-E70012', 'HR', 'staff', 'E10012', 'staff', 'Anna Smith', date '1980-02-03', 'asmith@district.example', '', '0201', date '2015-08-10', date '2020-06-30', false, 'staff-E10012', 'EV-01+EV-05+EV-06', 100, 'same full name; same birth date; same school; one had left before the other began', 'one system gave two numbers', 'CF-03'),
  ('c3cc', 'SIS', 'student', 'S90155712', 'roster_user', 'Esmeralda Julia Domínguez', date '2011-09-24', 'edominguez55712b@district.example', 'edominguez55712b', '0301', null, null, true, 'student-S90155712', 'SIS', 'student', 'S10155712', 'roster_user', 'Esmeralda Julia Domínguez', date '2011-09-24', 'edominguez55712@district.example', 'edominguez55712', '0301', null, null, true, 'student-S10155712', 'EV-01+EV-05+EV-06', 95, 'same full name; same birth date; same school', 'one system uses both numbers today', 'CF-02')
  ) t(candidate_key, left_source, left_kind, left_number, left_entity, left_name, left_birth_date, left_email, left_login, left_schools, left_since, left_until, left_live, left_person, right_source, right_kind, right_number, right_entity, right_name, right_birth_date, right_email, right_login, right_schools, right_since, right_until, right_live, right_person, rule_id, score, evidence, conflict, conflict_ids);
insert into person_candidate select md5('more' || i), 'Directory', '', 'jkim' || i, 'account', 'Jin Kim', null, null, 'jkim' || i, '', date '2024-08-05', null, true, null, 'HR', 'staff', 'E4' || i, 'staff', 'Jin Kim', date '1990-01-01' + i::integer, 'jkim' || i || '@district.example', '', '0101', date '2024-08-05', null, true, 'staff-E4' || i, 'EV-01+EV-08', 60, 'same full name; user name built from the name', null, '', 'review', date '${as_of}' from range(100, 125) t(i);
create table person_decision as select * from (values
  (2::bigint, 'Directory', 'old-account', 'Boris Novak', 'HR staff', 'E30001', 'Boris Novak', 'same', 'registrar', date '${as_of}' - 20, 'asked him', 'applied', null::varchar)
  ) t(line, left_system, left_number, left_name, right_system, right_number, right_name, decision, decided_by, decided_on, why, status, reason);
-- Months of two numbers, for the district and its schools: attendance month by month, chronic absence so far.
create table month_value(metric varchar, version integer, authority varchar, policy varchar, school_year varchar, month date, through date, span varchar, organization_id varchar, organization_type varchar, numerator decimal(18,4), denominator decimal(18,4), n bigint, value decimal(18,6), definition_hash varchar);
insert into month_value
 select v.metric, v.version, v.authority, v.policy, v.school_year, make_date(left(v.school_year, 4)::int + (m < 8)::int, m, 1),
   least(last_day(make_date(left(v.school_year, 4)::int + (m < 8)::int, m, 1)), date '${as_of}'), case when v.metric = 'chronic_absence_rate' then 'so_far' else 'month' end,
   v.organization_id, v.organization_type, v.numerator, v.denominator, v.n, v.value + (i - 8) * case when v.metric = 'chronic_absence_rate' then 0.004 else -0.002 end, v.definition_hash
 from metric_value v, (values (8, 0), (9, 1), (10, 2), (11, 3), (12, 4), (1, 5), (2, 6), (3, 7), (4, 8), (5, 9)) t(m, i)
 where v.metric in ('chronic_absence_rate', 'average_daily_attendance') and v.authority = 'district' and v.group_dimension = 'all' and v.school_year >= '2023-24' and v.policy = 'in_force';
