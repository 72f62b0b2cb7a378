-- Who the lake speaks of, still under their own numbers: temporary, never written to a file as it stands.

-- A school's number by the id that the roster uses for it, year by year.
create temp table roster_school as
select school_year, sourced_id, coalesce(min(identifier), sourced_id) as school_number
from lake_organization
where organization_type = 'school' and coalesce(status, '') <> 'tobedeleted'
group by school_year, sourced_id;

-- OneRoster 1.1 states role and schools with the user, 1.2 in rows of their own.
create temp table roster_person as
with stated as (
    select school_year, user_sourced_id as sourced_id, list(distinct role) as roles,
           list(distinct org_sourced_id) as org_sourced_ids
    from lake_roster_role
    where coalesce(status, '') <> 'tobedeleted'
    group by all)
select u.school_year, u.sourced_id, coalesce(nullif(u.identifier, ''), u.sourced_id) as number,
       coalesce(u.role = 'student', false) or coalesce(list_contains(s.roles, 'student'), false) as is_student,
       u.given_name, u.family_name, u.grade_levels[1] as grade_level,
       list_distinct(list_concat(coalesce(u.org_sourced_ids, []), coalesce(s.org_sourced_ids, []))) as org_sourced_ids
from lake_roster_user u
left join stated s on s.school_year = u.school_year and s.sourced_id = u.sourced_id
where coalesce(u.status, '') <> 'tobedeleted';

-- Days of each student at each school, month by month: the one aggregation over all attendance.
create temp table student_month as
select school_year, student_number, school_number, date_trunc('month', attendance_date)::date as month,
       sum(member_units)::bigint as enrolled_units,
       sum(absent_units)::bigint as absent_units,
       sum(case when absent_units * 2 < member_units then member_units else 0 end)::bigint as present_by_rule_units,
       min(attendance_date) as first_date,
       max(attendance_date) as last_date
from attendance_day
group by all;

create temp table student_days as
select school_year, student_number, school_number, sum(enrolled_units)::bigint as enrolled_units,
       sum(absent_units)::bigint as absent_units, sum(present_by_rule_units)::bigint as present_by_rule_units,
       min(first_date) as first_date, max(last_date) as last_date
from student_month
group by all;

-- Stays of students at schools. A school year without enrollments of its own takes them from the roster; a school year
-- without either takes them from the attendance: from the first day to the last, and still open when the last day is
-- also the school's. In the roster the classes of a student at a school say when the stay begins and ends, what they
-- leave open the role of a student there says, and else the school year does. OneRoster's end dates are the day after the
-- last one.
create temp table stint as
select school_year, student_number, school_number, grade_level, entry_date, entry_code, exit_date, exit_code,
       coalesce(entry_code = 'NS', false) as no_show, 'enrollment' as origin, primary_enrollment
from lake_school_enrollment;

insert into stint
with student as (
    select * from roster_person p
    where is_student and p.school_year not in (select school_year from stint)),
session as (
    select school_year,
           coalesce(min(start_date) filter (where session_type = 'schoolYear'), min(start_date),
                    day_within(school_year, getvariable('first_month'), getvariable('first_day'))) as starts,
           coalesce(max(end_date) filter (where session_type = 'schoolYear'), max(end_date)) as ends
    from (select distinct school_year from student) left join lake_academic_session using (school_year)
    group by school_year),
scheduled as (
    select s.school_year, s.sourced_id, r.school_number, min(e.begin_date) as begins, max(e.end_date) as ends
    from lake_section_enrollment e
    join student s on s.school_year = e.school_year and s.sourced_id = e.user_sourced_id
    join roster_school r on r.school_year = e.school_year and r.sourced_id = e.school_sourced_id
    where coalesce(e.role, 'student') = 'student' and coalesce(e.status, '') <> 'tobedeleted'
    group by all),
-- Of several roles of a student at a school one that leaves a date open leaves that of the stay open.
standing as (
    select s.school_year, s.sourced_id, r.school_number,
           case when count(o.begin_date) = count(*) then min(o.begin_date) end as begins,
           case when count(o.end_date) = count(*) then max(o.end_date) end as ends
    from lake_roster_role o
    join student s on s.school_year = o.school_year and s.sourced_id = o.user_sourced_id
    join roster_school r on r.school_year = o.school_year and r.sourced_id = o.org_sourced_id
    where o.role = 'student' and coalesce(o.status, '') <> 'tobedeleted'
    group by all),
placed as (
    select s.school_year, s.sourced_id, r.school_number
    from (select school_year, sourced_id, unnest(org_sourced_ids) as org_sourced_id from student) s
    join roster_school r on r.school_year = s.school_year and r.sourced_id = s.org_sourced_id
    union
    select school_year, sourced_id, school_number from scheduled),
-- A role may be years older than the school year, or be over before it begins: then there is no stay.
stay as (
    select p.school_year, p.sourced_id, p.school_number,
           coalesce(c.begins, greatest(h.begins, y.starts), y.starts) as entry,
           coalesce(c.ends, least(h.ends, y.ends), y.ends) - 1 as exit,
           c.sourced_id is null as by_role
    from placed p
    left join scheduled c
        on c.school_year = p.school_year and c.sourced_id = p.sourced_id and c.school_number = p.school_number
    left join standing h
        on h.school_year = p.school_year and h.sourced_id = p.sourced_id and h.school_number = p.school_number
    join session y on y.school_year = p.school_year)
select s.school_year, s.number, t.school_number, any_value(s.grade_level), min(t.entry), null, max(t.exit), null, false,
       'roster', null
from stay t
join student s on s.school_year = t.school_year and s.sourced_id = t.sourced_id
where not t.by_role or t.exit is null or t.entry <= t.exit
group by s.school_year, s.number, t.school_number;

insert into stint
with last_day as (select school_year, school_number, max(last_date) as last_date from student_days group by all)
select d.school_year, d.student_number, d.school_number, null, d.first_date, null,
       case when d.last_date < l.last_date then d.last_date end, null, false, 'attendance', null
from student_days d
join last_day l on l.school_year = d.school_year and l.school_number = d.school_number
where d.school_year not in (select school_year from stint);

-- What is known of each student in each school year. Names and demographics are those of the roster, and what it leaves
-- open is as the student's own record has it; the grade is the one of the latest stay. Whether somebody is Hispanic or
-- Latino and of which races are two questions until they are asked in one, and each is answered by one of the two.
create temp table student_identity as
with seen as (
    select school_year, student_number from student_days
    union select school_year, student_number from stint
    union select school_year, number from roster_person where is_student
    union select school_year, student_number from lake_student_program
    union select school_year, student_number from lake_discipline_incident
    union select school_year, student_number from lake_assessment_result
    union select school_year, student_number from lake_course_result),
grade as (
    select school_year, student_number,
           arg_max(grade_level, (not no_show, entry_date, grade_level)) as grade_level
    from stint where grade_level is not null
    group by all),
roster as (
    select p.school_year, p.number as student_number,
           min((p.sourced_id, p.given_name, p.family_name, p.grade_level)) as person
    from roster_person p where p.is_student
    group by all),
-- Two systems may have a record of one student.
record as (
    select school_year, student_number,
           min((given_name, family_name)) filter (given_name is not null or family_name is not null) as name,
           min(birth_date) as birth_date, min(sex) as sex,
           bool_or(coalesce(hispanic_or_latino, case when list_contains(race, 'HispanicOrLatinoEthnicity') then true end))
               as hispanic_or_latino,
           min(race) filter (len(race) > 0) as races, bool_or(english_learner) as el, bool_or(special_education) as swd
    from lake_student
    group by all),
program as (
    select school_year, student_number, list(distinct program) as programs from lake_student_program group by all),
with_programs as (select distinct school_year from lake_student_program),
raced as (
    select *,
           coalesce(american_indian_or_alaska_native or asian or black_or_african_american
               or native_hawaiian_or_other_pacific_islander or white or two_or_more_races, false) as answered,
           races_ticked(hispanic_or_latino, american_indian_or_alaska_native, asian, black_or_african_american,
               middle_eastern_or_north_african, native_hawaiian_or_other_pacific_islander, white) as ticked
    from lake_demographic),
asked as (
    select s.school_year, s.student_number, r.person, n.name, n.el, n.swd,
           coalesce(d.birth_date, n.birth_date) as birth_date, coalesce(d.sex, n.sex) as sex,
           race_ethnicity_of(
               coalesce(d.hispanic_or_latino, n.hispanic_or_latino),
               race_said(d.answered, d.two_or_more_races, n.races, 'TwoOrMoreRaces'),
               race_said(d.answered, d.american_indian_or_alaska_native, n.races, 'AmericanIndianOrAlaskaNative'),
               race_said(d.answered, d.asian, n.races, 'Asian'),
               race_said(d.answered, d.black_or_african_american, n.races, 'BlackOrAfricanAmerican'),
               race_said(d.answered, d.native_hawaiian_or_other_pacific_islander, n.races,
                   'NativeHawaiianOrOtherPacificIslander'),
               race_said(d.answered, d.white, n.races, 'White')) as two_questions,
           case when race_question_combined(s.school_year)
                then case when len(d.ticked) > 0 or d.two_or_more_races
                          then {'ticked': d.ticked, 'more': coalesce(d.two_or_more_races, false)}
                          else {'ticked': races_listed(n.races, n.hispanic_or_latino),
                                'more': coalesce(list_contains(n.races, 'TwoOrMoreRaces'), false)} end end
               as one_question
    from seen s
    left join roster r on r.school_year = s.school_year and r.student_number = s.student_number
    left join raced d on d.school_year = s.school_year and d.sourced_id = r.person[1]
    left join record n on n.school_year = s.school_year and n.student_number = s.student_number
    where s.student_number is not null)
select s.school_year, s.student_number,
       coalesce(g.grade_level, s.person[4]) as grade_level,
       case when s.one_question is not null then combined_race_of(s.one_question.ticked, s.one_question.more)
            else s.two_questions end as race_ethnicity,
       case when s.one_question is not null
            then former_race_of(
                s.one_question.ticked,
                list_transform(s.one_question.ticked,
                    lambda race : map_extract_value(getvariable('race_formerly'), race)),
                s.one_question.more)
            else s.two_questions end as race_ethnicity_1997,
       coalesce(s.sex, 'Not reported') as sex,
       case when w.school_year is not null then coalesce(list_contains(p.programs, 'EL'), false) else s.el end as el,
       case when w.school_year is not null then coalesce(list_contains(p.programs, 'SWD'), false) else s.swd end as swd,
       case when w.school_year is not null then coalesce(list_contains(p.programs, 'ECODIS'), false) end
           as econ_disadvantaged,
       case when w.school_year is not null then coalesce(list_contains(p.programs, 'HOMELESS'), false) end as homeless,
       case when w.school_year is not null then coalesce(list_contains(p.programs, 'FOSTER'), false) end as foster,
       case when w.school_year is not null then coalesce(list_contains(p.programs, 'MIGRANT'), false) end as migrant,
       case when w.school_year is not null then coalesce(list_contains(p.programs, 'MILITARY'), false) end as military,
       coalesce(s.person[2], s.name[1]) as given_name, coalesce(s.person[3], s.name[2]) as family_name, s.birth_date
from asked s
left join grade g on g.school_year = s.school_year and g.student_number = s.student_number
left join program p on p.school_year = s.school_year and p.student_number = s.student_number
left join with_programs w on w.school_year = s.school_year;

-- Whose the records of other systems are, as the rules and the decisions of the night say. A record that waits for a
-- decision belongs to nobody; one that no rule knows keeps the number that it states itself.
create temp table linked as
select source, entity, coalesce(entities, entity) as entities, record_number, record_kind, kind, person_number, number,
       band
from lake_person_link
-- A record that a system still has was last seen on no night yet; a lake of an earlier release has the night there.
where last_seen is not distinct from (
    select case when count(*) = count(last_seen) then max(last_seen) end from lake_person_link);

-- Numbers that an account states and of which somebody said that they are another person's, with all numbers of that
-- person. Decisions name a system, where need be with the kind of its numbers: HR, SIS student.
create temp table told_apart as
with decided as (
    select left_system as account_system, left_number as account_name, right_system as system, right_number as number
    from lake_person_decision where status = 'applied' and decision = 'different'
    union all
    select right_system, right_number, left_system, left_number
    from lake_person_decision where status = 'applied' and decision = 'different'),
other as (
    select distinct d.account_name, o.record_kind, o.record_number, o.person_number
    from decided d
    join linked a on a.entity = 'account' and a.record_number = d.account_name
         and lower(d.account_system) in (lower(a.source), lower(a.source || ' ' || coalesce(a.record_kind, '')))
    join linked o on o.record_number = d.number
         and lower(d.system) in (lower(o.source), lower(o.source || ' ' || coalesce(o.record_kind, ''))))
select account_name, record_kind as kind, record_number as number from other
union
select o.account_name, l.record_kind, l.record_number
from other o join linked l on l.person_number = o.person_number;

create temp table account_owner as
with link as (
    select record_number as account_name, min(number) as number, bool_and(band = 'match' and kind = 'staff') as staff,
           bool_and(band = 'match' and kind = 'student') as student,
           count(distinct number) as people, bool_or(band in ('match', 'review')) as judged
    from linked where entity = 'account'
    group by record_number)
select a.account_name,
       case when l.staff and l.people = 1 then l.number
            when not coalesce(l.judged, false) and e.account_name is null then a.employee_id end as employee_id,
       case when l.student and l.people = 1 then l.number
            when not coalesce(l.judged, false) and s.account_name is null then a.student_number end as student_number
from lake_account a
left join link l on l.account_name = a.account_name
left join told_apart e on e.account_name = a.account_name and e.kind = 'staff' and e.number = a.employee_id
left join told_apart s on s.account_name = a.account_name and s.kind = 'student' and s.number = a.student_number;

-- Users of applications whom the rules know as somebody else than the record says: by an address, or by a name.
create temp table app_user as
select record_kind as user_kind, record_number as user_id, min(kind) as kind, min(number) as number
from linked
where list_has_any(string_split(entities, ', '), ['app_usage', 'app_usage_day'])
  and band = 'match' and (kind <> record_kind or number <> record_number)
group by all having count(distinct (kind, number)) = 1;

-- Every number that gets a pseudonym. Records of a source get one too: their numbers lead back to people there.
create temp table number_seen as
select distinct 'student' as kind, student_number as number from student_identity
union
select 'staff', employee_id from lake_staff
union select 'staff', employee_id from lake_staff_assignment
union select 'staff', employee_id from lake_staff_absence
union select 'staff', employee_id from lake_account
union select 'student', student_number from account_owner
union select 'staff', employee_id from account_owner
union select 'staff', employee_id from lake_training
union select kind, number from app_user
union select 'person', person_number from lake_person_link
union select 'staff', user_id from lake_app_usage where user_kind = 'staff'
union select 'student', user_id from lake_app_usage where user_kind = 'student'
union select coalesce(user_kind, 'user'), user_id from lake_app_usage
union select 'account', account_name from lake_account
union select 'account', account_name from lake_account_event
union select 'position', position_id from lake_staff_assignment
union select 'incident', incident_id from lake_discipline_incident
union select 'form', form_id from lake_workflow_item;
delete from number_seen where number is null;

-- Positions, credentials, tasks and the logs of applications speak of people and accounts that nothing else may.
insert into number_seen
with spoken_of as (
    select 'staff' as kind, employee_id as number from lake_position
    union all select 'staff', employee_id from lake_credential
    union all select 'staff', employee_id from lake_onboarding_task
    union all select 'staff', employee_id from lake_app_activity
    union all select 'staff', user_id from lake_app_usage_day where user_kind = 'staff'
    union all select coalesce(user_kind, 'user'), user_id from lake_app_usage_day
    union all select 'account', account_name from lake_app_activity
    union all select 'account', account_name from lake_productivity_usage
    union all select 'position', position_id from lake_position
    union all select 'credential', credential_id from lake_credential
    union all select 'task', task_id from lake_onboarding_task)
select kind, number from spoken_of where number is not null
except select kind, number from number_seen;
create temp table pseudonym(kind varchar, number varchar, key bigint);
